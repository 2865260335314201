using GroundTransport.Application.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IRequestKeys"/>
internal sealed class RequestKeyStore(GatewayDbContext db, Dialect dialect) : IRequestKeys
{
    public async Task<RequestKey?> Claim(RequestKey key, DateTimeOffset now, CancellationToken ct)
    {
        // An expired key is free again: one statement claims it or inserts a new one.
        object[] values =
        [
            key.Scope, key.Key, key.Content, key.ReservationId, key.ExpiresAt.ToUnixTimeMilliseconds(), key.Made,
            now.ToUnixTimeMilliseconds(),
        ];
        return await db.Database.ExecuteSqlRawAsync(dialect.ClaimRequestKey, values, ct) > 0
            ? null
            : await db.RequestKeys.AsNoTracking().FirstAsync(holder => holder.Scope == key.Scope && holder.Key == key.Key, ct);
    }

    public Task<RequestKey?> Find(string scope, string key, DateTimeOffset now, CancellationToken ct) =>
        db.RequestKeys.AsNoTracking()
            .FirstOrDefaultAsync(holder => holder.Scope == scope && holder.Key == key && holder.ExpiresAt > now, ct);
}
