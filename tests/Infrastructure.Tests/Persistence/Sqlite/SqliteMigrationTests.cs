using GroundTransport.Infrastructure.Persistence.StartUp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.Sqlite;

/// <summary>A state that only SQLite's migrations can leave.</summary>
public sealed class SqliteMigrationTests() : FixtureTestBase<TestDatabase>(() => TestDatabase.Create(DatabaseUnderTest.Sqlite))
{
    [Fact]
    public async Task Killed_migration_doesnt_block_the_next_start()
    {
        await Fixture.Use(db => db.Database.ExecuteSqlRawAsync("CREATE TABLE IF NOT EXISTS __EFMigrationsLock (Id INTEGER PRIMARY KEY, "
            + "Timestamp TEXT); INSERT OR IGNORE INTO __EFMigrationsLock VALUES (1, 'x')"));
        await using var scope = Fixture.Scope();

        Assert.Null(await scope.ServiceProvider.GetRequiredService<DatabaseInitializer>().Prepare(CancellationToken.None));
    }
}
