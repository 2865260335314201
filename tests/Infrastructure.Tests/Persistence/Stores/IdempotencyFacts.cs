using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Pricing;
using GroundTransport.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.Stores;

/// <summary>What only one of many may have, asked for by many of two processes at the same time.</summary>
public abstract class IdempotencyFacts(DatabaseUnderTest on) : Facts<TestDatabase>(() => TestDatabase.Create(on))
{
    private const int Many = 16;

    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => Ground.Clock.GetUtcNow();

    [Theory]
    [InlineData("quote:demo", "00000000000000ff")]
    [InlineData("sell:demo", "0f")]
    [InlineData("rest:key", "A-1")]
    public async Task Request_key_is_one_requests_and_the_others_learn_whose(string scope, string key)
    {
        var holders = await AtOnce((services, number, token) =>
            Claim(services, new RequestKey(scope, key, "content", number, Now.AddDays(1)), token));

        var winner = Assert.Single(holders, holder => holder.Holder is null);
        Assert.All(holders.Where(holder => holder != winner), loser => Assert.Equal(winner.Number, loser.Holder));
        Assert.Equal(winner.Number, await Ground.Use(db => db.RequestKeys.Select(row => row.ReservationId).SingleAsync()));
    }

    [Fact]
    public async Task Request_key_whose_first_holder_is_refused_goes_to_one_of_those_who_waited()
    {
        var first = 0;
        var holders = await AtOnce(async (services, number, token) =>
        {
            var claimed = await Claim(services, new RequestKey("sell:demo", "k", "content", number, Now.AddDays(1)), token);
            return (claimed.Result, claimed.Result.Holder is null && Interlocked.Exchange(ref first, 1) == 1);
        });

        // Who was refused had the key for a moment; nobody learns of it.
        Assert.Equal(2, holders.Count(holder => holder.Holder is null));
        var stored = await Ground.Use(db => db.RequestKeys.Select(row => row.ReservationId).SingleAsync());
        Assert.All(holders.Where(holder => holder.Holder is not null), loser => Assert.Equal(stored, loser.Holder));
    }

    [Fact]
    public async Task Expired_request_key_is_taken_over_by_one()
    {
        await Ground.Add(new RequestKey("sell:demo", "k", "content", 999, Now));

        var holders = await AtOnce((services, number, token) =>
            Claim(services, new RequestKey("sell:demo", "k", "content", number, Now.AddDays(1)), token));

        var winner = Assert.Single(holders, holder => holder.Holder is null);
        Assert.All(holders.Where(holder => holder != winner), loser => Assert.Equal(winner.Number, loser.Holder));
    }

    [Fact]
    public async Task Vehicles_are_sold_as_often_as_there_are_any()
    {
        const int Vehicles = 5;
        await Ground.Add(Samples.Fleet(locks: 0));
        var hold = new Hold(Samples.VehicleId, Now.AddDays(1), Now.AddDays(1).AddHours(1));

        var sold = await AtOnce(async (services, number, token) =>
        {
            var overlapping = await services.GetRequiredService<IReservations>().SaveAndLockFleet(Samples.Vendor.Code, hold, 0, token);
            if (hold.PeakAmong(overlapping) > Vehicles)
                return (false, false);
            services.GetRequiredService<GatewayDbContext>().Holds
                .Add(new HoldRow(number, 0, Samples.Vendor.Code, hold.VehicleId, hold.From, hold.To));
            return (true, true);
        });

        Assert.Equal((Vehicles, Vehicles), (sold.Count(one => one), await Ground.Use(db => db.Holds.CountAsync())));
    }

    [Fact]
    public async Task Job_is_one_nodes_until_it_gives_the_lease_back()
    {
        for (var round = 0; round < 3; round++)
        {
            var leases = await ClaimJobLease();
            await using (Assert.Single(leases.OfType<IAsyncDisposable>()))
                Assert.Empty((await ClaimJobLease()).OfType<IAsyncDisposable>());
        }
    }

    [Fact]
    public async Task Job_whose_lease_has_ended_is_one_other_nodes_and_the_late_one_gives_nothing_back()
    {
        var late = Assert.Single((await ClaimJobLease()).OfType<IAsyncDisposable>());
        Ground.Clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromMilliseconds(1));
        Assert.Empty((await ClaimJobLease()).OfType<IAsyncDisposable>());
        Ground.Clock.Advance(TimeSpan.FromMilliseconds(1));

        var next = Assert.Single((await ClaimJobLease()).OfType<IAsyncDisposable>());
        await late.DisposeAsync();

        Assert.Empty((await ClaimJobLease()).OfType<IAsyncDisposable>());
        await next.DisposeAsync();
        Assert.Equal(0, await Ground.Use(db => db.JobLeases.CountAsync()));
    }

    [Fact]
    public async Task Jobs_of_other_names_and_other_case_are_other_jobs()
    {
        var leases = Ground.Get<IJobLeases>();
        Assert.All([.. from name in new[] { "job", "Job", "job2" } select leases.Claim(name, TimeSpan.FromMinutes(1), cancellation)],
            claimed => Assert.NotNull(claimed.Result));
    }

    private static async Task<((long Number, long? Holder) Result, bool Commit)> Claim(
        IServiceProvider services, RequestKey key, CancellationToken token)
    {
        var holder = await services.GetRequiredService<IRequestKeys>().Claim(key, key.ExpiresAt.AddDays(-1), token);
        return ((key.ReservationId, holder?.ReservationId), holder is null);
    }

    private Task<IAsyncDisposable?[]> ClaimJobLease() =>
        Race(process => process.GetRequiredService<IJobLeases>().Claim("job", TimeSpan.FromMinutes(1), cancellation));

    private Task<T[]> AtOnce<T>(Func<IServiceProvider, long, CancellationToken, Task<(T Result, bool Commit)>> write)
    {
        var number = 0L;
        return Race(process =>
        {
            var mine = Interlocked.Increment(ref number);
            return process.GetRequiredService<DatabaseWrites>()
                .ExecuteOnce((services, token) => write(services, mine, token), cancellation);
        });
    }

    private Task<T[]> Race<T>(Func<IServiceProvider, Task<T>> run)
    {
        // SQLite has one process; its gate is a part of it.
        IServiceProvider[] processes = Ground.Get<Dialect>().IsShared ? [Ground.Get<IServiceProvider>(), Ground.Process()]
            : [Ground.Get<IServiceProvider>()];
        return Task.WhenAll(Enumerable.Range(0, Many)
            .Select(number => Task.Run(() => run(processes[number % processes.Length]), cancellation)));
    }
}
