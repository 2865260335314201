using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GroundTransport.Architecture.Tests;

/// <summary>Which folder of a project refers to which, by the compiler's own binding of every name.</summary>
/// <remarks>
/// A name refers to the folder of the file that declares its type, or the type whose member it is. Comments and usings
/// don't count.
/// </remarks>
internal sealed class FolderGraph
{
    /// <summary>What the SDK imports into each project.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>What the web SDK imports beside it.</summary>
    private const string ImplicitWebUsings = """
        global using System.Net.Http.Json;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    /// <summary>Every assembly that the tests run with, by its name: what the projects reference, and the projects' own builds.</summary>
    private static readonly Lazy<IReadOnlyDictionary<string, MetadataReference>> assemblies = new(() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Concat(Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll"))
            .Where(IsManaged).DistinctBy(Path.GetFileNameWithoutExtension)
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file =>
                (MetadataReference)MetadataReference.CreateFromFile(file)));

    private readonly string project;
    private readonly SortedDictionary<string, SortedDictionary<string, string>> edges = new(StringComparer.Ordinal);

    /// <summary>Names that don't bind: each would be a reference that is overlooked.</summary>
    private readonly List<string> unbound = [];

    private FolderGraph(string project) => this.project = project;

    /// <summary>Binds every file of a project.</summary>
    /// <param name="project">The project's folder.</param>
    /// <param name="assemblyName">Of the project: its build isn't used, its sources are.</param>
    /// <param name="exempt">Files whose references don't count, by their paths within the project.</param>
    public static FolderGraph Of(string project, string assemblyName, IReadOnlySet<string> exempt)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var sources = SourceTree.Files(project).Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal)).ToList();
        var trees = sources.Select(file => CSharpSyntaxTree.ParseText(SourceTree.Read(file), options, file)).ToList();
        var isWeb = SourceTree.Read(SourceTree.ProjectFile(project)!).Contains("Microsoft.NET.Sdk.Web", StringComparison.Ordinal);
        var usings = CSharpSyntaxTree.ParseText(isWeb ? ImplicitUsings + Environment.NewLine + ImplicitWebUsings : ImplicitUsings, options);
        var isProgram = sources.Contains($"{project}/Program.cs");
        var compilation = CSharpCompilation.Create(assemblyName, [.. trees, usings],
            assemblies.Value.Where(assembly => assembly.Key != assemblyName).Select(assembly => assembly.Value),
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));
        var graph = new FolderGraph(project);
        foreach (var tree in trees.Where(tree => !exempt.Contains(tree.FilePath[(project.Length + 1)..])))
            graph.Add(compilation, tree);
        Assert.True(graph.unbound.Count == 0, "Names don't bind: " + string.Join(Environment.NewLine, graph.unbound.Take(20)));
        return graph;
    }

    /// <summary>Each group of folders that reach each other, as its shortest circle with one reference per edge.</summary>
    public IReadOnlyList<string> Circles()
    {
        var circles = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in edges.Keys.Where(folder => !seen.Contains(folder)))
        {
            var group = Reached(folder).Where(other => Reached(other).Contains(folder)).ToList();
            if (group.Count == 0)
                continue;
            seen.UnionWith(group);
            var circle = group.Select(ShortestCircle).MinBy(path => path.Count)!;
            var others = group.Count == circle.Count - 1 ? "" : $" (in a group of {group.Count}: {string.Join(", ", group)})";
            var references = circle.Zip(circle.Skip(1), (from, to) => $"{Environment.NewLine}  {edges[from][to]}");
            circles.Add($"{string.Join(" -> ", circle)}{others}{string.Concat(references)}");
        }
        return circles;
    }

    private static bool IsManaged(string file)
    {
        using var reader = new System.Reflection.PortableExecutable.PEReader(File.OpenRead(file));
        return reader.HasMetadata;
    }

    private static int Line(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    private static INamedTypeSymbol? TypeOf(ISymbol? symbol) => symbol switch
    {
        INamedTypeSymbol type => type,
        IAliasSymbol alias => TypeOf(alias.Target),
        IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol => symbol.ContainingType,
        _ => null,
    };

    private void Add(CSharpCompilation compilation, SyntaxTree tree)
    {
        var model = compilation.GetSemanticModel(tree);
        var from = Folder(tree.FilePath);
        foreach (var name in tree.GetRoot().DescendantNodes(node => node is not UsingDirectiveSyntax).OfType<SimpleNameSyntax>())
        {
            var bound = model.GetSymbolInfo(name);
            // The name of a group of overloads that becomes a delegate has candidates only.
            var symbol = bound.Symbol ?? bound.CandidateSymbols.FirstOrDefault();
            if (symbol is null && name.Identifier.ValueText is not ("nameof" or "notnull"))
                unbound.Add($"{tree.FilePath}({Line(name)}): {name}");
            if (TypeOf(symbol) is not { } type)
                continue;
            var declarations = type.OriginalDefinition.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree.FilePath)
                .Where(file => file.Length > 0).ToList();
            if (declarations.Count == 0 || declarations.Exists(file => Folder(file) == from))
                continue;
            var to = Folder(declarations[0]);
            if (!edges.TryGetValue(from, out var references))
                edges[from] = references = new(StringComparer.Ordinal);
            references.TryAdd(to, $"{tree.FilePath}({Line(name)}): {type.Name} of {declarations[0]}");
        }
    }

    /// <summary>The folder within the project; a dot for the project's own.</summary>
    private string Folder(string file) =>
        Path.GetDirectoryName(file)! is var folder && folder.Length > project.Length ? folder[(project.Length + 1)..] : ".";

    private IEnumerable<string> Next(string folder) => edges.TryGetValue(folder, out var references) ? references.Keys : [];

    private HashSet<string> Reached(string start)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(Next(start));
        while (open.TryPop(out var folder))
        {
            if (!reached.Add(folder))
                continue;
            foreach (var next in Next(folder))
                open.Push(next);
        }
        return reached;
    }

    private List<string> ShortestCircle(string start)
    {
        var before = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out var folder) && !before.ContainsKey(start))
        {
            foreach (var next in Next(folder).Where(next => before.TryAdd(next, folder)))
                open.Enqueue(next);
        }
        var circle = new List<string> { start };
        do
            circle.Insert(0, before[circle[0]]);
        while (circle[0] != start);
        return circle;
    }
}
