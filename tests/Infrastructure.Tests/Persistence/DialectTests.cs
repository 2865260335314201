using System.Reflection;
using System.Text.RegularExpressions;
using GroundTransport.Infrastructure.Persistence;

namespace GroundTransport.Infrastructure.Tests.Persistence;

/// <summary>A dialect can replace every raw SQL statement, and there is none outside the dialects.</summary>
public sealed partial class DialectTests
{
    [Fact]
    public void Dialect_every_statement_can_be_replaced()
    {
        const BindingFlags Declared =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

        var statements = typeof(Dialect).GetMethods(Declared)
            .Where(method => method.ReturnType == typeof(string) && !method.IsPrivate && !method.Name.StartsWith('<')).ToList();
        var constants = typeof(Dialect).GetFields(Declared).Where(field => field.FieldType == typeof(string) && !field.IsPrivate);

        Assert.True(statements.Count > 10, $"{statements.Count}");
        Assert.All(statements, statement => Assert.True(statement.IsVirtual, $"{statement.Name} can't be overridden"));
        Assert.Empty(constants);
    }

    [Fact]
    public void Raw_statement_outside_the_dialects_comes_from_a_dialect()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("Migrations", StringComparison.Ordinal)).ToList();

        var calls = files.SelectMany(file => RawSql().Matches(File.ReadAllText(file))
            .Select(call => (File: Path.GetFileName(file), Method: call.Groups["method"].Value, Argument: call.Groups["argument"].Value)))
                .ToList();

        Assert.True(calls.Count > 8, $"{calls.Count} calls in {files.Count} files");
        // The interpolated methods (ExecuteSql, FromSql, SqlQuery) can't take a dialect's statement.
        Assert.All(calls, call => Assert.EndsWith("Raw", call.Method, StringComparison.Ordinal));
        Assert.DoesNotContain(calls, call => call.Argument is ['"' or '$' or '@', ..]);
    }

    internal static string Root
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(directory.FullName, "GroundTransport.sln")))
                directory = directory.Parent ?? throw new InvalidOperationException("The tests don't run inside the repository.");
            return directory.FullName;
        }
    }

    [GeneratedRegex(@"\.(?<method>(ExecuteSql|FromSql|SqlQuery)(Raw|Interpolated)?)(Async)?(<\w+>)?\(\s*(?<argument>[^\s,)]+)")]
    private static partial Regex RawSql();
}
