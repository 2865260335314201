using GroundTransport.Application.Housekeeping;
using GroundTransport.Application.Outbox;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IExpiredRows"/>
internal sealed class ExpiredRows(DatabaseWrites writes) : IExpiredRows
{
    public Task<int> Delete(DateTimeOffset exchangesBefore, DateTimeOffset deliveredBefore, DateTimeOffset now, int atMost, CancellationToken ct) => writes.Repeatable(async (db, token) =>
    {
        var exchanges = await db.Exchanges.Where(row => row.At < exchangesBefore).OrderBy(row => row.At).Take(atMost).Select(row => row.Id).ToListAsync(token);
        var delivered = await db.PostBacks.Where(row => (row.State == PostBackState.Delivered || row.State == PostBackState.Superseded) && row.DoneAt < deliveredBefore)
            .OrderBy(row => row.Id).Take(atMost).Select(row => row.Id).ToListAsync(token);
        // By their expiry, not by who they are: a key that another request takes over in the meantime stays.
        var lastKey = await db.RequestKeys.Where(key => key.ExpiresAt < now).OrderBy(key => key.ExpiresAt).Skip(atMost - 1).Select(key => (DateTimeOffset?)key.ExpiresAt).FirstOrDefaultAsync(token)
            ?? now.AddMilliseconds(-1);
        var marks = await db.Commits.Where(mark => mark.At < now - CommitMark.Useful).OrderBy(mark => mark.At).Take(atMost).Select(mark => mark.Id).ToListAsync(token);
        return await db.Exchanges.Where(row => exchanges.Contains(row.Id)).ExecuteDeleteAsync(token)
            + await db.PostBacks.Where(row => delivered.Contains(row.Id)).ExecuteDeleteAsync(token)
            + await db.RequestKeys.Where(key => key.ExpiresAt <= lastKey).ExecuteDeleteAsync(token)
            + await db.Commits.Where(mark => marks.Contains(mark.Id)).ExecuteDeleteAsync(token);
    }, ct);
}
