using System.Text;

namespace GroundTransport.Benchmarks.Running;

/// <summary>The files that are embedded in this program.</summary>
public static class Resources
{
    public static string Read(string name)
    {
        using var stream = typeof(Resources).Assembly.GetManifestResourceStream(name)
            ?? throw new BenchmarkException($"There is no resource {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
