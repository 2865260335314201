namespace GroundTransport.Architecture.Tests;

/// <summary>The repository's source files.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>The C# files below a folder, by their paths relative to the repository, without what a build generates.</summary>
    public static IReadOnlyList<string> Files(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)];

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>The project file in a folder, or null.</summary>
    public static string? ProjectFile(string folder) => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj").FirstOrDefault();

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GroundTransport.sln")))
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("No folder above the tests contains GroundTransport.sln.");
        return folder;
    }
}
