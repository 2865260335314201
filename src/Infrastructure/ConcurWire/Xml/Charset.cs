using System.Collections.Frozen;
using System.Text;

namespace GroundTransport.Infrastructure.ConcurWire.Xml;

/// <summary>
/// The charset that a Content-Type names. It counts only if the document says nothing itself: a byte order mark or a declaration
/// takes precedence, as the parser reads it.
/// </summary>
public static class Charset
{
    /// <summary>A declaration ends within its first characters, or it isn't one that a parser accepts.</summary>
    private const int DeclarationLength = 256;

    private const string Utf16 = "utf-16";

    private static readonly FrozenDictionary<string, Encoding> Encodings = new Dictionary<string, Encoding>
    {
        ["utf-8"] = Encoding.UTF8,
        // Every such document is one in UTF-8 too, and many that claim to be aren't.
        ["us-ascii"] = Encoding.UTF8,
        [Utf16] = Encoding.Unicode,
        ["iso-8859-1"] = Encoding.Latin1,
        ["windows-1252"] = CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The charsets that are honoured.</summary>
    public static IEnumerable<string> Names => Encodings.Keys.Order(StringComparer.Ordinal);

    public static bool IsKnown(string name) => Encodings.ContainsKey(name);

    /// <summary>The document as the parser reads it without a charset: in UTF-8, or in the encoding that it names itself.</summary>
    /// <param name="name">A known one.</param>
    public static ReadOnlyMemory<byte> Apply(string name, ReadOnlyMemory<byte> document)
    {
        var encoding = Encodings[name];
        // The first character is ASCII: it shows the order of the bytes.
        if (name.Equals(Utf16, StringComparison.OrdinalIgnoreCase) && document.Span is [0, ..])
            encoding = Encoding.BigEndianUnicode;
        if (encoding == Encoding.UTF8 || HasMark(document.Span)
            || DeclaresEncoding(document.Span, encoding) || DeclaresEncoding(document.Span, Encoding.Latin1))
            return document;
        return Encoding.Convert(encoding, Encoding.UTF8, document.ToArray());
    }

    private static bool HasMark(ReadOnlySpan<byte> document) =>
        document is [0xEF, 0xBB, 0xBF, ..] or [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..];

    private static bool DeclaresEncoding(ReadOnlySpan<byte> document, Encoding encoding)
    {
        var beginning = encoding.GetString(document[..Math.Min(document.Length, DeclarationLength)]);
        var end = beginning.IndexOf("?>", StringComparison.Ordinal);
        return end > 0
            && beginning.StartsWith("<?xml", StringComparison.Ordinal)
            && beginning.AsSpan(0, end).Contains("encoding", StringComparison.Ordinal);
    }
}
