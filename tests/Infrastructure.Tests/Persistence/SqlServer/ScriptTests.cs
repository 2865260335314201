using System.Text.RegularExpressions;
using GroundTransport.Application.Delivery;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.SqlServer;
using GroundTransport.Infrastructure.Tests.Persistence.StartUp;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace GroundTransport.Infrastructure.Tests.Persistence.SqlServer;

/// <summary>Migration scripts, and the statements that depend on locking hints.</summary>
public sealed class ScriptTests
{
    private readonly SqlServerDialect dialect = new();

    [Fact]
    public void Migrations_are_TSql_up_down_and_as_one_idempotent_script()
    {
        using var context = MigrationTests.Context(DatabaseProvider.SqlServer);
        var migrator = context.GetService<IMigrator>();

        TSql.Parse(migrator.GenerateScript());
        TSql.Parse(migrator.GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent));
        TSql.Parse(migrator.GenerateScript(context.Database.GetMigrations().Last(), Migration.InitialDatabase));
        foreach (var migration in context.Database.GetMigrations())
        {
            Assert.NotEmpty(TSql.Parse(migrator.GenerateScript(Migration.InitialDatabase, migration)).All<CreateTableStatement>());
            Assert.NotEmpty(TSql.Parse(migrator.GenerateScript(migration, Migration.InitialDatabase)).All<DropTableStatement>());
        }
    }

    [Fact]
    public void Text_column_of_every_table_has_a_binary_collation()
    {
        using var context = MigrationTests.Context(DatabaseProvider.SqlServer);

        var columns = TSql.Parse(context.GetService<IMigrator>().GenerateScript()).All<ColumnDefinition>()
            .Where(column => column.DataType.Name.BaseIdentifier.Value == "nvarchar"
                && !column.ColumnIdentifier.Value.StartsWith("MigrationId", StringComparison.Ordinal)
                && column.ColumnIdentifier.Value != "ProductVersion").ToList();

        Assert.True(columns.Count > 50, $"{columns.Count}");
        Assert.All(columns, column => Assert.Equal("Latin1_General_100_BIN2", column.Collation?.Value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Claim_locks_its_rows_skips_locked_ones_and_no_earlier_row(int channels)
    {
        var text = Sent(dialect.ClaimMessages(
            OutboxTable.PostBacks, DestinationFilter.AllExcept([.. Enumerable.Range(0, channels).Select(channel => $"{channel}")])));

        var hints = TSql.Hints(text);
        Assert.Equal(2, hints.Count);
        Assert.Equal("ReadPast ReadCommittedLock UpdLock".Split(' ').Order(), hints["due"].Split(' ').Order());
        Assert.Equal("", hints["earlier"]);
        var update = Assert.Single(TSql.Parse(text).All<UpdateStatement>());
        Assert.Equal("claimable", Assert.IsType<NamedTableReference>(update.UpdateSpecification.Target).SchemaObject.BaseIdentifier.Value);
        Assert.NotNull(update.UpdateSpecification.OutputClause);
        Assert.IsType<ParenthesisExpression>(
            TSql.Parse(text).All<QuerySpecification>().Single(query => query.TopRowFilter is not null).TopRowFilter.Expression);
        Assert.NotNull(TSql.Parse(text).All<QuerySpecification>().Single(query => query.TopRowFilter is not null).OrderByClause);
    }

    [Fact]
    public void Merge_locks_between_its_search_and_its_insert()
    {
        foreach (var text in new[] { dialect.ClaimRequestKey, dialect.UpsertLastNotified(1), dialect.ClaimJobLease })
        {
            var merge = Assert.Single(TSql.Parse(Sent(text)).All<MergeStatement>()).MergeSpecification;
            Assert.Equal("HoldLock", Assert.Single(Assert.IsType<NamedTableReference>(merge.Target).TableHints).HintKind.ToString());
            // Two columns of different collations can't be compared: a key is compared with a parameter.
            Assert.DoesNotContain(merge.SearchCondition.All<ColumnReferenceExpression>(),
                column => column.MultiPartIdentifier.Identifiers[0].Value != "held");
            // For an existing row only the condition decides.
            Assert.NotNull(Assert.Single(merge.ActionClauses, clause => clause.Condition == MergeCondition.Matched).SearchCondition);
        }
    }

    [Fact]
    public void Lease_is_compared_with_the_databases_clock()
    {
        var claim = dialect.ClaimMessages(OutboxTable.PostBacks, DestinationFilter.All);
        Assert.All(new[] { dialect.MarkMessagesSent(OutboxTable.PostBacks, 2), dialect.ClaimJobLease, claim }, text =>
            Assert.Contains(TSql.Parse(Sent(text)).All<FunctionCall>(), call => call.FunctionName.Value == "SYSUTCDATETIME"));
        TSql.Parse(dialect.SelectNow);
        Assert.Single(TSql.Parse(Sent(dialect.MarkMessagesSent(OutboxTable.PostBacks, 2))).All<UpdateStatement>());
    }

    [Fact]
    public void Set_up_in_the_documentation_and_in_the_compose_file_is_the_same_TSql()
    {
        var documented = Described(File.ReadAllText(Path.Combine(DialectTests.Root, "docs/operations.md")), "```sql\n", "```");
        var composed = Described(File.ReadAllText(Path.Combine(DialectTests.Root, "compose.sqlserver.yaml")), "    content: |\n", "\0");

        Assert.Equal(12, documented.Count);
        // The one to try out is called demo, so that nobody takes it for the one of production.
        Assert.Equal(documented, composed.Select(statement => statement.Replace("demo", "groundtransport", StringComparison.Ordinal)));
    }

    /// <summary>Each statement between two marks, passwords and the check whether it ran before aside.</summary>
    private static List<string> Described(string text, string start, string end)
    {
        var script = text[(text.IndexOf(start, StringComparison.Ordinal) + start.Length)..].Split(end)[0];
        return [.. TSql.Parse(script).All<TSqlStatement>().Where(statement => statement is not (IfStatement or PredicateSetStatement))
            .Select(statement => script.Substring(statement.StartOffset, statement.FragmentLength).TrimEnd(';'))
            .Select(statement => Regex.Replace(statement, "'.*'", "'...'"))];
    }

    /// <summary>The statement with parameters as EF Core names them.</summary>
    private static string Sent(string statement) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, statement,
        [.. Enumerable.Range(0, 12).Select(number => (object)$"@p{number}")]);
}
