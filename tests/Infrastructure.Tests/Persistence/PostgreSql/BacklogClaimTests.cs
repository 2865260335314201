using System.Globalization;
using System.Text.Json;
using GroundTransport.Application.Delivery;
using GroundTransport.Infrastructure.Persistence;
using Npgsql;
using NpgsqlTypes;

namespace GroundTransport.Infrastructure.Tests.Persistence.PostgreSql;

/// <summary>
/// A backlog that grows faster than the server gathers statistics: of a new table it has none, and of one whose messages are nearly all
/// delivered they say that next to none is pending.
/// </summary>
public sealed class BacklogClaimTests() : FixtureTestBase<TestDatabase>(() => TestDatabase.Create(DatabaseUnderTest.PostgreSql))
{
    private const int Backlog = 1_000;
    private const int Claimed = 8;

    /// <summary>The pages that are read for one row: of indexes, of the row itself, of the older ones of its reservation.</summary>
    private const int PagesForARow = 40;

    private static readonly Dictionary<string, (OutboxTable Table, Func<int, object> Row)> Outboxes = new(StringComparer.Ordinal)
    {
        ["post_backs"] = (OutboxTable.PostBacks, number => Samples.PostBack(number)),
        ["receipts"] = (OutboxTable.Receipts, number => Samples.Receipt(number)),
        ["webhook_deliveries"] = (OutboxTable.WebhookDeliveries, number => Samples.Delivery("wh_1", number, reservation: number)),
    };

    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("post_backs")]
    [InlineData("receipts")]
    [InlineData("webhook_deliveries")]
    public async Task Claim_of_a_backlog_without_statistics_reads_little_more_than_it_claims(string name)
    {
        var (table, row) = Outboxes[name];
        await Execute($"ALTER TABLE {name} SET (autovacuum_enabled = off)");
        await Fixture.Add([.. Enumerable.Range(1, Backlog).Select(row)]);

        var (rows, pages) = await ExplainClaim(table);

        Assert.Equal(Claimed, rows);
        Assert.InRange(pages, Claimed, Claimed * PagesForARow);
    }

    private async Task Execute(string statement)
    {
        await using var source = NpgsqlDataSource.Create(Fixture.Database.ConnectionString);
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>How many rows the claim of a few messages gives, and how many pages it reads for them.</summary>
    private async Task<(int Rows, int Pages)> ExplainClaim(OutboxTable table)
    {
        await using var connection = new NpgsqlConnection(Fixture.Database.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var claim = Fixture.Get<Dialect>().ClaimMessages(table, DestinationFilter.All);
        await using var explain = connection.CreateCommand();
        explain.CommandText = "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) "
            + string.Format(CultureInfo.InvariantCulture, claim, "@owner", "@token", "@lease", "@now", "@retry", "@most");
        explain.Parameters.AddWithValue("owner", "test");
        explain.Parameters.AddWithValue("token", "test");
        explain.Parameters.AddWithValue("lease", 40_000L);
        explain.Parameters.AddWithValue("now", NpgsqlDbType.Bigint, Fixture.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        explain.Parameters.AddWithValue("retry", 5_000L);
        explain.Parameters.AddWithValue("most", Claimed);
        var plan = JsonDocument.Parse((string)(await explain.ExecuteScalarAsync(cancellation))!).RootElement[0].GetProperty("Plan");
        return (plan.GetProperty("Actual Rows").GetInt32(),
            plan.GetProperty("Shared Hit Blocks").GetInt32() + plan.GetProperty("Shared Read Blocks").GetInt32());
    }
}
