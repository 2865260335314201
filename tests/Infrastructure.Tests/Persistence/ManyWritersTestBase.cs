using GroundTransport.Application.Delivery;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence;

/// <summary>Locks and isolation while another transaction is open. For databases with many writers: SQLite has one.</summary>
public abstract class ManyWritersTestBase(DatabaseUnderTest on) : FixtureTestBase<TestDatabase>(() => TestDatabase.Create(on))
{
    private static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(10);

    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Claim_skips_a_locked_row_and_every_later_row_of_its_reservation()
    {
        await Fixture.Add(Samples.PostBack(1, seq: 1), Samples.PostBack(1, seq: 2), Samples.PostBack(2));
        var other = Fixture.Process().GetRequiredService<PostBackOutbox>();

        await WhileOpen(
            db => db.PostBacks.Where(row => row.ReservationId == 1 && row.Seq == 1)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Sends, row => row.Sends + 1), cancellation),
            async () => Assert.Equal([2],
                (await other.Claim(8, DestinationFilter.All, cancellation).WaitAsync(CallDeadline)).Select(row => row.ReservationId)));
    }

    [Fact]
    public async Task Reader_isnt_blocked_by_a_writer_and_sees_only_committed_rows()
    {
        await Fixture.Add(Samples.Fleet(locks: 7));

        await WhileOpen(
            db => db.Fleet.ExecuteUpdateAsync(set => set.SetProperty(row => row.Locks, 8), cancellation),
            async () => Assert.Equal(7, await Fixture.Use(db => db.Fleet.Select(row => row.Locks).SingleAsync(cancellation))
                .WaitAsync(CallDeadline)));
    }

    /// <summary>Does something in a transaction and something else while it is open, then rolls back.</summary>
    private Task WhileOpen(Func<GatewayDbContext, Task> inside, Func<Task> beside) =>
        Fixture.Get<DatabaseWrites>().ExecuteOnce(async (services, _) =>
    {
        await inside(services.GetRequiredService<GatewayDbContext>());
        await beside();
        return (true, false);
    }, cancellation);
}
