using System.Runtime.InteropServices;
using System.Text;
using System.Xml;

namespace GroundTransport.Infrastructure.ConcurWire.Xml;

/// <summary>
/// The only place where XML from outside is parsed: no DTD, nothing resolved, limited in depth and nodes. Whatever the
/// bytes are, the result is a tree or a reason, never an exception.
/// </summary>
internal static class WireReader
{
    public const int MaxDepth = 64;
    public const int MaxNodes = 5_000;

    /// <summary>A document may declare windows-1252, which .NET doesn't register by itself.</summary>
    static WireReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>No shared NameTable: it would grow with whatever is sent.</summary>
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        ConformanceLevel = ConformanceLevel.Document,
        CheckCharacters = true,
        IgnoreWhitespace = true,
    };

    /// <summary>The root with everything inside it; null and the reason where the bytes can't be read.</summary>
    public static WireElement? Read(ReadOnlyMemory<byte> bytes, out string reason)
    {
        try
        {
            var names = new XmlParserContext(new WireNameTable(), null, null, XmlSpace.None);
            using var reader = XmlReader.Create(Open(bytes), Settings, names);
            return ReadTree(reader, out reason);
        }
        catch (Exception unreadable) when (IsCausedByInput(unreadable))
        {
            reason = Reason(unreadable);
            return null;
        }
    }

    /// <summary>The root's local name, reading no further; null where no root can be read.</summary>
    public static string? RootOf(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var reader = XmlReader.Create(Open(bytes), Settings);
            return reader.MoveToContent() == XmlNodeType.Element ? reader.LocalName : null;
        }
        catch (Exception unreadable) when (IsCausedByInput(unreadable))
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
            if (reader.NodeType != XmlNodeType.EndElement && (nodes += 1 + reader.AttributeCount) > MaxNodes)
            {
                reason = $"The body has more than {MaxNodes} XML nodes. Send a smaller message.";
                return null;
            }
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth >= MaxDepth)
                    {
                        reason = $"The body's elements are nested more than {MaxDepth} levels deep. Nest them as the protocol does.";
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

    /// <summary>What an XmlReader throws because of its input: malformed XML, encodings that don't exist or don't match.</summary>
    private static bool IsCausedByInput(Exception thrown) =>
        thrown is XmlException or ArgumentException or NotSupportedException or InvalidOperationException;

    /// <summary>The position only: the parser's own message may quote the input.</summary>
    private static string Reason(Exception unreadable) => unreadable is XmlException { LineNumber: > 0 } xml
        ? $"The body can't be read: see line {xml.LineNumber}, position {xml.LinePosition}. Send well-formed XML without a DTD."
        : "The body can't be read. Send well-formed XML without a DTD, preferably in UTF-8.";
}
