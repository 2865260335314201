using GroundTransport.Application.Delivery;
using GroundTransport.Application.Dispatch;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Paging;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Statistics;
using GroundTransport.Application.Webhooks;
using GroundTransport.Domain.Reservations;
using GroundTransport.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.Stores;

/// <summary>What the console's pages ask for is found by indexes, however many rows there are.</summary>
public sealed class QueryPlanTests
{
    private const string Unnotified = "IX_reservation_history_unnotified_since_reservation_id";

    private static readonly ListPosition After = new(TestClock.Now.ToUnixTimeMilliseconds(), 1000);

    /// <summary>Each database with a caller who sees all vendors, and with one who sees one.</summary>
    public static TheoryData<string, string?> Callers => new()
    {
        { nameof(DatabaseUnderTest.Sqlite), null },
        { nameof(DatabaseUnderTest.Sqlite), "LML" },
        { nameof(DatabaseUnderTest.PostgreSql), null },
        { nameof(DatabaseUnderTest.PostgreSql), "LML" },
    };

    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Overview_reads_its_days_and_the_PostBacks_that_wait(string database, string? vendor)
    {
        var today = DateOnly.FromDateTime(TestClock.Now.UtcDateTime);

        await AssertUsesIndexes<IDailyCounts>(database, async counts =>
        {
            await counts.Read(Only(vendor), today.AddDays(-29), today, cancellation);
            await counts.Backlog(Only(vendor), cancellation);
        });
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Board_reads_what_waits_and_what_nobody_has_seen(string database, string? vendor) =>
        await AssertUsesIndexes<IReservationQueries>(database, async queries =>
        {
            await queries.Waiting(Only(vendor), null, 31, cancellation);
            await queries.Waiting(Only(vendor), After, 31, cancellation);
            await queries.CountWaiting(Only(vendor), 1001, cancellation);
            await queries.Unseen(Only(vendor), 10, cancellation);
            await queries.CountUnseen(Only(vendor), cancellation);
        });

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Lists_read_one_page(string database, string? vendor)
    {
        await AssertUsesIndexes<IReservationQueries>(database, async queries =>
        {
            foreach (var sort in Enum.GetValues<ReservationSort>())
            {
                await queries.Rides(
                    new ReservationFilter(Only(vendor), [ReservationStatus.RA], TestClock.Now, null, null, After, 50) { Sort = sort },
                    cancellation);
            }
            await queries.History(1, cancellation);
        });
        await AssertUsesIndexes<IPostBackQueries>(database, async queries =>
        {
            await queries.List(new PostBackFilter(Only(vendor), DeliveryState.Dead, null, null, 50), cancellation);
            await queries.List(new PostBackFilter(Only(vendor), null, 1, After, 50), cancellation);
        });
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Drift_is_found_by_what_the_ledger_hasnt_reached(string database, string? vendor)
    {
        await AssertUsesIndexes<INotificationLedger>(
            database, ledger => ledger.FindDrifted(TestClock.Now.AddDays(-7), TestClock.Now, 100, cancellation), Unnotified);
        await AssertUsesIndexes<IReservationQueries>(database, async queries =>
        {
            foreach (var sort in Enum.GetValues<ReservationSort>())
            {
                await queries.List(
                    new ReservationFilter(Only(vendor), null, null, null, null, After, 50) { Sort = sort, Drift = true }, cancellation);
            }
        }, Unnotified);
    }

    /// <summary>Found by the webhook and its positions alone, an earlier event costs as much as everything the webhook ever got.</summary>
    [Fact]
    public async Task Claim_of_webhook_deliveries_looks_for_earlier_ones_of_the_reservation()
    {
        await using var on = await TestDatabase.Create(DatabaseUnderTest.Sqlite);
        on.Plans.IsOn = true;
        await on.Get<IWebhookOutbox>().Claim(8, DestinationFilter.All, cancellation);

        var explained = Assert.Single(on.Plans.Explained);
        Assert.Contains("SEARCH earlier USING COVERING INDEX", explained.Plan, StringComparison.Ordinal);
        Assert.Contains("(reservation_id=? AND webhook_id=? AND state=? AND position<?)", explained.Plan, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string>? Only(string? vendor) => vendor is null ? null : [vendor];

    /// <param name="index">An index that each query reads.</param>
    private static async Task AssertUsesIndexes<T>(string database, Func<T, Task> read, string index = "")
        where T : notnull
    {
        await using var on = await TestDatabase.Create(
            database == nameof(DatabaseUnderTest.Sqlite) ? DatabaseUnderTest.Sqlite : DatabaseUnderTest.PostgreSql);
        await using var scope = on.Scope();
        on.Plans.IsOn = true;
        await read(scope.ServiceProvider.GetRequiredService<T>());

        Assert.NotEmpty(on.Plans.Explained);
        Assert.All(on.Plans.Explained, explained => Assert.True(
            QueryPlans.UsesIndexes(explained.Plan) && explained.Plan.Contains(index, StringComparison.Ordinal),
            explained.Query + "\n" + explained.Plan));
    }
}
