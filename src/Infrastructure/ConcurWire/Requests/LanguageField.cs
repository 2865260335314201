using System.Collections.Frozen;
using GroundTransport.Infrastructure.ConcurWire.Xml;

namespace GroundTransport.Infrastructure.ConcurWire.Requests;

/// <summary>A traveller's language, one of those that Concur lists, in any case.</summary>
internal static class LanguageField
{
    private const string Fallback = "en";

    private static readonly FrozenDictionary<string, string> Known =
        "en en-us en-gb fr fr-ca de pt es nl it ja pl pt-br ru hu ko sv zh-cn zh-tw".Split(' ')
            .Select(code => KeyValuePair.Create(code, code))
            // Some of Concur's tables swap the letters of Brazilian Portuguese.
            .Append(KeyValuePair.Create("bt-br", "pt-br"))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>An unlisted region falls back to its language, an unlisted language to English: no booking fails because of it.</summary>
    public static string? Language(this FieldReader fields, WireElement root)
    {
        if (fields.NonEmptyText(root, "LanguageCode") is not { } text)
            return null;
        return Known.GetValueOrDefault(text.Replace('_', '-')) ?? Known.GetValueOrDefault(text.Split('-', '_')[0]) ?? Fallback;
    }
}
