using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace GroundTransport.Architecture.Tests;

/// <summary>
/// What the gateway is published with is all that it can load: an assembly that is missing ends the process at its first use.
/// </summary>
public sealed class PublishedAssemblyTests
{
    /// <summary>References that nothing of the gateway follows, with the reason.</summary>
    private static readonly IReadOnlyDictionary<string, string> NeverLoaded = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Azure.Core"] = "Entra login to SQL Server, which isn't offered (docs/decisions/0015)",
        ["Azure.Identity"] = "Entra login to SQL Server",
        ["Microsoft.Identity.Client"] = "Entra login to SQL Server",
        ["Microsoft.Identity.Client.Broker"] = "Entra login to SQL Server",
        ["Microsoft.IdentityModel.JsonWebTokens"] = "Always Encrypted with attestation, which isn't offered",
        ["Microsoft.IdentityModel.Logging"] = "Always Encrypted with attestation",
        ["Microsoft.IdentityModel.Tokens"] = "Always Encrypted with attestation",
        ["Microsoft.IdentityModel.Protocols"] = "Always Encrypted with attestation",
        ["Microsoft.IdentityModel.Protocols.OpenIdConnect"] = "Always Encrypted with attestation",
        ["System.IdentityModel.Tokens.Jwt"] = "Always Encrypted with attestation",
    };

    [Fact]
    public void Reference_of_every_published_assembly_is_published_or_of_the_framework()
    {
        var published = Published();
        var known = published.Select(file => Path.GetFileNameWithoutExtension(file)).Concat(Framework())
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

        var missing = (from file in published
                       from reference in References(file)
                       where !known.Contains(reference)
                       select (Reference: reference, By: Path.GetFileName(file))).Distinct().ToList();

        Assert.True(published.Count > 30, $"{published.Count}");
        Assert.Equal(Lines(NeverLoaded.Keys.Select(name => $"{name} of Microsoft.Data.SqlClient.dll")),
            Lines(missing.Select(found => $"{found.Reference} of {found.By}")));
    }

    /// <summary>The assemblies that the gateway's build lists, for every runtime, without the tools of the build.</summary>
    private static List<string> Published()
    {
        using var listed = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "GroundTransport.Api.deps.json")));
        var files = from target in listed.RootElement.GetProperty("targets").EnumerateObject()
                    from library in target.Value.EnumerateObject()
                    from kind in library.Value.EnumerateObject()
                    where kind.Name is "runtime" or "runtimeTargets"
                    from asset in kind.Value.EnumerateObject()
                    where asset.Name.EndsWith(".dll", StringComparison.Ordinal)
                    select kind.Name == "runtime" ? Path.GetFileName(asset.Name) : asset.Name;
        return [.. files.Select(file => Path.Combine(AppContext.BaseDirectory, file)).Where(File.Exists).Where(IsManaged)];
    }

    private static IEnumerable<string> Framework() =>
        new[] { typeof(object).Assembly, typeof(WebApplication).Assembly }
            .SelectMany(assembly => Directory.EnumerateFiles(Path.GetDirectoryName(assembly.Location)!, "*.dll"))
            .Select(file => Path.GetFileNameWithoutExtension(file));

    private static string Lines(IEnumerable<string> lines) => string.Join(Environment.NewLine, lines.Order(StringComparer.Ordinal));

    private static bool IsManaged(string file)
    {
        using var reader = new PEReader(File.OpenRead(file));
        return reader.HasMetadata;
    }

    private static IEnumerable<string> References(string file)
    {
        using var reader = new PEReader(File.OpenRead(file));
        var metadata = reader.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
