using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Pricing;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.Stores;

/// <summary>Which holds reduce the availability for a sale: those that overlap it, however long they last.</summary>
public abstract class OverlapTestBase(DatabaseUnderTest on) : FixtureTestBase<TestDatabase>(() => TestDatabase.Create(on))
{
    private static readonly DateTimeOffset Day = TestClock.Now.AddDays(1);

    private long taken;

    [Fact]
    public async Task Hold_that_starts_long_before_and_ends_long_after_counts()
    {
        await Fixture.Add(Fleet());
        await Take(new Hold(Samples.VehicleId, Day, Day.AddDays(31)));
        await Take(new Hold(Samples.VehicleId, Day, Day.AddMinutes(30)));

        Assert.Equal([(Day, Day.AddDays(31))], await Take(new Hold(Samples.VehicleId, Day.AddDays(20), Day.AddDays(20).AddMinutes(30))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Only_overlapping_holds_are_counted(int seed)
    {
        await Fixture.Add(Fleet());
        var random = new Random(seed);
        var all = new List<(DateTimeOffset From, DateTimeOffset To)>();
        for (var sold = 0; sold < 40; sold++)
        {
            var from = Day.AddMinutes(random.Next(400));
            var hold = new Hold(Samples.VehicleId, from, from.AddMinutes(1 + random.Next(random.Next(1, 200))));
            var counted = await Take(hold);
            Assert.Equal(all.Where(earlier => earlier.From < hold.To && earlier.To > hold.From).Order(), counted.Order());
            all.Add((hold.From, hold.To));
        }
    }

    private static FleetRow Fleet() => Samples.Fleet(locks: 0) with { LongestHold = 0 };

    /// <summary>Takes a hold as a sale does.</summary>
    private Task<IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)>> Take(Hold hold) =>
        Fixture.Get<DatabaseWrites>().ExecuteOnce(async (services, token) =>
    {
        var overlapping = await services.GetRequiredService<IReservations>().SaveAndLockFleet(Samples.Vendor.Code, hold, 0, token);
        services.GetRequiredService<GatewayDbContext>().Holds
            .Add(new HoldRow(++taken, 0, Samples.Vendor.Code, hold.VehicleId, hold.From, hold.To));
        return (overlapping, true);
    }, TestContext.Current.CancellationToken);
}
