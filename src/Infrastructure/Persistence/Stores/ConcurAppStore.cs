using System.Security.Cryptography;
using GroundTransport.Application.ConcurApps;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IConcurApps"/>
internal sealed class ConcurAppStore(GatewayDbContext db, IDataProtectionProvider protection) : IConcurApps
{
    public async Task<RegisteredApp?> Find(string directConnectId, CancellationToken ct) =>
        await db.ConcurApps.AsNoTracking().FirstOrDefaultAsync(row => row.DirectConnectId == directConnectId, ct) is { } row
            ? App(row)
            : null;

    public async Task<IReadOnlyList<RegisteredApp>> All(CancellationToken ct) =>
        [.. (await db.ConcurApps.AsNoTracking().ToListAsync(ct)).Select(App)];

    public async Task<IReadOnlyList<(string DirectConnectId, string AccessToken)>> DueForRenewal(
        DateTimeOffset renewedBefore, DateTimeOffset expiringBefore, DateTimeOffset notSince, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await db.ConcurApps.AsNoTracking()
            .Where(row => row.RefreshToken != null && (row.AskAgainAt == null || row.AskAgainAt <= now)
                && (row.State != ConcurAppState.Connected || row.RenewedAt == null
                    || ((row.RenewedAt <= renewedBefore || row.RefreshExpiresAt <= expiringBefore) && row.RenewedAt <= notSince)))
            .OrderBy(row => row.RefreshExpiresAt).ToListAsync(ct);
        return [.. from app in rows.Select(App) where app.IsReadable select (app.DirectConnectId, app.Tokens!.AccessToken)];
    }

    public void Add(RegisteredApp app) => db.ConcurApps.Add(Row(app));

    public void Replace(RegisteredApp app)
    {
        var entry = db.ConcurApps.Update(Row(app));
        entry.Property(row => row.Version).OriginalValue = app.Version - 1;
    }

    public void Remove(RegisteredApp app) => db.ConcurApps.Remove(Row(app));

    private ConcurAppRow Row(RegisteredApp app) => new(app.DirectConnectId)
    {
        ClientId = app.ClientId,
        ClientSecret = Protector(app.DirectConnectId, "client secret").Protect(app.ClientSecret),
        Geolocation = Base(app.Geolocation),
        RefreshToken = app.Tokens is null ? null : Protector(app.DirectConnectId, "refresh token").Protect(app.Tokens.RefreshToken),
        RefreshExpiresAt = app.Tokens?.RefreshExpiresAt,
        AccessToken = app.Tokens is null ? null : Protector(app.DirectConnectId, "access token").Protect(app.Tokens.AccessToken),
        AccessUntil = app.Tokens?.AccessUntil,
        TokenGeolocation = app.Tokens is null ? null : Base(app.Tokens.Geolocation),
        TokenScope = app.Tokens?.Scope,
        State = app.State,
        WhatToDo = app.WhatToDo,
        LastAnswer = app.LastAnswer,
        CorrelationId = app.CorrelationId,
        RenewedAt = app.RenewedAt,
        AskAgainAt = app.AskAgainAt,
        Version = app.Version,
    };

    private RegisteredApp App(ConcurAppRow row)
    {
        try
        {
            return Decrypted(row);
        }
        catch (CryptographicException unreadable) when (unreadable.InnerException is null)
        {
            // The key is missing from the key ring. An inner exception means something else: the key ring can't be read at the moment.
            return RegisteredApp.Unreadable(row.DirectConnectId, row.ClientId, new Uri(row.Geolocation), row.Version);
        }
    }

    private RegisteredApp Decrypted(ConcurAppRow row) => new()
    {
        DirectConnectId = row.DirectConnectId,
        ClientId = row.ClientId,
        ClientSecret = Protector(row.DirectConnectId, "client secret").Unprotect(row.ClientSecret),
        Geolocation = new Uri(row.Geolocation),
        Tokens = row.RefreshToken is null ? null : new ConcurTokens(
            new Uri(row.TokenGeolocation!),
            Protector(row.DirectConnectId, "refresh token").Unprotect(row.RefreshToken),
            row.RefreshExpiresAt!.Value,
            Protector(row.DirectConnectId, "access token").Unprotect(row.AccessToken!),
            row.AccessUntil!.Value)
        {
            Scope = row.TokenScope ?? "",
        },
        State = row.State,
        WhatToDo = row.WhatToDo,
        LastAnswer = row.LastAnswer,
        CorrelationId = row.CorrelationId,
        RenewedAt = row.RenewedAt,
        AskAgainAt = row.AskAgainAt,
        Version = row.Version,
    };

    /// <summary>Each secret of each app has a purpose of its own: swapped secrets can't be decrypted.</summary>
    private IDataProtector Protector(string directConnectId, string secret) =>
        protection.CreateProtector("Concur apps", secret, directConnectId);

    private static string Base(Uri geolocation) => geolocation.GetLeftPart(UriPartial.Authority);
}
