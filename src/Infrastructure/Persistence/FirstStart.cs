using System.Data.Common;
using System.Security.Cryptography;
using GroundTransport.Application;
using GroundTransport.Application.Administration;
using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Application.Search;
using GroundTransport.Domain.Pricing;
using GroundTransport.Infrastructure.Catalog;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>Why the gateway can't serve yet.</summary>
/// <param name="Why">A sentence for its operator.</param>
/// <param name="MayPass">Whether somebody else may mend it while this node waits: a shared database's other nodes, or whoever migrates it.</param>
public sealed record NotReady(string Why, bool MayPass);

/// <summary>
/// Brings the database to where requests can be answered: schema, the first signing key, the first admin key, in
/// Development the demo vendor. Each step looks first and makes what is missing.
/// </summary>
public sealed class FirstStart(
    GatewayDbContext db, Dialect dialect, DatabaseSettings database, FirstStartSettings settings, KeyRingSettings keyRing, IDataProtectionProvider protection, TimeProvider clock, ILogger<FirstStart> log)
{
    /// <summary>More than clocks that are kept by a time server differ.</summary>
    private static readonly TimeSpan ClocksMayDiffer = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    /// <returns>What keeps the gateway from starting; null where nothing does.</returns>
    public async Task<NotReady?> Prepare(CancellationToken ct)
    {
        try
        {
            if (await CheckRelease(ct) is { } other)
                return new NotReady(other, dialect.IsShared);
            log.LogInformation("Database: {Database}", dialect.Name);
            if (database.MigrateOnStart)
                await Migrate(ct);
            await CompareClocks(ct);
            if (keyRing.Certificates.Count == 0 && !settings.Demo)
                log.LogWarning("The key ring lies unencrypted in the database: whoever reads it can sign quotes and read the tokens of Concur apps. Set GroundTransport:KeyRing:Certificates");
            await MakeWhatIsMissing(ct);
            return await db.ApiKeys.AnyAsync(ct)
                ? null
                : new NotReady("There is no API key yet. Set GroundTransport__Admin__BootstrapKey to a secret of at least 20 characters: it becomes the first admin key.", false);
        }
        catch (DbUpdateException conflict) when (dialect.IsUniqueViolation(conflict.InnerException!))
        {
            return new NotReady("Another node prepares the database at this moment.", true);
        }
        catch (Exception failure) when (dialect.IsShared && (failure is DbException or RetryLimitExceededException or TimeoutException || failure.InnerException is DbException))
        {
            return new NotReady($"The database can't be used: {(failure.InnerException ?? failure).Message}", true);
        }
    }

    /// <summary>Brings the schema up to this release's; of several nodes one does it, and the others wait for it.</summary>
    /// <returns>Why it must not be touched; null where it is this release's now.</returns>
    public async Task<string?> MigrateIfOlder(CancellationToken ct)
    {
        if (await LaterRelease(ct) is { } later)
            return later;
        await Migrate(ct);
        return null;
    }

    private async Task Migrate(CancellationToken ct)
    {
        // EF's lock on SQLite is a table: a start that was killed in mid-migration would leave it and make every later
        // one wait for ever. This process holds the database's lock file, so nobody else is migrating.
        if (db.Database.IsSqlite())
            await db.Database.ExecuteSqlAsync($"DROP TABLE IF EXISTS __EFMigrationsLock", ct);
        if (dialect.IsShared)
            await CreateDatabase(ct);
        if (dialect.TryLockMigration is not { } tryLock)
        {
            await db.Database.MigrateAsync(ct);
            return;
        }
        // The lock is this connection's: it stays open from here to the unlocking.
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            while (!(await db.Database.SqlQueryRaw<bool>(tryLock).ToListAsync(ct)).Single())
                await Task.Delay(BetweenLooks, ct);
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

    /// <summary>Here, because nodes that migrate wait for each other's migrations, but not for each other's CREATE DATABASE.</summary>
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
            // Then it is there.
        }
    }

    /// <summary>A database that a later release has migrated isn't touched; one that lacks migrations isn't run on.</summary>
    private async Task<string?> CheckRelease(CancellationToken ct) =>
        await LaterRelease(ct) is { } later ? later
        : database.MigrateOnStart || (await db.Database.GetPendingMigrationsAsync(ct)).FirstOrDefault() is not { } missing ? null
        : $"The database lacks this release's migrations, from {missing} on, and GroundTransport:Database:MigrateOnStart is false. Back up, then run 'dotnet GroundTransport.Api.dll migrate' once.";

    private async Task<string?> LaterRelease(CancellationToken ct) =>
        (await db.Database.GetAppliedMigrationsAsync(ct)).Except(db.Database.GetMigrations()).FirstOrDefault() is { } later
            ? $"The database was migrated by a later release ({later}). Start that release, or restore the backup from before the upgrade."
            : null;

    /// <summary>Leases run by the database's clock, lead times and deadlines by the node's.</summary>
    private async Task CompareClocks(CancellationToken ct)
    {
        if (!dialect.IsShared || clock != TimeProvider.System)
            return;
        var theirs = DateTimeOffset.FromUnixTimeMilliseconds((await db.Database.SqlQueryRaw<long>(dialect.Clock).ToListAsync(ct)).Single());
        if ((clock.GetUtcNow() - theirs).Duration() > ClocksMayDiffer)
            log.LogWarning("This node's clock and the database's differ by {Difference}: let a time server keep both", clock.GetUtcNow() - theirs);
    }

    private async Task MakeWhatIsMissing(CancellationToken ct)
    {
        var changed = await MakeSigningKey(ct) | await MakeBootstrapKey(ct);
        if (settings.Demo)
            changed |= await MakeDemo(ct);
        if (!changed)
            return;
        await db.SaveChangesAsync(ct);
        await db.CatalogStates.ExecuteUpdateAsync(state => state.SetProperty(row => row.Version, row => row.Version + 1), ct);
    }

    private async Task<bool> MakeSigningKey(CancellationToken ct)
    {
        if (await db.SigningKeys.AnyAsync(key => key.RetiredAt == null, ct))
            return false;
        var secret = protection.CreateProtector(CatalogMemory.SigningKeyPurpose).Protect(RandomNumberGenerator.GetBytes(32));
        var id = (await db.SigningKeys.MaxAsync(key => (int?)key.Id, ct) ?? 0) + 1;
        db.SigningKeys.Add(new SigningKeyRow(id, secret, clock.GetUtcNow(), null));
        return true;
    }

    private async Task<bool> MakeBootstrapKey(CancellationToken ct)
    {
        if (settings.BootstrapKey is not { } secret || await db.ApiKeys.AnyAsync(ct))
            return false;
        db.ApiKeys.Add(new ApiKey("bootstrap", "bootstrap", Secrets.Hash(secret), Role.Admin, null) { CreatedAt = clock.GetUtcNow() });
        return true;
    }

    private async Task<bool> MakeDemo(CancellationToken ct)
    {
        if (await db.Vendors.AnyAsync(vendor => vendor.Code == Demo.Vendor.Code, ct))
            return false;
        var plan = RatePlanDocument.Read(Demo.RatePlan(), Demo.Vendor.Code, Demo.Vendor.PlanVersion);
        db.Vendors.Add(Demo.Vendor);
        db.RatePlans.Add(new RatePlanVersion(plan.VendorCode, plan.Version, Demo.RatePlan(), clock.GetUtcNow(), Demo.ApiKey.Name));
        db.Fleet.AddRange(plan.Fleet.Select((FleetVehicle vehicle) => new FleetRow(plan.VendorCode, vehicle.VehicleId, 0, 0)));
        db.DirectConnects.Add(Demo.DirectConnect);
        db.ApiKeys.Add(Demo.ApiKey with { CreatedAt = clock.GetUtcNow() });
        return true;
    }
}
