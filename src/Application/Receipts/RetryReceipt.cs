using GroundTransport.Application.Callers;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Receipts;

/// <summary>
/// A retry by hand. What can't have arrived is written anew, by the vendor's settings as they are now; what may have arrived stays as it
/// was and is looked for first.
/// </summary>
public sealed record RetryReceipt(Operator By, long ReservationId)
    : IRequest<Outcome<ReservationReceipts>>, IWrite, IAudited<Outcome<ReservationReceipts>>
{
    public AuditedChange Describe(Outcome<ReservationReceipts> response) =>
        ReceiptAudit.Of(AuditAction.Changed, response.Value, "retry");
}

/// <inheritdoc cref="RetryReceipt"/>
public sealed class RetryReceiptHandler(
    IReservations reservations, IReceipts receipts, ReceiptLedger ledger, PostBackSettings settings, TimeProvider clock)
    : IRequestHandler<RetryReceipt, Outcome<ReservationReceipts>>
{
    public async Task<Outcome<ReservationReceipts>> Handle(RetryReceipt request, CancellationToken cancellationToken)
    {
        if (await reservations.FindOf(request.By, request.ReservationId, cancellationToken) is not { } reservation)
            return Refusal.UnknownReservation;
        var now = clock.GetUtcNow();
        var rows = await receipts.Of(reservation.Id, cancellationToken);
        var open = rows.Where(row => row.Progress != ReceiptState.Processed).ToList();
        if (Refuse(rows, open, now) is { } refusal)
            return refusal;
        foreach (var row in open)
            Retry(row, now);
        // The newest is written anew: its content may be why Concur refused it.
        if (open.Contains(rows[^1]) && rows[^1].CanChange(now)
            && await reservations.FindVendor(reservation.VendorCode, cancellationToken) is { } vendor)
            await ledger.Settle(reservation, vendor.Receipts, now, cancellationToken);
        return new ReservationReceipts(
            reservation, await receipts.Of(reservation.Id, cancellationToken),
            await receipts.HasImage(reservation.Id, cancellationToken));
    }

    private static Refusal? Refuse(IReadOnlyList<ReceiptDelivery> rows, List<ReceiptDelivery> open, DateTimeOffset now)
    {
        if (rows.Count == 0)
            return Refusal.NotInThisState("state", "This reservation has no receipt. One is made when a ride ends that costs something.");
        if (open.Count == 0)
            return Refusal.NotInThisState("state", "The receipt is in Expense. There is nothing to retry.");
        if (open.Any(row => row.Progress == ReceiptState.AwaitingRecipient))
            return Refusal.NotInThisState("state", "Nobody has named the Concur user that the receipt is for. PUT concurUserId first.");
        return open.Any(row => row.IsLeased(now))
            ? Refusal.NotInThisState("state", "The receipt is being sent. Try again in a minute.")
            : null;
    }

    /// <summary>Not within RetryAfter of an attempt that may have arrived: Concur may not show it yet.</summary>
    private void Retry(ReceiptDelivery row, DateTimeOffset now)
    {
        if (row is { State: DeliveryState.Pending, IsAccepted: false, MayHaveArrived: true })
            return;
        if (row.State == DeliveryState.Pending)
        {
            row.DueAt = now;
            return;
        }
        var shownBy = (row.DoneAt ?? now) + settings.RetryAfter;
        row.Requeue(now);
        if (row.MayHaveArrivedBefore && shownBy > now)
            row.DueAt = shownBy;
    }
}
