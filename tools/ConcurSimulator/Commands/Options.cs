using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace ConcurSimulator.Commands;

/// <summary>Options that say what is wrong with their value, and read numbers the same in every country.</summary>
internal static class Options
{
    public static Option<string?> Text(string name, string description) => new(name) { Description = description };

    public static Option<Uri?> Address(string name, string description, string? byDefault = null) => new(name)
    {
        Description = description,
        DefaultValueFactory = byDefault is null ? null : _ => new Uri(byDefault),
        CustomParser = result =>
        {
            if (Uri.TryCreate(Value(result), UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
                return url;
            result.AddError($"'{Value(result)}' is no address. Write it like http://localhost:5080.");
            return null;
        },
    };

    /// <summary>A number between two bounds.</summary>
    public static Option<T> Bounded<T>(string name, string description, T byDefault, T least, T most)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            DefaultValueFactory = _ => byDefault,
            CustomParser = result => Number(result, name, least, most) ?? default,
        };

    /// <summary>A number between two bounds, or none.</summary>
    public static Option<T?> Bounded<T>(string name, string description, T least, T most)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            CustomParser = result => Number(result, name, least, most),
        };

    /// <summary>It was written on the command line.</summary>
    public static bool Has(this CommandResult command, Option option) => command.GetResult(option) is { Implicit: false };

    private static T? Number<T>(ArgumentResult result, string name, T least, T most)
        where T : struct, INumber<T>
    {
        if (T.TryParse(Value(result), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        result.AddError(FormattableString.Invariant($"{name} is '{Value(result)}'. Write a number from {least} to {most}."));
        return null;
    }

    private static string Value(ArgumentResult result) => result.Tokens is [var token, ..] ? token.Value : "";
}
