using GroundTransport.Application.WireLog;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IExchanges"/>
internal sealed class ExchangeStore(GatewayDbContext db) : IExchanges
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
}
