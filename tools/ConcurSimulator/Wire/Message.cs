using System.Xml;
using System.Xml.Linq;

namespace ConcurSimulator.Wire;

/// <summary>One CC_Limo message as it was heard, and everything that is wrong with it.</summary>
public sealed class Message
{
    private readonly XElement? root;

    private Message(XElement? root, IReadOnlyList<string> problems)
    {
        this.root = root;
        Problems = problems;
    }

    /// <summary>One sentence each; empty where the message is as it must be.</summary>
    public IReadOnlyList<string> Problems { get; }

    public bool IsXml => root is not null;

    public string Root => root?.Name.LocalName ?? "";

    public XElement? Element(string path) =>
        path.Split('/').Aggregate(root, (element, name) => element?.Element(name));

    public string this[string path] => Element(path)?.Value.Trim() ?? "";

    public static Message Read(byte[] body)
    {
        XDocument document;
        try
        {
            document = Parse(body);
        }
        catch (XmlException e)
        {
            return new Message(null, [$"Not XML: {e.Message}"]);
        }
        var schema = SchemaOf(document.Root!);
        if (!SchemaLibrary.Has(schema))
            return new Message(document.Root, [$"{document.Root!.Name} is the root of no message."]);
        return new Message(document.Root, [.. SchemaCheck.Problems(body, schema), .. ContentCheck.Problems(document, body.Length)]);
    }

    /// <summary>A reply has two schemas: its ErrorCode says whether it is a success or a refusal.</summary>
    private static string SchemaOf(XElement root)
    {
        var name = root.Name.LocalName;
        if (name == "Error")
            return "bare-error";
        if (!name.EndsWith("Reply", StringComparison.Ordinal))
            return name;
        return string.IsNullOrEmpty(root.Element("Error")?.Element("ErrorCode")?.Value) ? $"{name}.success" : $"{name}.refusal";
    }

    private static XDocument Parse(byte[] body)
    {
        using var reader = XmlReader.Create(new MemoryStream(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }
}
