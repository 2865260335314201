using GroundTransport.Application.Pipeline;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.StartUp;
using GroundTransport.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence;

/// <summary>What the application relies on in its database.</summary>
public abstract class DatabaseTestBase(DatabaseUnderTest on) : FixtureTestBase<TestDatabase>(() => TestDatabase.Create(on))
{
    [Fact]
    public async Task Initialization_runs_once()
    {
        for (var start = 0; start < 2; start++)
        {
            await using var scope = Fixture.Scope();
            Assert.Null(await scope.ServiceProvider.GetRequiredService<DatabaseInitializer>().Prepare(CancellationToken.None));
        }

        Assert.Equal((1, 1, 1), (
            await Fixture.Use(db => db.Vendors.CountAsync()),
            await Fixture.Use(db => db.SigningKeys.CountAsync()),
            await Fixture.Use(db => db.DirectConnects.CountAsync())));
    }

    [Fact]
    public async Task Database_of_a_later_release_isnt_changed()
    {
        await Fixture.Use(db => db.Database
            .ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_FromTheFuture', '10.0.0')"));
        await using var scope = Fixture.Scope();

        var refusal = await scope.ServiceProvider.GetRequiredService<DatabaseInitializer>().Prepare(CancellationToken.None);

        Assert.Contains("29990101000000_FromTheFuture", refusal!.Reason, StringComparison.Ordinal);
        Assert.Equal(0, await Fixture.Use(db => db.Vendors.CountAsync()));
    }

    [Fact]
    public async Task Database_of_a_development_build_is_recognised_and_isnt_changed()
    {
        await Fixture.Use(db => db.Database
            .ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('20250101000000_Initial', '10.0.0')"));
        await using var scope = Fixture.Scope();

        var refusal = await scope.ServiceProvider.GetRequiredService<DatabaseInitializer>().Prepare(CancellationToken.None);

        Assert.Contains("development build from before the first release (20250101000000_Initial)", refusal!.Reason,
            StringComparison.Ordinal);
        Assert.Contains("Delete it", refusal.Reason, StringComparison.Ordinal);
        Assert.Equal(0, await Fixture.Use(db => db.Vendors.CountAsync()));
    }

    [Fact]
    public async Task Database_without_its_migrations_is_refused_if_start_up_may_not_migrate()
    {
        await Fixture.Use(db => db.GetService<IMigrator>().MigrateAsync("0"));
        await using var scope = Fixture.Scope();
        var start = ActivatorUtilities.CreateInstance<DatabaseInitializer>(
            scope.ServiceProvider, new DatabaseSettings(on.Provider, "", MigrateOnStart: false));

        Assert.Contains("GroundTransport:Database:MigrateOnStart", (await start.Prepare(CancellationToken.None))!.Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_key_is_stored_protected()
    {
        await using var scope = Fixture.Scope();
        await scope.ServiceProvider.GetRequiredService<DatabaseInitializer>().Prepare(CancellationToken.None);

        var stored = await Fixture.Use(db => db.SigningKeys.Select(key => key.ProtectedSecret).SingleAsync());

        Assert.True(stored.Length > 32 + 16);
        Assert.Equal(1, await Fixture.Use(db => db.KeyRing.CountAsync()));
    }

    [Theory]
    [InlineData(ReservationStatus.RB)]
    [InlineData(ReservationStatus.CB)]
    [InlineData(ReservationStatus.XA)]
    [InlineData(ReservationStatus.RC)]
    public async Task Reservation_round_trips(ReservationStatus status)
    {
        var saved = TestReservations.In(status);
        await Fixture.Use(db =>
        {
            db.Reservations.Add(saved);
            return db.SaveChangesAsync();
        });

        var read = await Fixture.Use(db => db.Reservations.SingleAsync());

        Assert.Equal((saved.Id, saved.Status, saved.Version, saved.SoldAt, saved.ConfirmationNumber),
            (read.Id, read.Status, read.Version, read.SoldAt, read.ConfirmationNumber));
        // Terms contain lists, which compare by reference: their texts are compared.
        Assert.Equal(saved.Ride with { Terms = null }, read.Ride with { Terms = null });
        Assert.Equal(saved.Ride.CancelPolicy, read.Ride.CancelPolicy);
        Assert.Equal(saved.PendingChange?.Journey, read.PendingChange?.Journey);
        Assert.Equal(saved.Service, read.Service);
    }

    [Fact]
    public async Task Two_writers_of_one_version_make_one_change()
    {
        await Fixture.Use(db =>
        {
            db.Reservations.Add(TestReservations.In(ReservationStatus.RB));
            return db.SaveChangesAsync();
        });
        await using var one = Fixture.Scope();
        await using var other = Fixture.Scope();
        var (db1, db2) = (one.ServiceProvider.GetRequiredService<GatewayDbContext>(),
            other.ServiceProvider.GetRequiredService<GatewayDbContext>());
        var (seen1, seen2) = (await db1.Reservations.SingleAsync(), await db2.Reservations.SingleAsync());
        seen1.Do(new Accept(null, "A1", ""), TestClock.Now);
        seen2.Do(new Decline("No."), TestClock.Now);

        await db1.SaveChangesAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db2.SaveChangesAsync());
        Assert.Equal(ReservationStatus.RA,
            await Fixture.Use(db => db.Reservations.Select(reservation => reservation.Status).SingleAsync()));
    }

    [Fact]
    public async Task Request_key_has_one_holder_until_it_expires()
    {
        await using var scope = Fixture.Scope();
        var keys = scope.ServiceProvider.GetRequiredService<IRequestKeys>();
        var now = Fixture.Clock.GetUtcNow();
        var key = new RequestKey("sell:demo", "k", "content", 111, now.AddMinutes(10));

        Assert.Null(await keys.Claim(key, now, CancellationToken.None));
        Assert.Equal(111, (await keys.Claim(key with { ReservationId = 222 }, now, CancellationToken.None))!.ReservationId);
        Assert.Null(await keys.Claim(key with { Scope = "sell:other" }, now, CancellationToken.None));
        Assert.Null(await keys.Claim(key with { Key = "K" }, now, CancellationToken.None));
        Assert.Null(await keys.Claim(key with { ReservationId = 333, ExpiresAt = now.AddHours(1) }, now.AddMinutes(10),
            CancellationToken.None));
    }

    [Fact]
    public async Task Keys_that_differ_in_case_are_two_rows()
    {
        await Fixture.Add(new FleetRow("LML", "xa", 0, 0), new FleetRow("LML", "Xa", 0, 0));

        await Fixture.Use(async db =>
        {
            (await db.Fleet.SingleAsync(row => row.VehicleId == "xa")).ToString();
            Assert.Equal(["Xa", "xa"], (await db.Fleet.ToListAsync()).Select(row => row.VehicleId).Order(StringComparer.Ordinal));
            Assert.Equal(2, db.ChangeTracker.Entries().Count());
        });
    }

    [Fact]
    public async Task Unusual_texts_round_trip_and_codes_are_case_sensitive()
    {
        const string Strange = "\U0001F697\u05D3\u200F \u0627 'quote' \"double\" -- ; \\ %_ \u00e9e\u0301";
        var saved = TestReservations.Sold(TestRides.Booked with { Passenger = TestRides.Passenger with { LastName = Strange } });
        await Fixture.Use(db =>
        {
            db.Reservations.Add(saved);
            return db.SaveChangesAsync();
        });

        Assert.Equal(Strange, (await Fixture.Use(db => db.Reservations.SingleAsync())).Ride.Passenger.LastName);
        Assert.Equal(0, await Fixture.Use(db => db.Reservations.CountAsync(reservation => reservation.VendorCode == "lml")));
        Assert.Equal(1, await Fixture.Use(db => db.Reservations.CountAsync(reservation => reservation.VendorCode == "LML")));
    }
}
