using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace GroundTransport.TestKit.Schemas;

/// <summary>Validates a message against docs/schemas; a reply's ErrorCode selects the schema of a success or of a refusal.</summary>
public static class WireSchema
{
    /// <summary>The message's problems, one sentence each; empty if it is valid.</summary>
    public static IReadOnlyList<string> Validate(string xml)
    {
        XDocument document;
        try
        {
            document = XDocument.Parse(xml, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException e)
        {
            return [$"Not well-formed: {e.Message}"];
        }

        var schema = SchemaFor(document);
        if (!SchemaLibrary.Has(schema))
            return [$"No schema {schema}: {document.Root!.Name} is not the root of any message."];

        return [.. ForeignTo(document), .. Violations(xml, schema)];
    }

    /// <summary>Throws, with every problem and the message itself in the text, unless the message is valid.</summary>
    public static void AssertValid(string xml)
    {
        var problems = Validate(xml);
        if (problems.Count > 0)
            throw new WireSchemaException(problems, xml);
    }

    private static string SchemaFor(XDocument document)
    {
        var root = document.Root!;
        var name = root.Name.LocalName;
        if (name == "Error")
            return "bare-error.xsd";
        if (!name.EndsWith("Reply", StringComparison.Ordinal))
            return $"{name}.xsd";

        var errorCode = root.Element("Error")?.Element("ErrorCode")?.Value;
        return string.IsNullOrEmpty(errorCode) ? $"{name}.success.xsd" : $"{name}.refusal.xsd";
    }

    /// <summary>What the protocol's messages never contain and a schema can't forbid.</summary>
    private static IEnumerable<string> ForeignTo(XDocument document)
    {
        if (document.Declaration is not null)
            yield return "The message starts with an XML declaration.";

        foreach (var element in document.Descendants())
        {
            foreach (var attribute in element.Attributes())
            {
                if (attribute.IsNamespaceDeclaration || attribute.Name.Namespace != XNamespace.None)
                    yield return $"{element.Name.LocalName}: the message has no namespaces, but here is {attribute.Name}.";
            }
        }
    }

    private static List<string> Violations(string xml, string schema)
    {
        var problems = new List<string>();
        var open = new Stack<(string Name, bool IsFreeText)>();
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            ValidationType = ValidationType.Schema,
            ValidationFlags = XmlSchemaValidationFlags.ProcessIdentityConstraints | XmlSchemaValidationFlags.ReportValidationWarnings,
            Schemas = SchemaLibrary.Get(schema),
        };
        settings.ValidationEventHandler += (_, e) =>
            Report($"{e.Message} ({schema}; line {e.Exception.LineNumber}, position {e.Exception.LinePosition})");

        using var reader = XmlReader.Create(new StringReader(xml), settings);
        try
        {
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement)
                    open.Push((reader.Name, IsFreeText(reader)));
                else if (reader.NodeType == XmlNodeType.EndElement)
                    open.Pop();
                else if (reader.HasValue && open.TryPeek(out var element) && !element.IsFreeText && reader.Value != reader.Value.Trim())
                    Report($"The value '{reader.Value}' has white space around it.");
            }
        }
        catch (XmlException e)
        {
            Report(e.Message);
        }

        return problems;

        void Report(string problem) => problems.Add($"{string.Join('/', open.Reverse().Select(element => element.Name))}: {problem}");
    }

    /// <summary>
    /// White space may surround elements and free text, never a code, a number or a date.
    /// That is checked here because xs:dateTime strips it and .NET's patterns overlook a last line break.
    /// </summary>
    private static bool IsFreeText(XmlReader reader) =>
        reader.SchemaInfo?.SchemaType is not { Datatype: not null } type
        || type.Name == "Filled"
        || type == XmlSchemaType.GetBuiltInSimpleType(XmlTypeCode.String);
}
