using System.Xml.Linq;
using System.Xml.XPath;

namespace GroundTransport.Infrastructure.Tests.ConcurWire.Schemas;

/// <summary>One mistake that validation must find. Paths start below the root.</summary>
public sealed record Mutation(string Name, Action<XElement> Apply)
{
    public static Mutation Remove(string path) => new($"{path} removed", root => At(root, path).Remove());

    public static Mutation Empty(string path) => new($"{path} emptied", root => At(root, path).RemoveNodes());

    public static Mutation Set(string path, string value) => new($"{path} = '{value}'", root => At(root, path).Value = value);

    public static IEnumerable<Mutation> SetEach(string path, params IEnumerable<string> values) => values.Select(value => Set(path, value));

    public static IEnumerable<Mutation> WithEach(string value, params IEnumerable<string> paths) => paths.Select(path => Set(path, value));

    public static Mutation Rename(string path, string name) => new($"{path} renamed {name}", root => At(root, path).Name = name);

    public static Mutation Repeat(string path) => new($"{path} twice", root => At(root, path).AddAfterSelf(new XElement(At(root, path))));

    public static Mutation Insert(string path, string name) =>
        new($"{name} after {path}", root => At(root, path).AddAfterSelf(new XElement(name)));

    public static Mutation Fill(string path, string how, params object[] content) =>
        new($"{path} holds {how}", root => At(root, path).ReplaceNodes(content));

    public static Mutation Swap(string path) => new($"{path} after its successor", root =>
    {
        var element = At(root, path);
        var next = element.ElementsAfterSelf().First();
        element.Remove();
        next.AddAfterSelf(element);
    });

    /// <summary>Sets, or with null removes, an attribute; the path <c>.</c> is the root itself.</summary>
    public static Mutation Attribute(string path, string name, string? value) =>
        new($"{path} @{name} {(value is null ? "removed" : $"= '{value}'")}", root => At(root, path).SetAttributeValue(name, value));

    private static XElement At(XElement root, string path) =>
        root.XPathSelectElement(path) ?? throw new InvalidOperationException($"The sample {root.Name} has no {path}.");
}
