using GroundTransport.Application.Delivery;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Outbox;
using GroundTransport.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence;

/// <summary>Writes that conflict with others, that are refused, and that write nothing.</summary>
public abstract class WriteTestBase(DatabaseUnderTest on) : FixtureTestBase<TestDatabase>(() => TestDatabase.Create(on))
{
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    private static readonly RequestKey Key = new("quote:demo", "k", "content", 1, new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Write_of_a_changed_version_is_decided_again_on_the_stored_state()
    {
        await Fixture.Add(TestReservations.In(ReservationStatus.RB));
        var write = new TestWrite(async (scope, attempt) =>
        {
            var db = scope.GetRequiredService<GatewayDbContext>();
            Assert.Empty(db.ChangeTracker.Entries());
            var reservation = await db.Reservations.SingleAsync();
            if (attempt < 3)
                Outdate(db, reservation);
            reservation.Do(new Accept(null, "A1", ""), TestClock.Now);
            return $"attempt {attempt}";
        });

        Assert.Equal("attempt 3", (await Run(write)).Value);

        Assert.Equal((ReservationStatus.RA, 2),
            await Fixture.Use(db => db.Reservations.Select(row => new ValueTuple<ReservationStatus, int>(row.Status, row.Version))
            .SingleAsync()));
    }

    [Fact]
    public async Task Write_that_conflicts_three_times_fails_and_writes_nothing()
    {
        await Fixture.Add(TestReservations.In(ReservationStatus.RB));
        var write = new TestWrite(async (scope, attempt) =>
        {
            var db = scope.GetRequiredService<GatewayDbContext>();
            Assert.Null(await scope.GetRequiredService<IRequestKeys>().Claim(Key, Fixture.Clock.GetUtcNow(), cancellation));
            var reservation = await db.Reservations.SingleAsync();
            Outdate(db, reservation);
            reservation.Do(new Accept(null, "A1", ""), TestClock.Now);
            return "never";
        });

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => Run(write));

        Assert.Equal(3, write.Attempts);
        Assert.Equal((0, 0), (await Fixture.Use(db => db.RequestKeys.CountAsync()), await Fixture.Use(db => db.Commits.CountAsync())));
        Assert.Equal(ReservationStatus.RB, await Fixture.Use(db => db.Reservations.Select(row => row.Status).SingleAsync()));
    }

    [Fact]
    public async Task Write_whose_random_id_is_taken_is_decided_again()
    {
        await Fixture.Add(TestReservations.Sold());
        var write = new TestWrite((scope, attempt) =>
        {
            scope.GetRequiredService<IReservations>()
                .Add(Reservation.Sell(TestReservations.Id + attempt - 1, "demo", TestRides.Booked, false, "", TestClock.Now).Reservation);
            return Task.FromResult<Outcome<string>>("sold");
        });

        Assert.Equal("sold", (await Run(write)).Value);

        Assert.Equal((2, 2), (write.Attempts, await Fixture.Use(db => db.Reservations.CountAsync())));
    }

    [Fact]
    public async Task Unique_index_violation_is_a_conflict()
    {
        await Fixture.Add(Samples.PostBack(1, seq: 1));
        var write = new TestWrite((scope, attempt) =>
        {
            scope.GetRequiredService<GatewayDbContext>().Add(Samples.PostBack(1, seq: attempt));
            return Task.FromResult<Outcome<string>>("done");
        });

        Assert.Equal("done", (await Run(write)).Value);

        Assert.Equal(2, write.Attempts);
    }

    [Fact]
    public async Task Failure_other_than_a_conflict_isnt_retried()
    {
        var write = new TestWrite((_, _) => throw new InvalidOperationException("defect"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Run(write));

        Assert.Equal(1, write.Attempts);
    }

    [Fact]
    public async Task Refusal_commits_nothing_and_leaves_no_mark()
    {
        var write = new TestWrite(async (scope, _) =>
        {
            Assert.Null(await scope.GetRequiredService<IRequestKeys>().Claim(Key, Fixture.Clock.GetUtcNow(), cancellation));
            scope.GetRequiredService<GatewayDbContext>().Add(TestReservations.Sold());
            return Refusal.UnknownReservation;
        });

        Assert.True((await Run(write)).IsRefused);

        Assert.Equal((0, 0, 0), (
            await Fixture.Use(db => db.RequestKeys.CountAsync()), await Fixture.Use(db => db.Reservations.CountAsync()),
                await Fixture.Use(db => db.Commits.CountAsync())));
    }

    [Fact]
    public async Task Commit_leaves_one_mark_if_its_acknowledgement_can_be_lost()
    {
        await Run(new TestWrite((_, _) => Task.FromResult<Outcome<string>>("done")));

        Assert.Equal(Fixture.Get<Dialect>().IsShared ? 1 : 0, await Fixture.Use(db => db.Commits.CountAsync()));
    }

    [Fact]
    public async Task Claims_that_find_nothing_leave_no_mark()
    {
        Assert.Empty(await Fixture.Get<PostBackOutbox>().Claim(8, DestinationFilter.All, cancellation));
        await Fixture.Get<PostBackOutbox>().Supersede(Fixture.Clock.GetUtcNow(), cancellation);
        await using (await Fixture.Get<IJobLeases>().Claim("job", TimeSpan.FromMinutes(1), cancellation))
            Assert.Null(await Fixture.Get<IJobLeases>().Claim("job", TimeSpan.FromMinutes(1), cancellation));

        Assert.Equal((0, 0), (await Fixture.Use(db => db.Commits.CountAsync()), await Fixture.Use(db => db.JobLeases.CountAsync())));
    }

    [Fact]
    public async Task Writers_of_two_processes_on_the_same_version_all_take_effect()
    {
        // SQLite has one process.
        var other = Fixture.Get<Dialect>().IsShared ? Fixture.Process() : Fixture.Get<IServiceProvider>();
        await Fixture.Add(Samples.Vendor with { Version = 1 });

        async Task Raise(IServiceProvider process)
        {
            var write = new TestWrite(async (scope, _) =>
            {
                var vendors = scope.GetRequiredService<Application.Administration.Vendors.IVendors>();
                var vendor = (await vendors.Find(Samples.Vendor.Code, cancellation))!;
                vendors.Replace(vendor with { Version = vendor.Version + 1 });
                return "raised";
            });
            Assert.Equal("raised", (await process.GetRequiredService<IWriteTransactions>().Run(write, cancellation)).Value);
        }

        // Three at once: each of them conflicts at most twice.
        for (var round = 0; round < 5; round++)
            await Task.WhenAll(Raise(other), Raise(other), Task.Run(() => Raise(Fixture.Get<IServiceProvider>())));

        Assert.Equal(1 + (5 * 3), await Fixture.Use(db => db.Vendors.Select(vendor => vendor.Version).SingleAsync()));
    }

    private static void Outdate(GatewayDbContext db, Reservation reservation) =>
        db.Entry(reservation).Property(row => row.Version).OriginalValue = reservation.Version - 1;

    private Task<Outcome<string>> Run(TestWrite write) => Fixture.Get<IWriteTransactions>().Run(write, cancellation);
}
