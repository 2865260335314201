using System.Xml.Linq;
using GroundTransport.Application;
using GroundTransport.Domain;
using GroundTransport.Infrastructure;

namespace GroundTransport.Architecture.Tests;

/// <summary>Every public type says what it means.</summary>
public sealed class DocumentationTests
{
    [Theory]
    [InlineData(typeof(Refusal))]
    [InlineData(typeof(ApplicationServices))]
    [InlineData(typeof(InfrastructureServices))]
    [InlineData(typeof(Program))]
    [InlineData(typeof(ConcurSimulator.Serving.ConcurServer))]
    public void Public_types_have_documentation(Type ofAssembly)
    {
        var assembly = ofAssembly.Assembly;
        var documented = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
            .Where(member => member.Elements().Any()).Select(member => (string)member.Attribute("name")!).ToHashSet(StringComparer.Ordinal);

        var silent = assembly.GetExportedTypes()
            .Where(type => !(type.Namespace ?? "").Contains("Migrations", StringComparison.Ordinal) && !type.IsSpecialName
                && !type.Name.Contains('<', StringComparison.Ordinal)
                // Razor makes a class of what all components import.
                && type.Name != "_Imports")
            .Where(type => !documented.Contains("T:" + type.FullName!.Replace('+', '.')))
            .Select(type => type.FullName);

        Assert.Empty(silent);
    }
}
