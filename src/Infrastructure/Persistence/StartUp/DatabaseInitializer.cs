using System.Security.Cryptography;
using GroundTransport.Application;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Persistence.StartUp;

/// <summary>
/// Prepares the database at every start: the schema, the first signing key, the first admin key, and in Development the demo
/// data. Each step adds only what is missing.
/// </summary>
public sealed class DatabaseInitializer(
    GatewayDbContext db,
    Dialect dialect,
    Migrator migrator,
    DemoSeeder demo,
    PublishedSecrets published,
    DatabaseSettings database,
    DatabaseInitializerSettings settings,
    KeyRingSettings keyRing,
    IDataProtectionProvider protection,
    TimeProvider clock,
    ILoggerFactory loggers,
    ILogger<DatabaseInitializer> log)
{
    /// <summary>The clocks of machines that use a time server differ by less.</summary>
    private static readonly TimeSpan AcceptableClockDifference = TimeSpan.FromSeconds(2);

    /// <returns>Why the gateway can't start; null if it can.</returns>
    public async Task<NotReady?> Prepare(CancellationToken ct)
    {
        try
        {
            if (await CheckRelease(ct) is { } otherRelease)
                return new NotReady(otherRelease, dialect.IsShared);
            log.LogInformation("Database: {Database}", dialect.Name);
            if ((database.MigrateOnStart ? await migrator.Migrate(ct) : await migrator.FindMissingOption(ct)) is { } notReady)
                return notReady;
            await CompareClocks(ct);
            if (keyRing.Certificates.Count == 0 && !settings.Demo)
            {
                log.LogWarning("The key ring is stored unencrypted: with the database alone, quotes can be signed and the tokens of "
                    + "Concur apps can be read. Set GroundTransport:KeyRing:Certificates");
            }
            if (!settings.Demo && await published.Find(ct) is { Count: > 0 } known)
            {
                return new NotReady($"The database contains published demo secrets, which anybody could log in with: "
                    + $"{string.Join(", ", known)}. Run 'dotnet GroundTransport.Api.dll revoke-demo-secrets' once, or use another "
                    + "database.", false);
            }
            await ProtectKeyRing(ct);
            await AddMissingRows(ct);
            return await db.ApiKeys.AnyAsync(ct)
                ? null
                : new NotReady("There is no API key yet. Set GroundTransport__Admin__BootstrapKey to a secret of at least 20 characters: "
                    + "it becomes the first admin key.", false);
        }
        catch (DbUpdateException conflict) when (dialect.IsUniqueViolation(conflict.InnerException!))
        {
            return new NotReady("Another node is preparing the database.", true);
        }
        catch (Exception failure) when (dialect.IsShared && NotReady.Because(failure, dialect) is { } notReady)
        {
            return notReady;
        }
    }

    /// <summary>Applies the missing migrations only: the command <c>migrate</c>.</summary>
    /// <returns>Why they can't be applied; null if the schema is up to date.</returns>
    public async Task<NotReady?> Migrate(CancellationToken ct)
    {
        try
        {
            return await migrator.Migrate(ct);
        }
        catch (Exception failure) when (NotReady.Because(failure, dialect) is { } notReady)
        {
            return notReady;
        }
    }

    /// <summary>A database of another release isn't changed; one that lacks migrations isn't used.</summary>
    private async Task<string?> CheckRelease(CancellationToken ct)
    {
        if (await migrator.FindForeignMigration(ct) is { } foreign)
            return foreign;
        return database.MigrateOnStart || await migrator.FindMissingMigration(ct) is not { } missing
            ? null
            : $"The database lacks this release's migrations, from {missing} on, and GroundTransport:Database:MigrateOnStart is false. "
                + "Back up, then run 'dotnet GroundTransport.Api.dll migrate' once.";
    }

    /// <summary>Leases use the database's clock, lead times and deadlines the node's.</summary>
    private async Task CompareClocks(CancellationToken ct)
    {
        if (!dialect.IsShared || clock != TimeProvider.System)
            return;
        var milliseconds = (await db.Database.SqlQueryRaw<long>(dialect.SelectNow).ToListAsync(ct)).Single();
        var difference = clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        if (difference.Duration() > AcceptableClockDifference)
            log.LogWarning("Clocks of node and database differ by {Difference}. Synchronize both with a time server", difference);
    }

    /// <summary>What was stored before there was a certificate is encrypted by it now.</summary>
    private async Task ProtectKeyRing(CancellationToken ct)
    {
        if (keyRing.Certificates is not [var certificate, ..])
            return;
        var count = 0;
        foreach (var row in await db.KeyRing.AsNoTracking().ToListAsync(ct))
        {
            if (KeyRingProtection.Protect(row.Xml, certificate, loggers) is not { } encrypted)
                continue;
            db.KeyRing.Update(row with { Xml = encrypted });
            count++;
        }
        if (count == 0)
            return;
        await db.SaveChangesAsync(ct);
        log.LogWarning("{Count} keys of the key ring were stored in plain text and are encrypted now. Older backups still contain them",
            count);
    }

    private async Task AddMissingRows(CancellationToken ct)
    {
        await NameEventFeed(ct);
        var added = await AddSigningKey(ct) | await AddBootstrapKey(ct);
        if (settings.Demo)
            added |= await demo.AddMissing(ct);
        if (!added)
            return;
        await db.SaveChangesAsync(ct);
        await RaiseCatalogVersion(ct);
    }

    /// <summary>Gives the event feed a new identity, after the database was restored by its own tools.</summary>
    public Task ResetEventFeed(CancellationToken ct)
    {
        var identity = Secrets.NewId();
        return db.EventFeeds.ExecuteUpdateAsync(set => set.SetProperty(feed => feed.Identity, identity), ct);
    }

    /// <summary>Makes the demo secrets invalid; gives what had one.</summary>
    public async Task<IReadOnlyList<string>> RevokePublishedSecrets(CancellationToken ct)
    {
        var revoked = await published.Revoke(ct);
        await db.SaveChangesAsync(ct);
        await RaiseCatalogVersion(ct);
        return revoked;
    }

    private Task<int> RaiseCatalogVersion(CancellationToken ct) =>
        db.CatalogStates.ExecuteUpdateAsync(state => state.SetProperty(row => row.Version, row => row.Version + 1), ct);

    /// <summary>Every database has a feed of its own: a cursor of another one's is recognized.</summary>
    private Task<int> NameEventFeed(CancellationToken ct)
    {
        var identity = Secrets.NewId();
        return db.EventFeeds.Where(feed => feed.Identity == "")
            .ExecuteUpdateAsync(set => set.SetProperty(feed => feed.Identity, identity), ct);
    }

    private async Task<bool> AddSigningKey(CancellationToken ct)
    {
        if (await db.SigningKeys.AnyAsync(key => key.RetiredAt == null, ct))
            return false;
        var secret = protection.CreateProtector(SigningKeyRow.Purpose).Protect(RandomNumberGenerator.GetBytes(32));
        var id = (await db.SigningKeys.MaxAsync(key => (int?)key.Id, ct) ?? 0) + 1;
        db.SigningKeys.Add(new SigningKeyRow(id, secret, clock.GetUtcNow(), null));
        return true;
    }

    private async Task<bool> AddBootstrapKey(CancellationToken ct)
    {
        if (settings.BootstrapKey is not { } secret || await db.ApiKeys.AnyAsync(ct))
            return false;
        db.ApiKeys.Add(new ApiKey("bootstrap", "bootstrap", Secrets.Hash(secret), Role.Admin, null) { CreatedAt = clock.GetUtcNow() });
        return true;
    }
}
