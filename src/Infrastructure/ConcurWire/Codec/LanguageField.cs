using System.Collections.Frozen;

namespace GroundTransport.Infrastructure.ConcurWire.Codec;

/// <summary>A traveller's language as Concur lists it, whatever its case.</summary>
internal static class LanguageField
{
    private const string Fallback = "en";

    private static readonly FrozenDictionary<string, string> Known =
        "en en-us en-gb fr fr-ca de pt es nl it ja pl pt-br ru hu ko sv zh-cn zh-tw".Split(' ')
            .Select(code => KeyValuePair.Create(code, code))
            // Concur's tables have Brazilian Portuguese the wrong way round in places.
            .Append(KeyValuePair.Create("bt-br", "pt-br"))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>A region that isn't listed falls back to its language, an unlisted language to English: no booking fails over that.</summary>
    public static string? Language(this FieldReader fields, WireElement root)
    {
        if (fields.Filled(root, "LanguageCode") is not { } text)
            return null;
        return Known.GetValueOrDefault(text.Replace('_', '-')) ?? Known.GetValueOrDefault(text.Split('-', '_')[0]) ?? Fallback;
    }
}
