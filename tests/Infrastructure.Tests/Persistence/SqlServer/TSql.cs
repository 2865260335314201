using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace GroundTransport.Infrastructure.Tests.Persistence.SqlServer;

/// <summary>T-SQL as SQL Server 2019 reads it.</summary>
internal static class TSql
{
    public static TSqlFragment Parse(string text)
    {
        var tree = new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(text), out var errors);
        Assert.True(errors.Count == 0, $"{string.Join("; ", errors.Select(error => $"line {error.Line}: {error.Message}"))}\n{text}");
        return tree;
    }

    public static IReadOnlyList<T> All<T>(this TSqlFragment tree)
        where T : TSqlFragment
    {
        var found = new Finder<T>();
        tree.Accept(found);
        return found.Found;
    }

    /// <summary>The hints of each table that is read under an alias.</summary>
    public static IReadOnlyDictionary<string, string> Hints(string text) =>
        Parse(text).All<NamedTableReference>().Where(table => table.Alias is not null)
        .ToDictionary(table => table.Alias.Value, table => string.Join(' ', table.TableHints.Select(hint => hint.HintKind).Order()));

    private sealed class Finder<T> : TSqlFragmentVisitor
        where T : TSqlFragment
    {
        public List<T> Found { get; } = [];

        public override void Visit(TSqlFragment fragment)
        {
            if (fragment is T wanted)
                Found.Add(wanted);
        }
    }
}
