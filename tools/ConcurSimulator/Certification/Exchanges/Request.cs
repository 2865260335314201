using System.Text;
using System.Xml.Linq;

namespace ConcurSimulator.Certification.Exchanges;

/// <summary>One of Concur's requests. Each change returns a new one.</summary>
/// <param name="Message">Such as <c>Sell</c>: the root element is <c>CC_LimoSellRequest</c>.</param>
public sealed record Request(string Message, XElement Root)
{
    public string Text => Root.ToString(SaveOptions.DisableFormatting);

    public byte[] Body => Encoding.UTF8.GetBytes(Text);

    /// <summary>The text of an element; empty if there is none.</summary>
    public string this[string path] => Find(Root, path)?.Value ?? "";

    /// <summary>Sets the text of an element, which is added if it is missing.</summary>
    public Request With(string path, string value) => Change(root => FindOrAdd(root, path).Value = value);

    /// <summary>Replaces an element, or adds it.</summary>
    public Request With(string parent, XElement element) => Change(root =>
    {
        var at = parent.Length == 0 ? root : FindOrAdd(root, parent);
        if (at.Element(element.Name) is { } existing)
            existing.ReplaceWith(element);
        else
            at.Add(element);
    });

    public Request Without(params string[] paths) => Change(root =>
    {
        foreach (var path in paths)
            Find(root, path)?.Remove();
    });

    /// <summary>The same elements, last first.</summary>
    public Request Reversed() => Change(root => root.ReplaceNodes(root.Elements().Reverse().ToList()));

    private Request Change(Action<XElement> change)
    {
        var copy = new XElement(Root);
        change(copy);
        return new Request(Message, copy);
    }

    private static XElement? Find(XElement root, string path) =>
        path.Split('/').Aggregate((XElement?)root, (element, name) => element?.Element(name));

    private static XElement FindOrAdd(XElement root, string path)
    {
        var at = root;
        foreach (var name in path.Split('/'))
        {
            if (at.Element(name) is null)
                at.Add(new XElement(name));
            at = at.Element(name)!;
        }
        return at;
    }
}
