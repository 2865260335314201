using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;

namespace GroundTransport.Application.Receipts;

/// <summary>The queue of receipts, in the database.</summary>
public interface IReceiptOutbox : IOutbox<ReceiptDelivery, ReceiptAnswer>
{
    /// <summary>
    /// Makes receipts due that await a recipient who is known by now: one was named while the ride was being closed, or for another
    /// ride of the same passenger. Gives how many.
    /// </summary>
    Task<int> AddressKnown(CancellationToken ct);

    /// <summary>The picture that is sent with it; null: none. An adjustment has none.</summary>
    Task<ReceiptImage?> FindImage(ReceiptDelivery row, CancellationToken ct);
}

/// <summary>Talks to Concur's receipt service; a network stands behind it. Every failure is an answer, none an exception.</summary>
public interface IConcurReceiptClient
{
    /// <summary>
    /// The next step with one receipt: asks how far it is if Concur has it, looks for it if it may have arrived, else sends it.
    /// </summary>
    /// <param name="correlationId">The gateway's own, for this attempt.</param>
    Task<ReceiptAnswer> Advance(ReceiptDelivery row, string correlationId, CancellationToken ct);
}
