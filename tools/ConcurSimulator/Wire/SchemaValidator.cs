using System.Xml;
using System.Xml.Schema;

namespace ConcurSimulator.Wire;

/// <summary>Validates a message against its published schema.</summary>
internal static class SchemaValidator
{
    public static List<string> Validate(byte[] body, string schema)
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
        settings.ValidationEventHandler += (_, e) => Add(e.Message);
        using var reader = XmlReader.Create(new MemoryStream(body), settings);
        try
        {
            var isFreeText = true;
            while (reader.Read())
            {
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element when !reader.IsEmptyElement:
                        path.Push(reader.Name);
                        isFreeText = IsFreeText(reader.SchemaInfo?.SchemaType);
                        break;
                    case XmlNodeType.EndElement:
                        path.Pop();
                        isFreeText = true;
                        break;
                    case XmlNodeType.Text when !isFreeText && reader.Value != reader.Value.Trim():
                        Add($"'{reader.Value}' has leading or trailing white space.");
                        break;
                }
            }
        }
        catch (XmlException e)
        {
            Add(e.Message);
        }
        return problems;

        void Add(string problem) => problems.Add($"{string.Join('/', path.Reverse())}: {problem}");
    }

    /// <summary>
    /// White space may surround free text, but not a code, a number or a date. The schema can't check that, because types such as
    /// xs:dateTime ignore surrounding white space.
    /// </summary>
    private static bool IsFreeText(XmlSchemaType? type) =>
        type is not { Datatype: not null } || type.Name == "Filled" || type == XmlSchemaType.GetBuiltInSimpleType(XmlTypeCode.String);
}
