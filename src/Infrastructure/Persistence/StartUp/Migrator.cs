using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace GroundTransport.Infrastructure.Persistence.StartUp;

/// <summary>Creates the database and its schema, or brings the schema up to date.</summary>
public sealed class Migrator(GatewayDbContext db, Dialect dialect)
{
    private static readonly TimeSpan LockRetryInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Applies the missing migrations. Of several nodes one applies them, and the others wait.</summary>
    /// <returns>Why the database must not be changed; null once its schema is up to date.</returns>
    public async Task<string?> Migrate(CancellationToken ct)
    {
        if (await FindForeignMigration(ct) is { } foreign)
            return foreign;
        await ApplyMigrations(ct);
        return null;
    }

    /// <summary>The first migration that the database lacks; null if the schema is up to date.</summary>
    public async Task<string?> FindMissingMigration(CancellationToken ct) =>
        (await db.Database.GetPendingMigrationsAsync(ct)).FirstOrDefault();

    /// <summary>Why the database belongs to another release; null if this release contains every migration in it.</summary>
    public async Task<string?> FindForeignMigration(CancellationToken ct)
    {
        var known = db.Database.GetMigrations().ToList();
        if ((await db.Database.GetAppliedMigrationsAsync(ct)).Except(known).FirstOrDefault() is not { } foreign)
            return null;
        // A migration's id starts with the time of its creation, and nothing was released before the first one.
        return string.CompareOrdinal(foreign, known[0]) < 0
            ? $"The database was created by a development build from before the first release ({foreign}). Delete it, or create a new one."
            : $"The database was migrated by a later release ({foreign}). "
                + "Start that release, or restore the backup from before the upgrade.";
    }

    private async Task ApplyMigrations(CancellationToken ct)
    {
        if (dialect.RemoveStaleMigrationLock is { } removeStaleLock)
            await db.Database.ExecuteSqlRawAsync(removeStaleLock, ct);
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

    /// <summary>The migration lock doesn't cover CREATE DATABASE: the lock is inside the database.</summary>
    private async Task CreateDatabase(CancellationToken ct)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(ct))
            return;
        try
        {
            await creator.CreateAsync(ct);
        }
        catch (DbException failure) when (dialect.IsDuplicateDatabase(failure))
        {
            // Another node has created it.
        }
    }
}
