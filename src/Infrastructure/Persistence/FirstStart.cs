using System.Security.Cryptography;
using GroundTransport.Application;
using GroundTransport.Application.Administration;
using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Application.Search;
using GroundTransport.Domain.Pricing;
using GroundTransport.Infrastructure.Catalog;
using GroundTransport.Infrastructure.Persistence.Sqlite;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>
/// Brings the database to where requests can be answered: schema, the first signing key, the first admin key, in
/// Development the demo vendor. Each step looks first and makes what is missing.
/// </summary>
public sealed class FirstStart(
    GatewayDbContext db, DatabaseSettings database, FirstStartSettings settings, IDataProtectionProvider protection, TimeProvider clock, ILogger<FirstStart> log)
{
    /// <returns>What keeps the gateway from starting, as a sentence for its operator; null where nothing does.</returns>
    public async Task<string?> Prepare(CancellationToken ct)
    {
        log.LogInformation("SQLite {Version} ({Source})", SqliteNative.Version, SqliteNative.Source);
        if (await CheckRelease(ct) is { } other)
            return other;
        if (database.MigrateOnStart)
            await Migrate(ct);
        var changed = await MakeSigningKey(ct) | await MakeBootstrapKey(ct);
        if (settings.Demo)
            changed |= await MakeDemo(ct);
        if (changed)
        {
            await db.SaveChangesAsync(ct);
            await db.CatalogStates.ExecuteUpdateAsync(state => state.SetProperty(row => row.Version, row => row.Version + 1), ct);
        }
        return await db.ApiKeys.AnyAsync(ct)
            ? null
            : "There is no API key yet. Set GroundTransport__Admin__BootstrapKey to a secret of at least 20 characters: it becomes the first admin key.";
    }

    /// <summary>A database that a later release has migrated isn't touched; one that lacks migrations isn't run on.</summary>
    private async Task<string?> CheckRelease(CancellationToken ct)
    {
        var applied = await db.Database.GetAppliedMigrationsAsync(ct);
        var known = db.Database.GetMigrations().ToList();
        if (applied.Except(known).FirstOrDefault() is { } later)
            return $"The database was migrated by a later release ({later}). Start that release, or restore the backup from before the upgrade.";
        return database.MigrateOnStart || !known.Except(applied).Any()
            ? null
            : "The database lacks this release's migrations, and GroundTransport:Database:MigrateOnStart is false. Back up, then start once with it set to true.";
    }

    private async Task Migrate(CancellationToken ct)
    {
        // EF's lock on SQLite is a table: a start that was killed in mid-migration would leave it and make every later
        // one wait for ever. This process holds the database's lock file, so nobody else is migrating.
        await db.Database.ExecuteSqlAsync($"DROP TABLE IF EXISTS __EFMigrationsLock", ct);
        await db.Database.MigrateAsync(ct);
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
        db.Fleet.AddRange(plan.Fleet.Select((FleetVehicle vehicle) => new FleetRow(plan.VendorCode, vehicle.VehicleId, 0)));
        db.DirectConnects.Add(Demo.DirectConnect);
        db.ApiKeys.Add(Demo.ApiKey with { CreatedAt = clock.GetUtcNow() });
        return true;
    }
}
