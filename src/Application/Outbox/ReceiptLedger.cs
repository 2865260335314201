using GroundTransport.Application.Events;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Receipts;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Application.Outbox;

/// <summary>Queues receipts, so that the receipts of a reservation add up to what is charged for it.</summary>
public sealed class ReceiptLedger(IReceipts receipts, IReceiptEncoder encoder, IEvents events)
{
    /// <summary>Whether a change may alter what is charged for a ride that has ended.</summary>
    public static bool Concerns(ReservationEvent happened) =>
        happened is Closed or Cancelled or Amended { Status: ReservationStatus.RC };

    /// <summary>
    /// Queues what the receipts so far lack: the receipt of the ride, or an adjustment. What can't have arrived yet is replaced.
    /// </summary>
    public async Task Settle(Reservation reservation, ReceiptSettings issuer, DateTimeOffset now, CancellationToken ct)
    {
        if (!issuer.Enabled)
            return;
        var rows = await receipts.Of(reservation.Id, ct);
        var unsent = rows is [.., var last] && last.CanChange(now) ? last : null;
        var amounts = AmountsBeyond(rows.Where(row => row != unsent), ReceiptAmounts.Of(reservation));
        if (amounts.AreZero)
        {
            unsent?.Withdraw(now);
            return;
        }
        var times = await receipts.FindTimes(reservation.Id, ct);
        var payload = encoder.Encode(Receipt.Of(reservation, amounts, issuer, times, now));
        if (unsent is not null)
            Replace(unsent, reservation, amounts, payload, now);
        else
            await Add(reservation, issuer, rows.Count > 0, amounts, payload, now, ct);
    }

    private static ReceiptAmounts AmountsBeyond(IEnumerable<ReceiptDelivery> before, ReceiptAmounts charged)
    {
        var (total, tax) = (0L, 0L);
        foreach (var row in before)
            (total, tax) = (total + row.TotalMinor, tax + row.TaxMinor);
        return total == 0 && tax == 0
            ? charged
            : charged.Beyond(Money.FromMinorUnits(total, charged.Currency), Money.FromMinorUnits(tax, charged.Currency));
    }

    private static void Replace(
        ReceiptDelivery row, Reservation reservation, ReceiptAmounts amounts, string payload, DateTimeOffset now)
    {
        (row.Seq, row.Reference) = (reservation.Version, Receipt.ReferenceOf(reservation));
        (row.TotalMinor, row.TaxMinor, row.Payload) = (amounts.Total.MinorUnits, amounts.Tax.MinorUnits, payload);
        if (row.State == DeliveryState.Dead)
            row.Requeue(now);
    }

    private async Task Add(
        Reservation reservation, ReceiptSettings issuer, bool isAdjustment, ReceiptAmounts amounts, string payload, DateTimeOffset now,
        CancellationToken ct)
    {
        var passenger = PassengerKey.Of(reservation.Ride.Passenger);
        var user = reservation.ReceiptUserId.Length > 0 ? reservation.ReceiptUserId
            : passenger.Length > 0 ? await receipts.FindUser(reservation.DirectConnectId, passenger, ct) ?? ""
            : "";
        var notBefore = now.AddMinutes(issuer.SendAfterMinutes);
        var row = new ReceiptDelivery
        {
            ReservationId = reservation.Id,
            Seq = reservation.Version,
            DirectConnectId = reservation.DirectConnectId,
            VendorCode = reservation.VendorCode,
            Reference = Receipt.ReferenceOf(reservation),
            IsAdjustment = isAdjustment,
            UserId = user,
            PassengerKey = passenger,
            Currency = amounts.Currency.Code,
            TotalMinor = amounts.Total.MinorUnits,
            TaxMinor = amounts.Tax.MinorUnits,
            Payload = payload,
            CorrelationId = reservation.CorrelationId,
            NotBefore = notBefore,
            CreatedAt = now,
            DueAt = user.Length == 0 ? ReceiptDelivery.Never : notBefore,
        };
        receipts.Add(row);
        if (user.Length == 0)
            events.Add(ReceiptEvents.Of(EventTypes.ReceiptAwaitingRecipient, row, "", now));
    }
}
