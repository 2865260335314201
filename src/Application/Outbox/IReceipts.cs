using GroundTransport.Domain.Receipts;

namespace GroundTransport.Application.Outbox;

/// <summary>The receipts of reservations, for adding, replacing and retrying them.</summary>
public interface IReceipts
{
    /// <summary>
    /// Oldest first, without those that were withdrawn. A row that a sender has leased meanwhile is a conflict when it is saved.
    /// </summary>
    Task<IReadOnlyList<ReceiptDelivery>> Of(long reservationId, CancellationToken ct);

    void Add(ReceiptDelivery row);

    /// <summary>When the passenger boarded, the ride was completed, and closed or cancelled, by the history.</summary>
    Task<RideTimes> FindTimes(long reservationId, CancellationToken ct);

    /// <summary>The user that is remembered for a passenger of a direct connect; null: nobody is.</summary>
    Task<string?> FindUser(string directConnectId, string passengerKey, CancellationToken ct);

    /// <summary>
    /// Remembers the user for the passenger's later receipts, and addresses those that await a recipient; gives whose these are.
    /// </summary>
    /// <param name="vendorCodes">Whose waiting receipts are addressed; null: every vendor's.</param>
    Task<IReadOnlyList<string>> Remember(
        string directConnectId, string passengerKey, string userId, IReadOnlyList<string>? vendorCodes, DateTimeOffset now,
        CancellationToken ct);

    /// <summary>Whether there is a picture for the reservation's receipt.</summary>
    Task<bool> HasImage(long reservationId, CancellationToken ct);

    Task StoreImage(ReceiptImage image, CancellationToken ct);
}

/// <summary>A picture that is sent with a reservation's receipt, instead of the one that Concur would make.</summary>
public sealed record ReceiptImage(long ReservationId, string ContentType, byte[] Content);
