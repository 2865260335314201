using System.Collections.Concurrent;
using System.Xml;
using System.Xml.Schema;

namespace GroundTransport.TestKit.Schemas;

/// <summary>Compiled schema sets by file name, each compiled once and only read afterwards.</summary>
internal static class SchemaLibrary
{
    private const string Folder = "schemas/";
    private static readonly Uri Base = new("embedded:///");
    private static readonly ConcurrentDictionary<string, Lazy<XmlSchemaSet>> Compiled = new(StringComparer.Ordinal);

    public static bool Has(string fileName) => EmbeddedText.Exists(Folder + fileName);

    public static XmlSchemaSet Get(string fileName) =>
        Compiled.GetOrAdd(fileName, name => new Lazy<XmlSchemaSet>(() => Compile(name))).Value;

    private static XmlSchemaSet Compile(string fileName)
    {
        var set = new XmlSchemaSet { XmlResolver = new EmbeddedResolver() };
        set.ValidationEventHandler += (_, e) => throw new XmlSchemaException($"{fileName}: {e.Message}", e.Exception);
        using var reader = XmlReader.Create(EmbeddedText.Open(Folder + fileName), null, new Uri(Base, fileName).AbsoluteUri);
        set.Add(null, reader);
        set.Compile();
        return set;
    }

    private sealed class EmbeddedResolver : XmlResolver
    {
        public override object GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn) =>
            EmbeddedText.Open(Folder + absoluteUri.AbsolutePath.TrimStart('/'));
    }
}
