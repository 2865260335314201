using System.Collections.Concurrent;
using System.Reflection;
using System.Xml;
using System.Xml.Schema;

namespace ConcurSimulator.Wire;

/// <summary>The published schemas, as they are embedded in this program; each is compiled once and only read afterwards.</summary>
public static class SchemaLibrary
{
    private static readonly Assembly Home = typeof(SchemaLibrary).Assembly;
    private static readonly ConcurrentDictionary<string, Lazy<XmlSchemaSet>> Compiled = new(StringComparer.Ordinal);

    public static bool Has(string name) => Home.GetManifestResourceInfo($"schemas/{name}.xsd") is not null;

    public static XmlSchemaSet Get(string name) => Compiled.GetOrAdd(name, static name => new Lazy<XmlSchemaSet>(() => Compile(name))).Value;

    private static XmlSchemaSet Compile(string name)
    {
        var schemas = new XmlSchemaSet { XmlResolver = new Embedded() };
        using var reader = XmlReader.Create(Open($"{name}.xsd"), settings: null, $"embedded:///{name}.xsd");
        schemas.Add(targetNamespace: null, reader);
        schemas.Compile();
        return schemas;
    }

    private static Stream Open(string file) =>
        Home.GetManifestResourceStream($"schemas/{file}") ?? throw new FileNotFoundException($"The schema {file} isn't embedded.", file);

    /// <summary>Finds the schemas that a schema includes.</summary>
    private sealed class Embedded : XmlResolver
    {
        public override object GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn) => Open(absoluteUri.Segments[^1]);
    }
}
