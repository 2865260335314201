using System.ComponentModel.DataAnnotations;
using System.Globalization;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Receipts;
using GroundTransport.Domain.Amounts;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>Body of PUT receipt.</summary>
/// <param name="ConcurUserId">Concur's UUID of the user.</param>
public sealed record ReceiptRecipientBody([property: Required] string? ConcurUserId);

/// <summary>The receipts of a reservation.</summary>
/// <param name="Reservation">The reservation's id.</param>
/// <param name="ConcurUserId">Concur's UUID of the user who gets them; empty: nobody was named.</param>
/// <param name="State">The state of the one that is least far; null: the ride hasn't ended, or costs nothing.</param>
/// <param name="HasImage">Whether a picture is sent with it.</param>
/// <param name="Receipts">The receipt and its adjustments, oldest first.</param>
public sealed record ReceiptBody(
    string Reservation, string ConcurUserId, ReceiptState? State, bool HasImage, IReadOnlyList<ReceiptListing> Receipts)
{
    public static ReceiptBody Of(ReservationReceipts receipts) => new(
        receipts.Reservation.Id.ToString(CultureInfo.InvariantCulture), receipts.UserId, receipts.State, receipts.HasImage,
        [.. receipts.Rows.Select(ReceiptListing.Of)]);
}

/// <summary>One receipt, or an adjustment of one.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Reservation">The reservation's id.</param>
/// <param name="Reference">Its reference in Concur: the reservation and its version.</param>
/// <param name="IsAdjustment">Whether it is the difference to an earlier one.</param>
/// <param name="State">How far it is.</param>
/// <param name="Total">What it amounts to; of an adjustment also below 0.</param>
/// <param name="Tax">The tax in it.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Attempts">How often it was sent, as far as it counts.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="DueAt">When it is sent or looked at next; null: it won't be, or it awaits its recipient.</param>
/// <param name="DoneAt">When it was processed or given up; null: not yet.</param>
/// <param name="LastAnswer">Concur's last answer in one line; empty: none.</param>
/// <param name="Details">Why Concur refused it, or the log of its processing; empty: nothing.</param>
/// <param name="ConcurReceiptId">Concur's id of the receipt; empty: not accepted yet.</param>
/// <param name="ConcurCorrelationId">Concur's correlation id in its last answer; empty: none.</param>
public sealed record ReceiptListing(
    long Id, string Reservation, string Reference, bool IsAdjustment, ReceiptState State, decimal Total, decimal Tax, string Currency,
    int Attempts, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, DateTimeOffset? DoneAt, string LastAnswer, string Details,
    string ConcurReceiptId, string ConcurCorrelationId)
{
    public static ReceiptListing Of(ReceiptDelivery row) => new(
        row.Id, row.ReservationId.ToString(CultureInfo.InvariantCulture), row.Reference, row.IsAdjustment, row.Progress,
        Amount(row, row.TotalMinor), Amount(row, row.TaxMinor), row.Currency, row.Attempts, row.CreatedAt, row.NextAt,
        row.DoneAt, row.LastAnswer, row.Details, row.ConcurReceiptId, row.ConcurCorrelationId);

    private static decimal Amount(ReceiptDelivery row, long minorUnits) =>
        Money.FromMinorUnits(minorUnits, Domain.Amounts.Currency.Of(row.Currency)).Amount;
}
