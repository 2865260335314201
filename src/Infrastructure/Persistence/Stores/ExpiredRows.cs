using GroundTransport.Application.Housekeeping;
using GroundTransport.Application.Outbox;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IExpiredRows"/>
internal sealed class ExpiredRows(DatabaseWrites writes) : IExpiredRows
{
    public Task<int> Delete(
        DateTimeOffset exchangesBefore, DateTimeOffset deliveredBefore, DateTimeOffset now, int atMost, CancellationToken ct) =>
        writes.ExecuteIdempotent((db, token) => Delete(db, exchangesBefore, deliveredBefore, now, atMost, token), ct);

    private static async Task<int> Delete(
        GatewayDbContext db,
        DateTimeOffset exchangesBefore,
        DateTimeOffset deliveredBefore,
        DateTimeOffset now,
        int atMost,
        CancellationToken ct)
    {
        var exchanges = await db.Exchanges.Where(row => row.At < exchangesBefore).OrderBy(row => row.At).Take(atMost)
            .Select(row => row.Id).ToListAsync(ct);
        var delivered = await db.PostBacks
            .Where(row => (row.State == PostBackState.Delivered || row.State == PostBackState.Superseded) && row.DoneAt < deliveredBefore)
            .OrderBy(row => row.Id).Take(atMost).Select(row => row.Id).ToListAsync(ct);
        // Deleted by expiry, not by id: a key that another request claims in the meantime is kept.
        var lastExpiry = await db.RequestKeys.Where(key => key.ExpiresAt < now).OrderBy(key => key.ExpiresAt).Skip(atMost - 1)
            .Select(key => (DateTimeOffset?)key.ExpiresAt).FirstOrDefaultAsync(ct)
            ?? now.AddMilliseconds(-1);
        var commits = await db.Commits.Where(record => record.At < now - CommitRecord.Lifetime).OrderBy(record => record.At).Take(atMost)
            .Select(record => record.Id).ToListAsync(ct);
        return await db.Exchanges.Where(row => exchanges.Contains(row.Id)).ExecuteDeleteAsync(ct)
            + await db.PostBacks.Where(row => delivered.Contains(row.Id)).ExecuteDeleteAsync(ct)
            + await db.RequestKeys.Where(key => key.ExpiresAt <= lastExpiry).ExecuteDeleteAsync(ct)
            + await db.Commits.Where(record => commits.Contains(record.Id)).ExecuteDeleteAsync(ct);
    }
}
