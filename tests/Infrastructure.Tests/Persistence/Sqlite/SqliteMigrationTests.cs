using GroundTransport.Infrastructure.Persistence.StartUp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.Sqlite;

/// <summary>What only SQLite's migrations have behind them.</summary>
public sealed class SqliteMigrationTests() : Facts<TestDatabase>(() => TestDatabase.Create(DatabaseUnderTest.Sqlite))
{
    [Fact]
    public async Task Migration_that_was_killed_holds_up_no_start()
    {
        await Ground.Use(db => db.Database.ExecuteSqlRawAsync("CREATE TABLE IF NOT EXISTS __EFMigrationsLock (Id INTEGER PRIMARY KEY, "
            + "Timestamp TEXT); INSERT OR IGNORE INTO __EFMigrationsLock VALUES (1, 'x')"));
        await using var scope = Ground.Scope();

        Assert.Null(await scope.ServiceProvider.GetRequiredService<DatabaseInitializer>().Prepare(CancellationToken.None));
    }
}
