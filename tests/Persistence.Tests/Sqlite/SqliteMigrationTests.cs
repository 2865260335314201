using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Persistence.Tests.Databases;
using GroundTransport.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Persistence.Tests.Sqlite;

/// <summary>What only SQLite's migrations have behind them.</summary>
public sealed class SqliteMigrationTests() : Facts<TestDatabase>(() => TestDatabase.Create(DatabaseUnderTest.Sqlite))
{
    [Fact]
    public async Task Upgrade_of_a_database_from_before_the_ledger_counts_what_it_holds_as_told()
    {
        var reservation = TestReservations.In(ReservationStatus.CA);
        await Ground.Use(db =>
        {
            db.Reservations.Add(reservation);
            return db.SaveChangesAsync();
        });
        var first = await Ground.Use(db => Task.FromResult(db.Database.GetMigrations().First()));
        await Ground.Use(db => db.GetService<IMigrator>().MigrateAsync(first));

        await Ground.Use(db => db.Database.MigrateAsync());

        var told = await Ground.Use(db => db.Told.SingleAsync());
        Assert.Equal((reservation.Id, reservation.Version, "CA"), (told.ReservationId, told.Seq, told.Status));
        Assert.Equal(reservation.Version, await Ground.Use(db => db.Reservations.Select(row => row.MustTell).SingleAsync()));
    }

    [Fact]
    public async Task Migration_that_was_killed_holds_up_no_start()
    {
        await Ground.Use(db => db.Database.ExecuteSqlRawAsync("CREATE TABLE IF NOT EXISTS __EFMigrationsLock (Id INTEGER PRIMARY KEY, Timestamp TEXT); INSERT OR IGNORE INTO __EFMigrationsLock VALUES (1, 'x')"));
        await using var scope = Ground.Scope();

        Assert.Null(await scope.ServiceProvider.GetRequiredService<FirstStart>().Prepare(CancellationToken.None));
    }
}
