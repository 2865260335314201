using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using ConcurSimulator.Certification.Exchanges;

namespace ConcurSimulator.Certification.Reports;

/// <summary>Removes persons, cards and credentials from what a report shows.</summary>
public sealed partial class Redaction
{
    private const string Hidden = "(redacted)";

    private static readonly HashSet<string> Personal = new(StringComparer.Ordinal)
    {
        "FirstName", "LastName", "Phone", "Phone2", "CellPhone", "EmailAddress", "UserID", "NameOnCard", "Name", "Number", "Expiration",
        "RequestedDriver", "AccountingField2",
    };

    private readonly List<string> secrets;

    /// <param name="exchanges">Every personal value in them is removed from every text.</param>
    public Redaction(IEnumerable<Exchange> exchanges) => secrets =
    [
        .. exchanges.SelectMany(exchange => new[] { exchange.Call.Body, exchange.Body }).Select(Parse).OfType<XElement>()
            .SelectMany(root => root.DescendantsAndSelf()).Where(IsPersonal).Select(element => element.Value.Trim())
            .Where(value => value.Length > 2).Distinct().OrderByDescending(value => value.Length),
    ];

    /// <summary>A text of the report, without the personal values of the run.</summary>
    public string Text(string text) =>
        CardNumber().Replace(secrets.Aggregate(text, (at, secret) => at.Replace(secret, Hidden, StringComparison.Ordinal)), Hidden);

    /// <summary>A body as indented XML, or as text if it isn't XML.</summary>
    public string Body(byte[] body)
    {
        const int Longest = 20_000;
        if (Parse(body) is not { } root)
            return Cut(Text(Encoding.UTF8.GetString(body)), Longest);
        foreach (var element in root.DescendantsAndSelf().Where(IsPersonal).Where(element => element.Value.Trim().Length > 0))
            element.Value = Hidden;
        return Cut(Text(root.ToString()), Longest);
    }

    private static bool IsPersonal(XElement element) => !element.HasElements && Personal.Contains(element.Name.LocalName);

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest] + " ...";

    private static XElement? Parse(byte[] body)
    {
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
            using var reader = XmlReader.Create(new MemoryStream(body), settings);
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"(?<!\d)\d{13,19}(?!\d)")]
    private static partial Regex CardNumber();
}
