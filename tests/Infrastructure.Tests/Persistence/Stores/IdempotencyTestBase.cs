using GroundTransport.Application;
using GroundTransport.Application.Administration.ApiKeys;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Pricing;
using GroundTransport.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.Stores;

/// <summary>Resources with one owner, requested by many callers of two processes at the same time.</summary>
public abstract class IdempotencyTestBase(DatabaseUnderTest on) : FixtureTestBase<TestDatabase>(() => TestDatabase.Create(on))
{
    private const int Many = 16;

    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => Fixture.Clock.GetUtcNow();

    [Theory]
    [InlineData("quote:demo", "00000000000000ff")]
    [InlineData("sell:demo", "0f")]
    [InlineData("rest:key", "A-1")]
    public async Task Request_key_belongs_to_one_request_and_the_others_get_its_owner(string scope, string key)
    {
        var holders = await AtOnce((services, number, token) =>
            Claim(services, new RequestKey(scope, key, "content", number, Now.AddDays(1)), token));

        var winner = Assert.Single(holders, holder => holder.Holder is null);
        Assert.All(holders.Where(holder => holder != winner), loser => Assert.Equal(winner.Number, loser.Holder));
        Assert.Equal(winner.Number, await Fixture.Use(db => db.RequestKeys.Select(row => row.ReservationId).SingleAsync()));
    }

    [Fact]
    public async Task Request_key_of_a_refused_request_goes_to_one_that_waited()
    {
        var first = 0;
        var holders = await AtOnce(async (services, number, token) =>
        {
            var claimed = await Claim(services, new RequestKey("sell:demo", "k", "content", number, Now.AddDays(1)), token);
            return (claimed.Result, claimed.Result.Holder is null && Interlocked.Exchange(ref first, 1) == 1);
        });

        // The refused request held the key briefly; no other sees that.
        Assert.Equal(2, holders.Count(holder => holder.Holder is null));
        var stored = await Fixture.Use(db => db.RequestKeys.Select(row => row.ReservationId).SingleAsync());
        Assert.All(holders.Where(holder => holder.Holder is not null), loser => Assert.Equal(stored, loser.Holder));
    }

    [Fact]
    public async Task Expired_request_key_is_taken_over_once()
    {
        await Fixture.Add(new RequestKey("sell:demo", "k", "content", 999, Now));

        var holders = await AtOnce((services, number, token) =>
            Claim(services, new RequestKey("sell:demo", "k", "content", number, Now.AddDays(1)), token));

        var winner = Assert.Single(holders, holder => holder.Holder is null);
        Assert.All(holders.Where(holder => holder != winner), loser => Assert.Equal(winner.Number, loser.Holder));
    }

    [Fact]
    public async Task Of_admins_who_delete_each_others_keys_one_stays()
    {
        var admin = new Operator("admin", Role.Admin, null, "call");
        for (var round = 0; round < 5; round++)
        {
            await Fixture.Use(db => db.ApiKeys.ExecuteDeleteAsync());
            string[] ids = ["one", "two"];
            await Fixture.Add([.. ids.Select(id => new ApiKey(id, id, Secrets.Hash(id), Role.Admin, null))]);
            var number = 0;

            await Race(process =>
            {
                var id = ids[Interlocked.Increment(ref number) % ids.Length];
                return process.GetRequiredService<IWriteTransactions>().Run(
                    "Delete", (services, token) => new DeleteApiKeyHandler(services.GetRequiredService<IApiKeys>())
                        .Handle(new DeleteApiKey(admin, id), token), cancellation);
            });

            Assert.Equal(1, await Fixture.Use(db => db.ApiKeys.CountAsync()));
        }
    }

    [Fact]
    public async Task Vehicles_are_never_oversold()
    {
        const int Vehicles = 5;
        await Fixture.Add(Samples.Fleet(locks: 0));
        var hold = new Hold(Samples.VehicleId, Now.AddDays(1), Now.AddDays(1).AddHours(1));

        var sold = await AtOnce(async (services, number, token) =>
        {
            services.GetRequiredService<AddedRows>()
                .Add(new HoldRow(number, 0, Samples.Vendor.Code, hold.VehicleId, hold.From, hold.To));
            var overlapping = await services.GetRequiredService<IReservations>()
                .SaveAndLockFleet(Samples.Vendor.Code, hold, number, token);
            return hold.PeakAmong(overlapping) > Vehicles ? (false, false) : (true, true);
        });

        Assert.Equal((Vehicles, Vehicles), (sold.Count(one => one), await Fixture.Use(db => db.Holds.CountAsync())));
    }

    [Fact]
    public async Task Job_lease_belongs_to_one_node_until_it_is_released()
    {
        for (var round = 0; round < 3; round++)
        {
            var leases = await ClaimJobLease();
            await using (Assert.Single(leases.OfType<IAsyncDisposable>()))
                Assert.Empty((await ClaimJobLease()).OfType<IAsyncDisposable>());
        }
    }

    [Fact]
    public async Task Expired_job_lease_goes_to_one_other_node_and_the_late_release_has_no_effect()
    {
        var late = Assert.Single((await ClaimJobLease()).OfType<IAsyncDisposable>());
        Fixture.Clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromMilliseconds(1));
        Assert.Empty((await ClaimJobLease()).OfType<IAsyncDisposable>());
        Fixture.Clock.Advance(TimeSpan.FromMilliseconds(1));

        var next = Assert.Single((await ClaimJobLease()).OfType<IAsyncDisposable>());
        await late.DisposeAsync();

        Assert.Empty((await ClaimJobLease()).OfType<IAsyncDisposable>());
        await next.DisposeAsync();
        Assert.Equal(0, await Fixture.Use(db => db.JobLeases.CountAsync()));
    }

    [Fact]
    public async Task Job_names_are_case_sensitive()
    {
        var leases = Fixture.Get<IJobLeases>();
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
        // SQLite has one process, which contains the write gate.
        IServiceProvider[] processes = Fixture.Get<Dialect>().IsShared ? [Fixture.Get<IServiceProvider>(), Fixture.Process()]
            : [Fixture.Get<IServiceProvider>()];
        return Task.WhenAll(Enumerable.Range(0, Many)
            .Select(number => Task.Run(() => run(processes[number % processes.Length]), cancellation)));
    }
}
