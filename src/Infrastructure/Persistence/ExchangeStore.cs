using GroundTransport.Application.PostBacks;
using GroundTransport.Application.WireLog;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence;

/// <inheritdoc cref="IExchanges"/>
internal sealed class ExchangeStore(GatewayDbContext db, DatabaseWrites writes) : IExchanges
{
    public async Task<IReadOnlyList<Exchange>> List(ExchangeFilter filter, CancellationToken ct)
    {
        var rows = db.Exchanges.AsNoTracking();
        if (filter.VendorCodes is { } vendors)
            rows = rows.Where(row => vendors.Contains(row.VendorCode));
        if (filter.ReservationId is { } reservation)
            rows = rows.Where(row => row.ReservationId == reservation);
        if (filter.CorrelationId is { } correlation)
            rows = rows.Where(row => row.CorrelationId == correlation || row.ConcurCorrelationId == correlation);
        if (filter.Kind is { } kind)
            rows = rows.Where(row => row.Kind == kind);
        if (filter.Outcome is { } outcome)
            rows = rows.Where(row => row.Outcome == outcome);
        if (filter.From is { } from)
            rows = rows.Where(row => row.At >= from);
        if (filter.To is { } to)
            rows = rows.Where(row => row.At < to);
        if (filter.After is { } after)
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(after.UnixMilliseconds);
            rows = rows.Where(row => row.At < at || (row.At == at && row.Id < after.Id));
        }
        return await rows.OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(filter.Limit)
            .Select(row => new Exchange
            {
                Id = row.Id,
                At = row.At,
                Kind = row.Kind,
                Outcome = row.Outcome,
                DirectConnectId = row.DirectConnectId,
                VendorCode = row.VendorCode,
                ReservationId = row.ReservationId,
                CorrelationId = row.CorrelationId,
                ConcurCorrelationId = row.ConcurCorrelationId,
                HttpStatus = row.HttpStatus,
                Why = row.Why,
                DurationMs = row.DurationMs,
            }).ToListAsync(ct);
    }

    public Task<Exchange?> Find(long id, CancellationToken ct) => db.Exchanges.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct);

    public async Task<IReadOnlyList<Exchange>> Of(long reservationId, string directConnectId, int limit, CancellationToken ct) =>
        await db.Exchanges.AsNoTracking().Where(row => row.ReservationId == reservationId && row.DirectConnectId == directConnectId)
            .OrderBy(row => row.At).ThenBy(row => row.Id).Take(limit).ToListAsync(ct);

    public Task<int> DeleteOld(DateTimeOffset exchangesBefore, DateTimeOffset deliveredBefore, DateTimeOffset now, int atMost, CancellationToken ct) => writes.Repeatable(async (db, token) =>
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
