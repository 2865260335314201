using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace GroundTransport.Infrastructure.Persistence.StartUp;

/// <summary>Creates the database and its schema, or brings the schema up to date.</summary>
public sealed class Migrator(GatewayDbContext db, Dialect dialect)
{
    private static readonly TimeSpan LockRetryInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Applies the missing migrations; of several nodes one does it, and the others wait.</summary>
    /// <returns>Why the database must not be touched; null once its schema is up to date.</returns>
    public async Task<string?> Migrate(CancellationToken ct)
    {
        if (await FindForeignMigration(ct) is { } foreign)
            return foreign;
        await ApplyMigrations(ct);
        return null;
    }

    /// <summary>The first migration that the database lacks; null where the schema is up to date.</summary>
    public async Task<string?> FindMissingMigration(CancellationToken ct) => (await db.Database.GetPendingMigrationsAsync(ct)).FirstOrDefault();

    /// <summary>Why the database belongs to another release; null where every migration in it is known.</summary>
    public async Task<string?> FindForeignMigration(CancellationToken ct)
    {
        var known = db.Database.GetMigrations().ToList();
        if ((await db.Database.GetAppliedMigrationsAsync(ct)).Except(known).FirstOrDefault() is not { } foreign)
            return null;
        // Ids begin with the time at which they were made. Nothing was released before the first one.
        return string.CompareOrdinal(foreign, known[0]) < 0
            ? $"The database was created by a development build from before the first release ({foreign}). Delete it, or create a new one."
            : $"The database was migrated by a later release ({foreign}). Start that release, or restore the backup from before the upgrade.";
    }

    private async Task ApplyMigrations(CancellationToken ct)
    {
        // EF's lock on SQLite is a table: a process that was killed during a migration would leave it behind, and every later
        // one would wait forever. This process holds the database's lock file, so no other one is migrating.
        if (db.Database.IsSqlite())
            await db.Database.ExecuteSqlAsync($"DROP TABLE IF EXISTS __EFMigrationsLock", ct);
        if (dialect.IsShared)
            await CreateDatabase(ct);
        if (dialect.TryLockMigration is not { } tryLock)
        {
            await db.Database.MigrateAsync(ct);
            return;
        }
        // The lock belongs to the connection: it stays open until the lock is released.
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            while (!(await db.Database.SqlQueryRaw<bool>(tryLock).ToListAsync(ct)).Single())
                await Task.Delay(LockRetryInterval, ct);
            try
            {
                await db.Database.MigrateAsync(ct);
            }
            finally
            {
                await db.Database.ExecuteSqlRawAsync(dialect.UnlockMigration!, CancellationToken.None);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Nodes wait for each other's migrations, but not for each other's CREATE DATABASE.</summary>
    private async Task CreateDatabase(CancellationToken ct)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(ct))
            return;
        try
        {
            await creator.CreateAsync(ct);
        }
        catch (DbException failure) when (dialect.IsMadeByAnother(failure))
        {
            // Another node has created it.
        }
    }
}
