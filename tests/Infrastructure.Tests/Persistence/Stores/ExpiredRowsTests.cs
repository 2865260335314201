using GroundTransport.Application.Housekeeping;
using GroundTransport.Application.Outbox;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Sqlite;
using GroundTransport.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.Stores;

/// <summary>Housekeeping beside bookings, on SQLite: only what it deletes needs the one writer.</summary>
public sealed class ExpiredRowsTests() : FixtureTestBase<TestDatabase>(() => TestDatabase.Create(DatabaseUnderTest.Sqlite))
{
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => Fixture.Clock.GetUtcNow();

    [Fact]
    public async Task Purge_that_finds_nothing_doesnt_wait_for_the_writer()
    {
        await Fixture.Add(Samples.PostBack(1, at: Now, state: DeliveryState.Delivered));
        await Fixture.Get<SqliteWriteGate>().Enter(WritePriority.Request, cancellation);

        var deleted = await Purge().WaitAsync(TimeSpan.FromSeconds(20), cancellation);

        Assert.Equal(0, deleted);
        Fixture.Get<SqliteWriteGate>().Leave();
    }

    [Fact]
    public async Task PostBack_that_is_sent_again_after_it_was_found_is_kept()
    {
        var (again, done) = (Old(1), Old(2));
        await Fixture.Add(again, done);
        await Fixture.Get<SqliteWriteGate>().Enter(WritePriority.Request, cancellation);
        var purge = Purge();
        // The last of what it looks for.
        await Poll.Until(() => Fixture.Sent.Commands.Any(command => command.Text.Contains("FROM \"events\"", StringComparison.Ordinal)));
        await Fixture.Use(db => db.PostBacks.Where(row => row.ReservationId == 1).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, DeliveryState.Pending).SetProperty(row => row.DoneAt, (DateTimeOffset?)null),
            cancellation));

        Fixture.Get<SqliteWriteGate>().Leave();

        Assert.Equal(1, await purge);
        Assert.Equal(1, await Fixture.Use(db => db.PostBacks.Select(row => row.ReservationId).SingleAsync(cancellation)));
    }

    private PostBack Old(long reservation)
    {
        var row = Samples.PostBack(reservation, at: Now.AddDays(-40), state: DeliveryState.Delivered);
        row.DoneAt = Now.AddDays(-40);
        return row;
    }

    private async Task<int> Purge()
    {
        await using var scope = Fixture.Scope();
        return await scope.ServiceProvider.GetRequiredService<IExpiredRows>().Delete(
            new ExpiryLimits(Now.AddDays(-30), Now.AddDays(-30), Now.AddDays(-30), Now), 500, cancellation);
    }
}
