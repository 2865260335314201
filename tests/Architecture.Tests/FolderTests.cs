using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GroundTransport.Architecture.Tests;

/// <summary>Folders are layers too: none refers back, over any way round, to one that refers to it.</summary>
public sealed class FolderTests
{
    /// <summary>Composition roots, which register what every folder offers: they refer to all, and only the host calls them.</summary>
    private static readonly IReadOnlySet<string> CompositionRoots = new HashSet<string>(StringComparer.Ordinal)
    {
        "ApplicationServices.cs",
        "InfrastructureServices.cs",
        "MappingServices.cs",
        "Program.cs",
    };

    [Theory]
    [InlineData("src/Domain", "GroundTransport.Domain")]
    [InlineData("src/Application", "GroundTransport.Application")]
    [InlineData("src/Infrastructure", "GroundTransport.Infrastructure")]
    [InlineData("src/Api", "GroundTransport.Api")]
    [InlineData("tools/ConcurSimulator", "ConcurSimulator")]
    public void Folders_of_a_project_form_no_circle(string project, string assemblyName)
    {
        var circles = FolderGraph.Of(project, assemblyName, CompositionRoots).Circles();

        Assert.True(circles.Count == 0,
            string.Join(Environment.NewLine, circles.Prepend($"The folders of {project} form a circle ({circles.Count} in all):")));
    }

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("tools")]
    public void Namespace_of_a_file_is_its_folder(string area)
    {
        var files = SourceTree.Files(area);
        var misplaced = (from file in files
                         from declaration in CSharpSyntaxTree.ParseText(SourceTree.Read(file)).GetRoot().DescendantNodes()
                             .OfType<BaseNamespaceDeclarationSyntax>()
                         where declaration.Name.ToString() != ExpectedNamespace(file)
                         select $"{file}: namespace {declaration.Name}, expected {ExpectedNamespace(file)}").ToList();

        Assert.NotEmpty(files);
        Assert.True(misplaced.Count == 0, string.Join(Environment.NewLine, misplaced));
    }

    /// <summary>The project's name, then the folders below the project.</summary>
    private static string ExpectedNamespace(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        var below = "";
        while (SourceTree.ProjectFile(folder) is null)
        {
            below = "." + Path.GetFileName(folder) + below;
            folder = Path.GetDirectoryName(folder)!;
        }
        return Path.GetFileNameWithoutExtension(SourceTree.ProjectFile(folder)) + below;
    }
}
