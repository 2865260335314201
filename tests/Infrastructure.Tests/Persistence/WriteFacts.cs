using GroundTransport.Application.Pipeline;
using GroundTransport.Application.PostBacks;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Outbox;
using GroundTransport.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence;

/// <summary>What becomes of writes that meet others, that are refused, and that write nothing.</summary>
public abstract class WriteFacts(DatabaseUnderTest on) : Facts<TestDatabase>(() => TestDatabase.Create(on))
{
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    private static readonly RequestKey Key = new("quote:demo", "k", "content", 1, new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Write_of_a_version_that_moved_is_decided_anew_on_what_is_there()
    {
        await Ground.Add(TestReservations.In(ReservationStatus.RB));
        var act = new Act(async (scope, attempt) =>
        {
            var db = scope.GetRequiredService<GatewayDbContext>();
            Assert.Empty(db.ChangeTracker.Entries());
            var reservation = await db.Reservations.SingleAsync();
            if (attempt < 3)
                Outdate(db, reservation);
            reservation.Do(new Accept(null, "A1", ""), TestClock.Now);
            return $"attempt {attempt}";
        });

        Assert.Equal("attempt 3", (await Run(act)).Value);

        Assert.Equal((ReservationStatus.RA, 2),
            await Ground.Use(db => db.Reservations.Select(row => new ValueTuple<ReservationStatus, int>(row.Status, row.Version))
            .SingleAsync()));
    }

    [Fact]
    public async Task Write_that_conflicts_three_times_fails_and_writes_nothing()
    {
        await Ground.Add(TestReservations.In(ReservationStatus.RB));
        var act = new Act(async (scope, attempt) =>
        {
            var db = scope.GetRequiredService<GatewayDbContext>();
            Assert.Null(await scope.GetRequiredService<IRequestKeys>().Claim(Key, Ground.Clock.GetUtcNow(), cancellation));
            var reservation = await db.Reservations.SingleAsync();
            Outdate(db, reservation);
            reservation.Do(new Accept(null, "A1", ""), TestClock.Now);
            return "never";
        });

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => Run(act));

        Assert.Equal(3, act.Attempts);
        Assert.Equal((0, 0), (await Ground.Use(db => db.RequestKeys.CountAsync()), await Ground.Use(db => db.Commits.CountAsync())));
        Assert.Equal(ReservationStatus.RB, await Ground.Use(db => db.Reservations.Select(row => row.Status).SingleAsync()));
    }

    [Fact]
    public async Task Write_whose_random_id_is_taken_is_decided_anew()
    {
        await Ground.Add(TestReservations.Sold());
        var act = new Act((scope, attempt) =>
        {
            scope.GetRequiredService<GatewayDbContext>()
                .Add(Reservation.Sell(TestReservations.Id + attempt - 1, "demo", TestRides.Booked, false, "", TestClock.Now).Reservation);
            return Task.FromResult<Outcome<string>>("sold");
        });

        Assert.Equal("sold", (await Run(act)).Value);

        Assert.Equal((2, 2), (act.Attempts, await Ground.Use(db => db.Reservations.CountAsync())));
    }

    [Fact]
    public async Task Unique_index_is_a_conflict_too()
    {
        await Ground.Add(Samples.PostBack(1, seq: 1));
        var act = new Act((scope, attempt) =>
        {
            scope.GetRequiredService<GatewayDbContext>().Add(Samples.PostBack(1, seq: attempt));
            return Task.FromResult<Outcome<string>>("told");
        });

        Assert.Equal("told", (await Run(act)).Value);

        Assert.Equal(2, act.Attempts);
    }

    [Fact]
    public async Task Failure_that_is_no_conflict_is_not_tried_again()
    {
        var act = new Act((_, _) => throw new InvalidOperationException("defect"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Run(act));

        Assert.Equal(1, act.Attempts);
    }

    [Fact]
    public async Task Refusal_commits_nothing_and_leaves_no_mark()
    {
        var act = new Act(async (scope, _) =>
        {
            Assert.Null(await scope.GetRequiredService<IRequestKeys>().Claim(Key, Ground.Clock.GetUtcNow(), cancellation));
            scope.GetRequiredService<GatewayDbContext>().Add(TestReservations.Sold());
            return Refusal.UnknownReservation;
        });

        Assert.True((await Run(act)).IsRefused);

        Assert.Equal((0, 0, 0), (
            await Ground.Use(db => db.RequestKeys.CountAsync()), await Ground.Use(db => db.Reservations.CountAsync()),
                await Ground.Use(db => db.Commits.CountAsync())));
    }

    [Fact]
    public async Task Commit_leaves_one_mark_where_its_answer_can_be_lost()
    {
        await Run(new Act((_, _) => Task.FromResult<Outcome<string>>("done")));

        Assert.Equal(Ground.Get<Dialect>().IsShared ? 1 : 0, await Ground.Use(db => db.Commits.CountAsync()));
    }

    [Fact]
    public async Task Claims_that_find_nothing_leave_no_mark()
    {
        Assert.Empty(await Ground.Get<PostBackOutbox>().Claim(8, ConnectionFilter.All, cancellation));
        await Ground.Get<PostBackOutbox>().Supersede(Ground.Clock.GetUtcNow(), cancellation);
        await using (await Ground.Get<IJobLeases>().Claim("job", TimeSpan.FromMinutes(1), cancellation))
            Assert.Null(await Ground.Get<IJobLeases>().Claim("job", TimeSpan.FromMinutes(1), cancellation));

        Assert.Equal((0, 0), (await Ground.Use(db => db.Commits.CountAsync()), await Ground.Use(db => db.JobLeases.CountAsync())));
    }

    [Fact]
    public async Task Writers_of_two_processes_that_met_the_same_version_all_take_effect()
    {
        // SQLite has one process.
        var other = Ground.Get<Dialect>().IsShared ? Ground.Process() : Ground.Get<IServiceProvider>();
        await Ground.Add(Samples.Vendor with { Version = 1 });

        async Task Raise(IServiceProvider process)
        {
            var act = new Act(async (scope, _) =>
            {
                var vendors = scope.GetRequiredService<Application.Administration.Vendors.IVendors>();
                var vendor = (await vendors.Find(Samples.Vendor.Code, cancellation))!;
                vendors.Replace(vendor with { Version = vendor.Version + 1 });
                return "raised";
            });
            Assert.Equal("raised", (await process.GetRequiredService<IWriteTransactions>().Run(act, cancellation)).Value);
        }

        // Three at once: the last of them conflicts twice at most.
        for (var round = 0; round < 5; round++)
            await Task.WhenAll(Raise(other), Raise(other), Task.Run(() => Raise(Ground.Get<IServiceProvider>())));

        Assert.Equal(1 + (5 * 3), await Ground.Use(db => db.Vendors.Select(vendor => vendor.Version).SingleAsync()));
    }

    private static void Outdate(GatewayDbContext db, Reservation reservation) =>
        db.Entry(reservation).Property(row => row.Version).OriginalValue = reservation.Version - 1;

    private Task<Outcome<string>> Run(Act act) => Ground.Get<IWriteTransactions>().Run(act, cancellation);
}
