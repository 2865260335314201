using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Exchanges;

/// <summary>A message that the endpoint sent, with its headers: the checks that replies and PostBacks share.</summary>
public class HttpPart(byte[] body, IReadOnlyDictionary<string, string> headers) : Part(Parse(body), "")
{
    public string BodyText => Encoding.UTF8.GetString(body);

    public Check HasRoot(string name) => new("root element", Element?.Name == name, name, Element?.Name.ToString() ?? "no XML");

    public Check HasHeader(string name, Func<string, bool> isRight, string right) => new(
        name, headers.TryGetValue(name, out var value) && isRight(value), right,
        headers.TryGetValue(name, out var found) ? $"'{found}'" : "missing");

    public Check HasNoHeader(string name) => new(
        name, headers.Count > 0 && !headers.ContainsKey(name), "no such header", headers.GetValueOrDefault(name, "no message"));

    /// <summary>The length that the header names is that of the body.</summary>
    public Check HasItsLength() => HasHeader(
        "Content-Length", value => value == body.Length.ToString(CultureInfo.InvariantCulture), "the number of bytes of the body");

    public Check HasXmlType() => HasHeader("Content-Type", value => value.Split(';')[0].Trim() == "application/xml", "application/xml");

    public Check IsNotChunked() => HasNoHeader("Transfer-Encoding");

    /// <summary>Valid against this project's schema of the message, which is stricter than the documentation.</summary>
    public IEnumerable<Check> IsValid()
    {
        var problems = Message.Read(body).Problems;
        return problems.Count == 0
            ? [new Check("schema", true, "valid", "valid")]
            : problems.Select(problem => new Check("schema", false, "valid against docs/schemas", problem));
    }

    public Check HasNoDeclaration() => new(
        "XML declaration", BodyText.StartsWith('<') && !BodyText.StartsWith("<?", StringComparison.Ordinal),
        "none, as in the examples", BodyText.Split('>')[0]);

    public Check HasNoNamespace()
    {
        var names = Element?.DescendantsAndSelf().Select(part => part.Name.NamespaceName).Where(name => name.Length > 0).Distinct();
        var found = names is null ? "no XML" : string.Join(", ", names);
        return new Check("namespace", found.Length == 0, "none, as in the examples", found);
    }

    private static XElement? Parse(byte[] body)
    {
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
            using var reader = XmlReader.Create(new MemoryStream(body), settings);
            return XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
