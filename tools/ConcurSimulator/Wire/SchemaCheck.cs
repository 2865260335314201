using System.Xml;
using System.Xml.Schema;

namespace ConcurSimulator.Wire;

/// <summary>What a published schema says against a message.</summary>
internal static class SchemaCheck
{
    public static List<string> Problems(byte[] body, string schema)
    {
        var problems = new List<string>();
        var path = new Stack<string>();
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            ValidationType = ValidationType.Schema,
            ValidationFlags = XmlSchemaValidationFlags.ProcessIdentityConstraints | XmlSchemaValidationFlags.ReportValidationWarnings,
            Schemas = SchemaLibrary.Get(schema),
        };
        settings.ValidationEventHandler += (_, e) => Note(e.Message);
        using var reader = XmlReader.Create(new MemoryStream(body), settings);
        try
        {
            var isText = true;
            while (reader.Read())
            {
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element when !reader.IsEmptyElement:
                        path.Push(reader.Name);
                        isText = IsText(reader.SchemaInfo?.SchemaType);
                        break;
                    case XmlNodeType.EndElement:
                        path.Pop();
                        isText = true;
                        break;
                    case XmlNodeType.Text when !isText && reader.Value != reader.Value.Trim():
                        Note($"'{reader.Value}' has white space around it.");
                        break;
                }
            }
        }
        catch (XmlException e)
        {
            Note(e.Message);
        }
        return problems;

        void Note(string problem) => problems.Add($"{string.Join('/', path.Reverse())}: {problem}");
    }

    /// <summary>
    /// Blanks may surround what people write, never a code, a number or a date; xs:dateTime would strip them, so the
    /// schema alone doesn't see them.
    /// </summary>
    private static bool IsText(XmlSchemaType? type) =>
        type is not { Datatype: not null } || type.Name == "Filled" || type == XmlSchemaType.GetBuiltInSimpleType(XmlTypeCode.String);
}
