using GroundTransport.Application.Dispatch;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.Persistence.Outbox;
using GroundTransport.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.Stores;

/// <summary>What the metrics count in the database.</summary>
public abstract class CountTestBase(DatabaseUnderTest on) : FixtureTestBase<TestDatabase>(() => TestDatabase.Create(on))
{
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_that_wait_are_counted_by_vendor_and_accepted_ones_are_not()
    {
        var now = TestClock.Now;
        await Fixture.Add(
            Reservation.Sell(1, "demo", TestRides.Booked, false, "", now.AddMinutes(-5)).Reservation,
            Reservation.Sell(2, "demo", TestRides.Booked, false, "", now.AddMinutes(-9)).Reservation,
            Reservation.Sell(3, "demo", TestRides.Booked, true, "", now.AddMinutes(-60)).Reservation);
        await using var scope = Fixture.Scope();

        var waiting = await scope.ServiceProvider.GetRequiredService<IReservationQueries>().WaitingDecisions(cancellation);

        Assert.Equal(new Dictionary<string, WaitingDecisions> { [Samples.Vendor.Code] = new(2, now.AddMinutes(-9)) }, waiting);
    }

    [Fact]
    public async Task Outbox_is_counted_by_vendor_and_state()
    {
        var now = Fixture.Clock.GetUtcNow();
        await Fixture.Add(
            Samples.PostBack(1, at: now.AddMinutes(-5)), Samples.PostBack(2, at: now.AddMinutes(-7)),
            Samples.PostBack(3, at: now.AddMinutes(-9), state: DeliveryState.Dead),
            Samples.PostBack(4, at: now.AddMinutes(-9), state: DeliveryState.Delivered));

        var counts = await Fixture.Get<PostBackOutbox>().Count(cancellation);

        Assert.Equal(new OutboxCounts(2, 1, now.AddMinutes(-7)), Assert.Single(counts).Value);
    }
}
