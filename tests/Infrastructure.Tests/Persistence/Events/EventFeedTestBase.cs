using GroundTransport.Application.Events;
using GroundTransport.Application.Housekeeping;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Events;
using GroundTransport.Infrastructure.Persistence.StartUp;
using GroundTransport.Infrastructure.Persistence.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.Events;

/// <summary>The feed skips nothing and shows nothing twice, whatever order transactions commit in.</summary>
public abstract class EventFeedTestBase(DatabaseUnderTest on) : FixtureTestBase<TestDatabase>(() => TestDatabase.Create(on))
{
    private static readonly EventFilter All = new(null, null, null);
    private static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(6);

    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    private EventFeed Feed => Fixture.Get<EventFeed>();

    [Fact]
    public async Task Reader_beside_racing_writers_gets_every_event_once_and_in_order()
    {
        const int Writers = 6;
        const int EventsPerWriter = 25;
        await using var lease = await Claim(Fixture.Get<JobLeaseStore>());
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            for (var number = 1; number <= EventsPerWriter; number++)
                await Write(Sample(reservation: writer, version: number));
        }));
        var read = new List<FeedEvent>();

        // The reader goes on from its last position while the writers still write.
        for (var isLast = false; !isLast;)
        {
            isLast = writing.IsCompleted;
            while (await Feed.Sequence(lease!, cancellation) > 0)
            {
            }
            var last = (await Feed.GetState(cancellation)).LastPosition;
            read.AddRange(await Feed.Read(All, read.Count, last, int.MaxValue, cancellation));
        }
        await writing;

        Assert.Equal(Enumerable.Range(1, Writers * EventsPerWriter).Select(position => (long?)position), read.Select(row => row.Position));
        Assert.Equal(Writers * EventsPerWriter, read.Select(row => row.Id).Distinct().Count());
        foreach (var reservation in read.GroupBy(row => row.ReservationId))
            Assert.Equal(Enumerable.Range(1, EventsPerWriter), reservation.Select(row => row.Version!.Value));
    }

    [Fact]
    public async Task Node_that_lost_its_lease_gives_no_position()
    {
        await using var lost = await Claim(Fixture.Get<JobLeaseStore>());
        Fixture.Clock.Advance(LeaseLength);
        await using var held = await Claim(Fixture.Process().GetRequiredService<JobLeaseStore>());
        await Write(Sample(reservation: 1, version: 1));

        Assert.Null(await Feed.Sequence(lost!, cancellation));

        Assert.True(await Feed.HasUnsequenced(cancellation));
        Assert.Equal(1, await Feed.Sequence(held!, cancellation));
    }

    [Fact]
    public async Task Lease_that_is_used_isnt_claimed_by_another_node()
    {
        await using var held = await Claim(Fixture.Get<JobLeaseStore>());
        var other = Fixture.Process().GetRequiredService<JobLeaseStore>();

        for (var run = 0; run < 3; run++)
        {
            Fixture.Clock.Advance(LeaseLength / 2);
            await Feed.Sequence(held!, cancellation);
            Assert.Null(await Claim(other));
        }

        Fixture.Clock.Advance(LeaseLength);
        Assert.NotNull(await Claim(other));
    }

    [Fact]
    public async Task Events_are_found_by_vendor_type_and_reservation()
    {
        await using var lease = await Claim(Fixture.Get<JobLeaseStore>());
        await Write(Sample(1, 1, EventTypes.Requested, "ONE"));
        await Write(Sample(2, 1, EventTypes.Requested, "TWO"));
        await Write(Sample(1, 2, EventTypes.Accepted, "ONE"));
        await Write(FeedEvent.Of(EventTypes.ConcurAppStateChanged, vendorCode: null, "clock", "{}", Fixture.Clock.GetUtcNow()));
        await Feed.Sequence(lease!, cancellation);

        Assert.Equal([1, 2, 3, 4], await Positions(All));
        Assert.Equal([1, 3], await Positions(All with { VendorCodes = ["ONE"] }));
        Assert.Equal([], await Positions(All with { VendorCodes = [] }));
        Assert.Equal([1, 2], await Positions(All with { Types = [EventTypes.Requested] }));
        Assert.Equal([2], await Positions(All with { ReservationId = 2 }));
    }

    [Fact]
    public async Task Expired_events_are_deleted_from_the_oldest_on_and_the_feed_says_how_far()
    {
        await using var lease = await Claim(Fixture.Get<JobLeaseStore>());
        await Write(Sample(1, 1));
        await Write(Sample(1, 2));
        Fixture.Clock.Advance(TimeSpan.FromDays(30));
        await Write(Sample(1, 3));
        await Feed.Sequence(lease!, cancellation);
        var now = Fixture.Clock.GetUtcNow();

        await Fixture.Get<IServiceScopeFactory>().CreateScope().ServiceProvider.GetRequiredService<IExpiredRows>()
            .Delete(new ExpiryLimits(now, now, now, now), 500, cancellation);

        Assert.Equal([3], await Positions(All));
        Assert.Equal((3, 2), await Feed.GetState(cancellation) is var state ? (state.LastPosition, state.PurgedThrough) : default);
    }

    [Fact]
    public async Task Feed_is_named_at_the_first_start_and_anew_after_a_reset()
    {
        async Task<string> After(Func<DatabaseInitializer, Task> run)
        {
            await using var scope = Fixture.Scope();
            await run(scope.ServiceProvider.GetRequiredService<DatabaseInitializer>());
            return (await Feed.GetState(cancellation)).Identity;
        }

        var first = await After(start => start.Prepare(cancellation));
        var second = await After(start => start.Prepare(cancellation));
        var reset = await After(start => start.ResetEventFeed(cancellation));

        Assert.NotEqual("", first);
        Assert.Equal(first, second);
        Assert.NotEqual(first, reset);
    }

    private static Task<JobLease?> Claim(JobLeaseStore leases) => leases.ClaimLease("event-sequencer", LeaseLength, cancellation);

    private Task<bool> Write(FeedEvent added) => Fixture.Get<DatabaseWrites>().ExecuteOnce(async (services, token) =>
    {
        var db = services.GetRequiredService<GatewayDbContext>();
        db.Events.Add(added);
        await db.SaveChangesAsync(token);
        // Whoever inserted first doesn't always commit first.
        await Task.Yield();
        return (true, true);
    }, cancellation);

    private async Task<IEnumerable<long>> Positions(EventFilter filter) =>
        (await Feed.Read(filter, 0, long.MaxValue, 100, cancellation)).Select(row => row.Position!.Value);

    private FeedEvent Sample(long reservation, int version, string type = EventTypes.Amended, string vendor = "LML") =>
        Samples.Event(reservation, version, type, vendor, Fixture.Clock.GetUtcNow());
}

/// <summary>The order of commits, for databases with many writers: SQLite has one.</summary>
public abstract class LateCommitTestBase(DatabaseUnderTest on) : FixtureTestBase<TestDatabase>(() => TestDatabase.Create(on))
{
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Event_that_was_inserted_first_and_committed_last_comes_last_in_the_feed()
    {
        var (feed, leases) = (Fixture.Get<EventFeed>(), Fixture.Get<JobLeaseStore>());
        await using var lease = await leases.ClaimLease("event-sequencer", TimeSpan.FromMinutes(1), cancellation);
        var late = Samples.Event(1, 1);
        await Fixture.Get<DatabaseWrites>().ExecuteOnce(async (services, token) =>
        {
            var db = services.GetRequiredService<GatewayDbContext>();
            db.Events.Add(late);
            await db.SaveChangesAsync(token);
            await Fixture.Add(Samples.Event(2, 1));
            Assert.Equal(1, await feed.Sequence(lease!, token));
            return (true, true);
        }, cancellation);

        Assert.Equal(1, await feed.Sequence(lease!, cancellation));

        var read = await feed.Read(new EventFilter(null, null, null), 0, 10, 10, cancellation);
        Assert.Equal([(1L, 2L), (2L, 1L)], read.Select(row => (row.Position!.Value, row.ReservationId!.Value)));
        Assert.True(read[1].Number < read[0].Number);
    }
}
