using GroundTransport.Application.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence;

/// <inheritdoc cref="IRequestKeys"/>
internal sealed class RequestKeys(GatewayDbContext db) : IRequestKeys
{
    public async Task<RequestKey?> Claim(RequestKey key, DateTimeOffset now, CancellationToken ct)
    {
        // A key that expired is free again; taking it over and taking a new one are the same statement.
        var (expiresAt, present) = (key.ExpiresAt.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds());
        var taken = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO request_keys (scope, request_key, content, reservation_id, expires_at, made)
            VALUES ({key.Scope}, {key.Key}, {key.Content}, {key.ReservationId}, {expiresAt}, {key.Made})
            ON CONFLICT (scope, request_key) DO UPDATE
            SET content = excluded.content, reservation_id = excluded.reservation_id, expires_at = excluded.expires_at, made = excluded.made
            WHERE request_keys.expires_at <= {present}
            """, ct);
        return taken > 0
            ? null
            : await db.RequestKeys.AsNoTracking().FirstAsync(holder => holder.Scope == key.Scope && holder.Key == key.Key, ct);
    }
    public Task<RequestKey?> Find(string scope, string key, DateTimeOffset now, CancellationToken ct) =>
        db.RequestKeys.AsNoTracking().FirstOrDefaultAsync(holder => holder.Scope == scope && holder.Key == key && holder.ExpiresAt > now, ct);
}
