using System.Reflection;

namespace GroundTransport.TestKit.Schemas;

/// <summary>The schemas and samples embedded in this assembly, so that no test needs a path.</summary>
internal static class EmbeddedText
{
    private static readonly Assembly Home = typeof(EmbeddedText).Assembly;

    public static bool Exists(string name) => Home.GetManifestResourceInfo(name) is not null;

    public static Stream Open(string name) =>
        Home.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"{name} is not embedded in {Home.GetName().Name}.");

    public static string Read(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }
}
