using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace ConcurSimulator.Commands;

/// <summary>Creates options that explain an invalid value, and that read numbers the same in every culture.</summary>
internal static class OptionFactory
{
    public static Option<string?> Text(string name, string description) => new(name) { Description = description };

    public static Option<string> RequiredText(string name, string description) => new(name) { Description = description, Required = true };

    public static Option<Uri?> Address(string name, string description, string? defaultValue = null) => new(name)
    {
        Description = description,
        DefaultValueFactory = defaultValue is null ? null : _ => new Uri(defaultValue),
        CustomParser = result => ParseAddress(result, name),
    };

    public static Argument<Uri?> AddressArgument(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => ParseAddress(result, name),
    };

    public static Option<T> Number<T>(string name, string description, T defaultValue, T min, T max)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            DefaultValueFactory = _ => defaultValue,
            CustomParser = result => ParseNumber(result, name, min, max) ?? default,
        };

    /// <summary>A number that may be left out.</summary>
    public static Option<T?> OptionalNumber<T>(string name, string description, T min, T max)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            CustomParser = result => ParseNumber(result, name, min, max),
        };

    /// <summary>The option is on the command line, not only a default.</summary>
    public static bool IsSpecified(this CommandResult command, Option option) => command.GetResult(option) is { Implicit: false };

    private static Uri? ParseAddress(ArgumentResult result, string name)
    {
        if (Uri.TryCreate(ValueOf(result), UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            return url;
        result.AddError($"'{ValueOf(result)}' is not a valid address for {name}. Use one such as http://localhost:5080.");
        return null;
    }

    private static T? ParseNumber<T>(ArgumentResult result, string name, T min, T max)
        where T : struct, INumber<T>
    {
        if (T.TryParse(ValueOf(result), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max)
            return number;
        result.AddError(FormattableString.Invariant($"'{ValueOf(result)}' is not valid for {name}. Use a number from {min} to {max}."));
        return null;
    }

    private static string ValueOf(ArgumentResult result) => result.Tokens is [var token, ..] ? token.Value : "";
}
