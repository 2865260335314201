using System.CommandLine;

namespace ConcurSimulator.Commands;

/// <summary>Options that say what is wrong with their value.</summary>
internal static class Options
{
    public static Option<Uri?> Address(string name, string description, string? byDefault = null) => new(name)
    {
        Description = description,
        DefaultValueFactory = byDefault is null ? null : _ => new Uri(byDefault),
        CustomParser = result =>
        {
            var value = result.Tokens is [var token, ..] ? token.Value : "";
            if (Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
                return url;
            result.AddError($"'{value}' is no address. Write it like http://localhost:5080.");
            return null;
        },
    };

    public static Option<T> Bounded<T>(string name, string description, T byDefault, T least, T most)
        where T : IComparable<T>
    {
        var option = new Option<T>(name) { Description = description, DefaultValueFactory = _ => byDefault };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<T>() is { } value && (value.CompareTo(least) < 0 || value.CompareTo(most) > 0))
                result.AddError(FormattableString.Invariant($"{name} must lie between {least} and {most}."));
        });
        return option;
    }

    public static Option<string?> Text(string name, string description) => new(name) { Description = description };
}
