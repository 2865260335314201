using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Dispatch;
using GroundTransport.Application.Paging;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.WireLog;
using GroundTransport.Domain.Reservations;
using GroundTransport.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.Stores;

/// <summary>Pages of the lists contain each row exactly once, though many rows have the same instant.</summary>
public abstract class PagingTestBase(DatabaseUnderTest on) : FixtureTestBase<TestDatabase>(() => TestDatabase.Create(on))
{
    private const int Rows = 25;
    private const int Limit = 4;

    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_of_reservations_are_newest_sale_first()
    {
        await Fixture.Add([.. Instants().Select((at, number) =>
            Reservation.Sell(1000 + number, "demo", TestRides.Booked, false, "", at).Reservation)]);

        await Meets((after, scope) => scope.GetRequiredService<IReservationQueries>()
            .List(new ReservationFilter(null, null, null, null, null, after, Limit), cancellation), row => (row.SoldAt, row.Id));
    }

    [Fact]
    public async Task Pages_of_reservations_are_newest_change_first()
    {
        var sold = Fixture.Clock.GetUtcNow().AddDays(-1);
        await Fixture.Add([.. Instants().Select((at, number) =>
        {
            // The one that was sold last changed first.
            var reservation = Reservation.Sell(5000 + number, "demo", TestRides.Booked, true, "", sold.AddMinutes(-number)).Reservation;
            reservation.Do(new Amend { ExternalReference = $"job {number}" }, at);
            return reservation;
        })]);

        await Meets((after, scope) => scope.GetRequiredService<IReservationQueries>().List(
            new ReservationFilter(null, null, null, null, null, after, Limit)
            {
                Sort = ReservationSort.ChangedAt,
                ChangedSince = Fixture.Clock.GetUtcNow(),
            }, cancellation), row => (row.ChangedAt, row.Id));
    }

    [Fact]
    public async Task Pages_of_PostBacks_are_newest_first()
    {
        await Fixture.Add([.. Instants().Select((at, number) => Samples.PostBack(1000 + number, at: at))]);

        await Meets((after, scope) => scope.GetRequiredService<IPostBackQueries>()
            .List(new PostBackFilter(null, null, null, after, Limit), cancellation), row => (row.CreatedAt, row.Id));
    }

    [Fact]
    public async Task Pages_of_exchanges_are_newest_first()
    {
        await Fixture.Add([.. Instants().Select(at => Samples.Exchange(at))]);

        await Meets((after, scope) => scope.GetRequiredService<IExchanges>()
            .List(new ExchangeFilter(null, null, null, null, null, null, null, after, Limit), cancellation), row => (row.At, row.Id));
    }

    [Fact]
    public async Task Pages_of_vendors_are_in_ordinal_order_of_codes_in_any_locale()
    {
        string[] codes = ["10", "9", "A", "AB", "B", "Z", "Z1", "a", "b", "z"];
        await Fixture.Add([.. codes.Reverse().Select(code => Samples.Vendor with { Code = code })]);
        await using var scope = Fixture.Scope();
        var vendors = scope.ServiceProvider.GetRequiredService<IVendors>();

        var listed = new List<string>();
        while (await vendors.List(null, listed.LastOrDefault() ?? "", 3, cancellation) is { Count: > 0 } page)
            listed.AddRange(page.Select(vendor => vendor.Code));

        Assert.Equal(codes, listed);
    }

    [Fact]
    public async Task Pages_of_rate_plans_are_newest_first()
    {
        await Fixture.Add([.. Enumerable.Range(1, Rows)
            .Select(version => new RatePlanVersion("LML", version, "{}", Fixture.Clock.GetUtcNow(), "demo"))]);
        await using var scope = Fixture.Scope();
        var plans = scope.ServiceProvider.GetRequiredService<IRatePlans>();

        var listed = new List<int>();
        while (await plans.List("LML", listed.Count == 0 ? int.MaxValue : listed[^1], Limit, cancellation) is { Count: > 0 } page)
            listed.AddRange(page.Select(row => row.Version));

        Assert.Equal(Enumerable.Range(1, Rows).Reverse(), listed);
    }

    [Fact]
    public async Task Search_has_no_pattern_characters()
    {
        string[] names = ["O'Brien", "77%", "under_score", "back\\slash", "[a]", "Plain", "ÉTIENNE"];
        await Fixture.Add([.. names.Select((name, number) =>
            Reservation.Sell(1000 + number, "demo", TestRides.Booked with { Passenger = TestRides.Passenger with { LastName = name } },
            false, "", TestClock.Now).Reservation)]);
        await using var scope = Fixture.Scope();
        var queries = scope.ServiceProvider.GetRequiredService<IReservationQueries>();

        foreach (var (text, found) in new[] { ("o'b", "O'Brien"), ("77%", "77%"), ("under_", "under_score"), ("back\\", "back\\slash"),
            ("plain", "Plain"), ("étienne", "ÉTIENNE"), ("etienne", "ÉTIENNE") })
            Assert.EndsWith(found, Assert
                .Single(await queries.List(new ReservationFilter(null, null, null, null, text, null, 50), cancellation)).Passenger,
                StringComparison.Ordinal);
        foreach (var text in new[] { "%", "_", "\\", "[]" })
            Assert.Empty(await queries.List(new ReservationFilter(null, null, null, null, text, null, 50), cancellation));
    }

    /// <summary>Three instants a millisecond apart with many rows each.</summary>
    private IEnumerable<DateTimeOffset> Instants() =>
        Enumerable.Range(0, Rows).Select(number => Fixture.Clock.GetUtcNow().AddMilliseconds(number % 3));

    private async Task Meets<T>(Func<ListPosition?, IServiceProvider, Task<IReadOnlyList<T>>> page, Func<T,
        (DateTimeOffset At, long Id)> of)
    {
        await using var scope = Fixture.Scope();
        var listed = new List<(DateTimeOffset At, long Id)>();
        ListPosition? after = null;
        while (await page(after, scope.ServiceProvider) is { Count: > 0 } rows)
        {
            Assert.True(rows.Count <= Limit);
            listed.AddRange(rows.Select(of));
            after = new ListPosition(listed[^1].At.ToUnixTimeMilliseconds(), listed[^1].Id);
        }

        Assert.Equal(Rows, listed.Distinct().Count());
        Assert.Equal(listed.Distinct().OrderByDescending(row => row.At).ThenByDescending(row => row.Id), listed);
    }
}
