using System.Runtime.InteropServices;
using System.Xml;

namespace GroundTransport.Infrastructure.ConcurWire.Codec;

/// <summary>
/// The only place where XML from outside is parsed: no DTD, nothing resolved, bounded in depth and nodes. Whatever the
/// bytes are, the answer is a tree or a reason, never an exception.
/// </summary>
internal static class WireReader
{
    public const int DeepestElement = 64;
    public const int MostNodes = 5_000;

    /// <summary>No NameTable: a shared one would grow with what strangers send.</summary>
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        ConformanceLevel = ConformanceLevel.Document,
        CheckCharacters = true,
        IgnoreWhitespace = true,
    };

    /// <summary>The root with all below it; null and the reason where it isn't XML that we take.</summary>
    public static WireElement? Read(ReadOnlyMemory<byte> bytes, out string reason)
    {
        try
        {
            using var reader = XmlReader.Create(Open(bytes), Settings, new XmlParserContext(new WireNames(), null, null, XmlSpace.None));
            return ReadTree(reader, out reason);
        }
        catch (Exception unreadable) when (IsOfTheInput(unreadable))
        {
            reason = Reason(unreadable);
            return null;
        }
    }

    /// <summary>The root's local name, reading no further; null where it isn't XML so far.</summary>
    public static string? RootOf(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var reader = XmlReader.Create(Open(bytes), Settings);
            return reader.MoveToContent() == XmlNodeType.Element ? reader.LocalName : null;
        }
        catch (Exception unreadable) when (IsOfTheInput(unreadable))
        {
            return null;
        }
    }

    private static WireElement? ReadTree(XmlReader reader, out string reason)
    {
        reason = "";
        WireElement? root = null, open = null;
        var nodes = 0;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.EndElement && (nodes += 1 + reader.AttributeCount) > MostNodes)
            {
                reason = $"The body has more than {MostNodes} XML nodes.";
                return null;
            }
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth >= DeepestElement)
                    {
                        reason = $"The body's elements are nested more than {DeepestElement} deep.";
                        return null;
                    }
                    var element = open?.Add(reader.LocalName) ?? new WireElement(reader.LocalName, null);
                    root ??= element;
                    open = reader.IsEmptyElement ? open : element;
                    break;
                case XmlNodeType.EndElement:
                    open!.Close();
                    open = open.Parent;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    open!.Append(reader.Value);
                    break;
            }
        }
        return root;
    }

    private static MemoryStream Open(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);

    /// <summary>What an XmlReader throws at its input: broken XML, and encodings that don't exist or don't fit the bytes.</summary>
    private static bool IsOfTheInput(Exception thrown) =>
        thrown is XmlException or ArgumentException or NotSupportedException or InvalidOperationException;

    /// <summary>A place, not the parser's own words: those may quote what came.</summary>
    private static string Reason(Exception unreadable) => unreadable is XmlException { LineNumber: > 0 } xml
        ? $"The body isn't XML that this gateway takes: see line {xml.LineNumber}, position {xml.LinePosition}. It must be well-formed and without a DTD."
        : "The body isn't XML that this gateway takes. It must be well-formed, without a DTD, best in UTF-8.";
}
