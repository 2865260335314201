using System.Security.Cryptography;
using GroundTransport.Application.Housekeeping;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="ISigningKeys"/>
internal sealed class SigningKeyStore(GatewayDbContext reads, DatabaseWrites writes, IDataProtectionProvider protection) : ISigningKeys
{
    private const int SecretLength = 32;

    public async Task<bool> Rotate(
        DateTimeOffset usedSince, DateTimeOffset activeFrom, DateTimeOffset retiredAt, CancellationToken ct)
    {
        if (!await reads.SigningKeys.AnyAsync(key => key.RetiredAt == null && key.ActiveFrom < usedSince, ct))
            return false;
        // Outside the transaction: to encrypt may create the key ring's next key, and on SQLite one write waits for another.
        var secret = protection.CreateProtector(SigningKeyRow.Purpose).Protect(RandomNumberGenerator.GetBytes(SecretLength));
        return await writes.ExecuteOnce(async (services, token) =>
        {
            var db = (GatewayDbContext)services.GetService(typeof(GatewayDbContext))!;
            // The row decides which node replaces it: to the second one it is retired already.
            DateTimeOffset? retired = retiredAt;
            var replaced = await db.SigningKeys.Where(key => key.RetiredAt == null && key.ActiveFrom < usedSince)
                .ExecuteUpdateAsync(set => set.SetProperty(key => key.RetiredAt, retired), token);
            if (replaced == 0)
                return (false, false);
            var last = await db.SigningKeys.MaxAsync(key => (int?)key.Id, token) ?? 0;
            db.SigningKeys.Add(new SigningKeyRow(last + 1, secret, activeFrom, null));
            await db.CatalogStates.ExecuteUpdateAsync(state => state.SetProperty(row => row.Version, row => row.Version + 1), token);
            return (true, true);
        }, WritePriority.Background, ct);
    }
}
