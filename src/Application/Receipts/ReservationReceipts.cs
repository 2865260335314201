using GroundTransport.Application.Outbox;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Receipts;

/// <summary>A reservation with the receipts that were queued for it, oldest first: the receipt, then its adjustments.</summary>
/// <param name="HasImage">Whether a picture is sent with the receipt.</param>
public sealed record ReservationReceipts(Reservation Reservation, IReadOnlyList<ReceiptDelivery> Rows, bool HasImage)
{
    /// <summary>The vendors whose receipts the call changed.</summary>
    public IReadOnlyList<string> ChangedVendors { get; init; } = [Reservation.VendorCode];

    /// <summary>The Concur user; empty: not known.</summary>
    public string UserId => Rows.Select(row => row.UserId).LastOrDefault(user => user.Length > 0) ?? Reservation.ReceiptUserId;

    /// <summary>The state of the receipt that is least far; null: none was queued.</summary>
    public ReceiptState? State => Rows.Count == 0 ? null : Rows.Select(row => row.Progress).MinBy(Urgency);

    /// <summary>What an operator has to act on comes first.</summary>
    private static int Urgency(ReceiptState state) => state switch
    {
        ReceiptState.Dead => 0,
        ReceiptState.AwaitingRecipient => 1,
        ReceiptState.Pending => 2,
        ReceiptState.Processing => 3,
        ReceiptState.Processed => 4,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown state"),
    };
}
