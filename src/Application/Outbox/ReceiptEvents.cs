using System.Text.Json;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Events;
using GroundTransport.Domain.Amounts;

namespace GroundTransport.Application.Outbox;

/// <summary>The events of receipts.</summary>
public static class ReceiptEvents
{
    /// <param name="answer">Concur's in one line; empty: it wasn't asked.</param>
    public static FeedEvent Of(string type, ReceiptDelivery row, string answer, DateTimeOffset now)
    {
        var data = new
        {
            receipt = new
            {
                reference = row.Reference,
                isAdjustment = row.IsAdjustment,
                total = Money.FromMinorUnits(row.TotalMinor, Currency.Of(row.Currency)).Amount,
                currency = row.Currency,
                lastAnswer = answer,
            },
        };
        return new FeedEvent
        {
            Id = FeedEvent.NewId(now),
            Type = type,
            At = now,
            VendorCode = row.VendorCode,
            ReservationId = row.ReservationId,
            Version = row.Seq,
            Actor = Actor.ClockName,
            Data = JsonSerializer.Serialize(data, JsonSerializerOptions.Web),
        };
    }
}
