using System.Collections.Concurrent;
using System.Reflection;
using System.Xml;
using System.Xml.Schema;

namespace ConcurSimulator.Wire;

/// <summary>The published schemas, embedded in this assembly. Each one is compiled once.</summary>
public static class SchemaLibrary
{
    private static readonly Assembly ThisAssembly = typeof(SchemaLibrary).Assembly;
    private static readonly ConcurrentDictionary<string, Lazy<XmlSchemaSet>> Compiled = new(StringComparer.Ordinal);

    public static bool Contains(string name) => ThisAssembly.GetManifestResourceInfo($"schemas/{name}.xsd") is not null;

    public static XmlSchemaSet Get(string name) =>
        Compiled.GetOrAdd(name, static name => new Lazy<XmlSchemaSet>(() => Compile(name))).Value;

    private static XmlSchemaSet Compile(string name)
    {
        var schemas = new XmlSchemaSet { XmlResolver = new EmbeddedResolver() };
        using var reader = XmlReader.Create(Open($"{name}.xsd"), settings: null, $"embedded:///{name}.xsd");
        schemas.Add(targetNamespace: null, reader);
        schemas.Compile();
        return schemas;
    }

    private static Stream Open(string file) =>
        ThisAssembly.GetManifestResourceStream($"schemas/{file}")
            ?? throw new FileNotFoundException($"The schema {file} is not embedded.", file);

    /// <summary>Resolves the schemas that a schema includes.</summary>
    private sealed class EmbeddedResolver : XmlResolver
    {
        public override object GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn) => Open(absoluteUri.Segments[^1]);
    }
}
