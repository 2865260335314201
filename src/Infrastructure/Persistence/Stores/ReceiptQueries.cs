using GroundTransport.Application.Outbox;
using GroundTransport.Application.Receipts;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IReceiptQueries"/>
internal sealed class ReceiptQueries(GatewayDbContext db) : IReceiptQueries
{
    public async Task<IReadOnlyList<ReceiptDelivery>> List(ReceiptFilter filter, CancellationToken ct)
    {
        var rows = db.Receipts.AsNoTracking().Where(row => row.State != DeliveryState.Superseded);
        if (filter.VendorCodes is { } vendors)
            rows = rows.Where(row => vendors.Contains(row.VendorCode));
        if (filter.ReservationId is { } reservation)
            rows = rows.Where(row => row.ReservationId == reservation);
        rows = filter.State switch
        {
            ReceiptState.AwaitingRecipient => rows.Where(row => row.State == DeliveryState.Pending && row.UserId == ""),
            ReceiptState.Pending => rows.Where(
                row => row.State == DeliveryState.Pending && row.UserId != "" && row.ConcurReceiptId == ""),
            ReceiptState.Processing => rows.Where(row => row.State == DeliveryState.Pending && row.ConcurReceiptId != ""),
            ReceiptState.Processed => rows.Where(row => row.State == DeliveryState.Delivered),
            ReceiptState.Dead => rows.Where(row => row.State == DeliveryState.Dead),
            _ => rows,
        };
        if (filter.After is { } after)
        {
            var createdAt = DateTimeOffset.FromUnixTimeMilliseconds(after.UnixMilliseconds);
            rows = rows.Where(row => row.CreatedAt < createdAt || (row.CreatedAt == createdAt && row.Id < after.Id));
        }
        return await rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(filter.Limit).ToListAsync(ct);
    }
}
