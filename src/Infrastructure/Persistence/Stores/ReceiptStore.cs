using GroundTransport.Application;
using GroundTransport.Application.Outbox;
using GroundTransport.Domain.Receipts;
using GroundTransport.Domain.Reservations;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IReceipts"/>
internal sealed class ReceiptStore(GatewayDbContext db) : IReceipts
{
    /// <summary>How many receipts of one passenger get their recipient at once.</summary>
    private const int MaxAtOnce = 500;

    public async Task<IReadOnlyList<ReceiptDelivery>> Of(long reservationId, CancellationToken ct) =>
        await db.Receipts.Where(row => row.ReservationId == reservationId && row.State != DeliveryState.Superseded)
            .OrderBy(row => row.Seq).ToListAsync(ct);

    public void Add(ReceiptDelivery row) => db.Receipts.Add(row);

    /// <summary>The last report counts: a mistake is reported again.</summary>
    public async Task<RideTimes> FindTimes(long reservationId, CancellationToken ct)
    {
        var (onBoard, completed) = (EnumWords.Of(Progress.OnBoard), EnumWords.Of(Progress.Completed));
        var entries = await db.History.AsNoTracking()
            .Where(entry => entry.ReservationId == reservationId
                && (entry.What == "closed" || entry.What == "cancelled"
                    || (entry.What == "progressed" && (entry.Why == onBoard || entry.Why == completed))))
            .OrderBy(entry => entry.Seq).Select(entry => new { entry.What, entry.Why, entry.At }).ToListAsync(ct);
        return new RideTimes(
            Reported(onBoard), Reported(completed), entries.LastOrDefault(entry => entry.What != "progressed")?.At);

        DateTimeOffset? Reported(string progress) =>
            entries.LastOrDefault(entry => entry.What == "progressed" && entry.Why == progress)?.At;
    }

    public Task<string?> FindUser(string directConnectId, string passengerKey, CancellationToken ct) =>
        db.ReceiptUsers.AsNoTracking().Where(row => row.DirectConnectId == directConnectId && row.PassengerKey == passengerKey)
            .Select(row => row.UserId).FirstOrDefaultAsync(ct);

    public async Task<IReadOnlyList<string>> Remember(
        string directConnectId, string passengerKey, string userId, IReadOnlyList<string>? vendorCodes, DateTimeOffset now,
        CancellationToken ct)
    {
        if (await db.ReceiptUsers.FindAsync([directConnectId, passengerKey], ct) is { } known)
            (known.UserId, known.SetAt) = (userId, now);
        else
            db.ReceiptUsers.Add(new ReceiptUserRow(directConnectId, passengerKey) { UserId = userId, SetAt = now });
        var waiting = db.Receipts.Where(row => row.PassengerKey == passengerKey && row.State == DeliveryState.Pending
            && row.DirectConnectId == directConnectId && row.UserId == "");
        if (vendorCodes is not null)
            waiting = waiting.Where(row => vendorCodes.Contains(row.VendorCode));
        // Those of this reservation are tracked, and have it already.
        var awaiting = (await waiting.OrderBy(row => row.Id).Take(MaxAtOnce).ToListAsync(ct)).Where(row => row.UserId.Length == 0).ToList();
        foreach (var row in awaiting)
            row.AddressTo(userId, now);
        return [.. awaiting.Select(row => row.VendorCode).Distinct()];
    }

    public Task<bool> HasImage(long reservationId, CancellationToken ct) =>
        db.ReceiptImages.AnyAsync(image => image.ReservationId == reservationId, ct);

    public async Task StoreImage(ReceiptImage image, CancellationToken ct)
    {
        await db.ReceiptImages.Where(stored => stored.ReservationId == image.ReservationId).ExecuteDeleteAsync(ct);
        db.ReceiptImages.Add(image);
    }
}
