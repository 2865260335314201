using System.Text.Json;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Stores;
using GroundTransport.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.Stores;

/// <summary>The one read past EF Core returns what EF Core does.</summary>
public abstract class ReservationReaderTestBase(DatabaseUnderTest on) : FixtureTestBase<TestDatabase>(() => TestDatabase.Create(on))
{
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    private IReservationReader Reader => Fixture.Get<IReservationReader>();

    [Theory]
    [InlineData(ReservationStatus.RB)]
    [InlineData(ReservationStatus.CB)]
    [InlineData(ReservationStatus.XA)]
    [InlineData(ReservationStatus.RC)]
    public async Task Reservation_is_read_as_EF_Core_reads_it(ReservationStatus status)
    {
        var saved = TestReservations.In(status);
        saved.MarkUnseen(TestClock.Now);
        saved.AddressReceiptTo("08bdb6d2-3b5a-4e3c-9d5e-6c2b9a2f9a11");
        await Fixture.Add(saved);
        var byEfCore = await Fixture.Use(db => db.Reservations.AsNoTracking().SingleAsync(cancellation));

        for (var time = 0; time < 2; time++)
            Assert.Equal(Text(byEfCore), Text((await Reader.Read(saved.Id, cancellation))!));
    }

    [Fact]
    public async Task Change_is_seen_by_the_next_read()
    {
        var saved = TestReservations.In(ReservationStatus.RB);
        await Fixture.Add(saved);
        Assert.Null((await Reader.Read(saved.Id, cancellation))!.UnseenSince);

        await Fixture.Use(async db =>
        {
            (await db.Reservations.SingleAsync(cancellation)).MarkUnseen(TestClock.Now);
            await db.SaveChangesAsync(cancellation);
        });

        Assert.Equal(TestClock.Now, (await Reader.Read(saved.Id, cancellation))!.UnseenSince);
    }

    [Fact]
    public async Task Unknown_reservation_is_none() => Assert.Null(await Reader.Read(123_456_789_012, cancellation));

    [Fact]
    public async Task Readers_dont_wait_for_each_other()
    {
        var saved = TestReservations.In(ReservationStatus.RA);
        await Fixture.Add(saved);

        var read = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Reader.Read(saved.Id, cancellation))));

        Assert.All(read, reservation => Assert.Equal(saved.Id, reservation!.Id));
    }

    [Fact]
    public async Task Failure_of_the_driver_is_left_to_EF_Core()
    {
        var saved = TestReservations.In(ReservationStatus.RA);
        await Fixture.Add(saved);
        using var reader = new ReservationReader(
            Fixture.Get<IServiceScopeFactory>(), Fixture.Get<Dialect>(),
            new PlainDriver("none", () => new SqliteConnection("Data Source=/nowhere/none.db")));

        Assert.Equal(saved.Id, (await reader.Read(saved.Id, cancellation))!.Id);
    }

    private static string Text(Reservation reservation) =>
        JsonSerializer.Serialize(reservation) + StoredJson.Write(reservation.Ride) + StoredJson.Write(reservation.PendingChange);
}
