using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ConcurSimulator.Certification.Mutations;

/// <summary>What happens to a PostBack.</summary>
public enum Fate
{
    Delivered,

    /// <summary>Acknowledged, and never delivered.</summary>
    Dropped,

    Repeated,

    /// <summary>Delivered after the next one of its reservation.</summary>
    Overtaken,
}

/// <summary>A reply or a PostBack on its way through a proxy, which a mutation changes.</summary>
public sealed class TamperedMessage
{
    public TamperedMessage(byte[] body) => (Bytes, Body) = (body, Parse(body));

    /// <summary>How many messages of this kind came before: in all, or for a PostBack of its reservation.</summary>
    public int Number { get; init; }

    /// <summary>How often the same request was answered before.</summary>
    public int Repetition { get; init; }

    public int Status { get; set; } = 200;

    public string Path { get; set; } = "";

    public string ContentType { get; set; } = "application/xml";

    public string? Authorization { get; set; }

    public XElement? Body { get; private set; }

    public bool IsChunked { get; set; }

    public TimeSpan Delay { get; set; }

    public Fate Fate { get; set; }

    /// <summary>The endpoint is told that its PostBack succeeded, whatever the answer.</summary>
    public bool HidesAnswer { get; set; }

    public bool IsRefusal => Text("Error/ErrorCode").Length > 0;

    /// <summary>As it came, while nothing has changed its body.</summary>
    private byte[]? Bytes { get; set; }

    public string Text(string path) => Find(path)?.Value ?? "";

    public bool Has(string path) => Find(path) is not null;

    /// <summary>Changes the body, if it has the element.</summary>
    public void Change(string path, Action<XElement> change)
    {
        foreach (var element in FindAll(path))
        {
            change(element);
            Bytes = null;
        }
    }

    /// <summary>Sends a text instead of the body.</summary>
    public void Replace(string body, string contentType)
    {
        (Bytes, Body, ContentType) = (Encoding.UTF8.GetBytes(body), null, contentType);
    }

    /// <param name="keepsSize">The size that the root names isn't corrected.</param>
    public byte[] Write(bool keepsSize)
    {
        if (Bytes is not null)
            return Bytes;
        if (!keepsSize && Body!.Attribute("size") is { } size)
        {
            // Its own digits count.
            for (var length = -1; length != Encode().Length;)
                size.Value = (length = Encode().Length).ToString(CultureInfo.InvariantCulture);
        }
        return Encode();
    }

    private byte[] Encode() => Encoding.UTF8.GetBytes(Body!.ToString(SaveOptions.DisableFormatting));

    private XElement? Find(string path) => FindAll(path).FirstOrDefault();

    /// <summary>The message itself for an empty path; each of several offers.</summary>
    private List<XElement> FindAll(string path) => Body is null ? []
        : path.Length == 0 ? [Body]
        : [.. path.Split('/').Aggregate<string, IEnumerable<XElement>>([Body], (parents, name) => parents.Elements(name))];

    private static XElement? Parse(byte[] body)
    {
        try
        {
            return XElement.Load(new MemoryStream(body), LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
