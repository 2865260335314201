using GroundTransport.Application.Delivery;
using GroundTransport.Application.Dispatch;
using GroundTransport.Application.Events;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Reservations;
using GroundTransport.Application.Statistics;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.Persistence.Events;
using GroundTransport.Infrastructure.Persistence.Outbox;
using GroundTransport.TestKit;
using Microsoft.EntityFrameworkCore;
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

    // In two statements, the last row could be delivered between them: some would wait, since no time.
    [Fact]
    public async Task Backlog_of_PostBacks_is_counted_in_one_statement()
    {
        var now = Fixture.Clock.GetUtcNow();
        await using var scope = Fixture.Scope();
        var counts = scope.ServiceProvider.GetRequiredService<IDailyCounts>();
        Assert.Equal(new PostBackBacklog(0, 0, null), await counts.Backlog(null, cancellation));
        await Fixture.Add(
            Samples.PostBack(1, at: now.AddMinutes(-5)), Samples.PostBack(2, at: now.AddMinutes(-7)),
            Samples.PostBack(3, at: now.AddMinutes(-9), state: DeliveryState.Dead),
            Samples.PostBack(4, at: now.AddMinutes(-9), state: DeliveryState.Delivered));
        Fixture.Sent.Clear();

        var backlog = await counts.Backlog([Samples.Vendor.Code], cancellation);

        Assert.Equal(new PostBackBacklog(2, 1, now.AddMinutes(-7)), backlog);
        Assert.Single(Fixture.Sent.Commands);
    }

    [Fact]
    public async Task Deliveries_are_counted_by_webhook_and_state()
    {
        var now = Fixture.Clock.GetUtcNow();
        var dead = Samples.Delivery("wh_1", 3, at: now.AddMinutes(-9));
        dead.State = DeliveryState.Dead;
        await Fixture.Add(
            Samples.Delivery("wh_1", 1, at: now.AddMinutes(-7)), Samples.Delivery("wh_1", 2, at: now.AddMinutes(-5)), dead,
            Samples.Delivery("wh_2", 1, at: now.AddMinutes(5)));

        var counts = await Fixture.Get<WebhookOutbox>().Count(cancellation);

        Assert.Equal(
            new Dictionary<string, OutboxCounts> { ["wh_1"] = new(2, 1, now.AddMinutes(-7)), ["wh_2"] = new(1, 0, null) }, counts);
    }

    [Fact]
    public async Task Events_without_a_position_are_counted_and_the_oldest_found()
    {
        var now = Fixture.Clock.GetUtcNow();
        await Fixture.Add(
            Samples.Event(1, 1, at: now.AddSeconds(-3)), Samples.Event(1, 2, at: now.AddSeconds(-8)),
            Samples.Event(1, 3, at: now.AddSeconds(-9)));
        await Fixture.Use(db => db.Events.Where(row => row.Version == 3)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Position, 41), cancellation));
        await Fixture.Use(db => db.EventFeeds.ExecuteUpdateAsync(set => set.SetProperty(feed => feed.LastPosition, 41), cancellation));

        Assert.Equal(new FeedProgress(41, 2, now.AddSeconds(-8)), await Fixture.Get<EventFeed>().GetProgress(cancellation));
    }
}
