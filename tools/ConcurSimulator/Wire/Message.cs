using System.Xml;
using System.Xml.Linq;

namespace ConcurSimulator.Wire;

/// <summary>A received CC_Limo message, and everything that is wrong with it.</summary>
public sealed class Message
{
    private readonly XElement? root;

    private Message(XElement? root, IReadOnlyList<string> problems)
    {
        this.root = root;
        Problems = problems;
    }

    /// <summary>One sentence for each problem; empty if the message is valid.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>False if the body could not be parsed.</summary>
    public bool IsXml => root is not null;

    public string Root => root?.Name.LocalName ?? "";

    /// <param name="path">Element names below the root, separated by slashes.</param>
    public XElement? Element(string path) =>
        path.Split('/').Aggregate(root, (element, name) => element?.Element(name));

    /// <summary>The trimmed text of an element; empty if there is none.</summary>
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
        var schema = SchemaNameOf(document.Root!);
        if (!SchemaLibrary.Contains(schema))
            return new Message(document.Root, [$"Unknown root element {document.Root!.Name}."]);
        return new Message(document.Root, [.. SchemaValidator.Validate(body, schema), .. ContentValidator.Validate(document, body.Length)]);
    }

    /// <summary>Each reply has two schemas, for success and for refusal: its ErrorCode selects one.</summary>
    private static string SchemaNameOf(XElement root)
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
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new MemoryStream(body), settings);
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }
}
