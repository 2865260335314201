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
    /// <returns>Why the database can't be used; null once its schema is up to date.</returns>
    public async Task<NotReady?> Migrate(CancellationToken ct)
    {
        if (await FindForeignMigration(ct) is { } foreign)
            return new NotReady(foreign, dialect.IsShared);
        if (dialect.RemoveStaleMigrationLock is { } removeStaleLock)
            await db.Database.ExecuteSqlRawAsync(removeStaleLock, ct);
        if (dialect.IsShared)
            await CreateDatabase(ct);
        if (await FindMissingOption(ct) is { } option)
            return option;
        // EF Core would compare its whole model with that of the last migration first, at every start.
        if (await FindMissingMigration(ct) is null)
            return null;
        var timeout = db.Database.GetCommandTimeout();
        try
        {
            // A migration of a large table may take long, and so may the wait for another node's.
            db.Database.SetCommandTimeout(TimeSpan.Zero);
            await ApplyMigrations(ct);
        }
        finally
        {
            db.Database.SetCommandTimeout(timeout);
        }
        return null;
    }

    /// <summary>The statement that the database's administrator has to run first; null if every option is as it must be.</summary>
    public async Task<NotReady?> FindMissingOption(CancellationToken ct)
    {
        if (dialect.SelectMissingOption is not { } select
            || (await db.Database.SqlQueryRaw<string>(select).ToListAsync(ct)).SingleOrDefault() is not { } toRun)
            return null;
        return new NotReady($"The database lacks an option that the gateway relies on. Run in it: {toRun}", true, toRun);
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
        catch (DbException failure) when (dialect.MayHaveCreatedDatabase(failure))
        {
            // If it doesn't exist, the next statement says so.
        }
    }
}
