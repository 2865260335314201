using System.Globalization;
using GroundTransport.Application.Pipeline;

namespace GroundTransport.Application.Receipts;

/// <summary>What the audit trail says of receipts: never who gets them.</summary>
internal static class ReceiptAudit
{
    public static AuditedChange Of(AuditAction action, ReservationReceipts receipts, string detail) => new(
        action, AuditSubject.Receipt, receipts.Reservation.Id.ToString(CultureInfo.InvariantCulture), "",
        receipts.ChangedVendors, detail);
}
