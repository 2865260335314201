using System.Xml.Linq;

namespace GroundTransport.TestKit;

/// <summary>One of Concur's example requests, which a test may change. Paths are element names below the root, joined by slashes.</summary>
public sealed class LimoMessage
{
    private readonly XDocument document;

    private LimoMessage(XDocument document) => this.document = document;

    public static LimoMessage Example(string root)
    {
        using var stream = typeof(LimoMessage).Assembly.GetManifestResourceStream($"examples/{root}.xml")
            ?? throw new ArgumentException($"There is no example {root}", nameof(root));
        return new LimoMessage(XDocument.Load(stream));
    }

    public static LimoMessage Parse(string xml) => new(XDocument.Parse(xml));

    public string? this[string path] => Find(path)?.Value;

    /// <summary>The texts of every element at a path whose elements may repeat.</summary>
    public IReadOnlyList<string> All(string path) =>
        [.. path.Split('/').Aggregate<string,
        IEnumerable<XElement>>([document.Root!], (elements, name) => elements.Elements(name)).Select(element => element.Value)];

    public XElement? Element(string path) => Find(path);

    /// <summary>Sets an element's text; creates the element if it is missing.</summary>
    public LimoMessage Set(string path, string? value)
    {
        var element = document.Root!;
        foreach (var name in path.Split('/'))
        {
            var child = element.Element(name);
            if (child is null)
                element.Add(child = new XElement(name));
            element = child;
        }
        element.RemoveNodes();
        element.Add(value);
        return this;
    }

    public LimoMessage Remove(string path)
    {
        (Find(path) ?? throw new ArgumentException($"There is no {path}", nameof(path))).Remove();
        return this;
    }

    /// <summary>Replaces an element by another message's.</summary>
    public LimoMessage Replace(string path, XElement with)
    {
        (Find(path) ?? throw new ArgumentException($"There is no {path}", nameof(path))).ReplaceWith(new XElement(with));
        return this;
    }

    public override string ToString() => document.ToString();

    private XElement? Find(string path) => path.Split('/').Aggregate(document.Root, (element, name) => element?.Element(name));
}
