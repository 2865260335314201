using System.Text.Json;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.Events;
using GroundTransport.Application.Outbox;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Reservations;

/// <summary>
/// Executes commands: applies the event that the reservation decides on, and writes its history entry, holds, feed event,
/// PostBack and receipt in the same transaction. Every change of a reservation goes through here.
/// </summary>
public sealed class ReservationJournal(
    IReservations reservations, ICatalog catalog, IPostBackEncoder postBackEncoder, IReservationSnapshot snapshot, ReceiptLedger receipts,
    TimeProvider clock)
{
    /// <summary>Lets the reservation decide and applies the event. Without a change nothing is written.</summary>
    public async Task<Outcome<Reservation>> Execute(Reservation reservation, ReservationCommand command, Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var decision = reservation.Decide(command, now);
        if (decision.Refusal is { } refusal)
            return refusal;
        if (decision.Event is { } @event)
        {
            var (from, held, inForce) = (reservation.Status, reservation.Holds, reservation.Ride);
            reservation.Apply(@event, now);
            Record(reservation, @event, from, actor, HistoryDetails.Of(@event, inForce));
            if (!held.SequenceEqual(reservation.Holds))
                await reservations.MoveHolds(reservation, ct);
            if (ReceiptLedger.Concerns(@event) && await reservations.FindVendor(reservation.VendorCode, ct) is { } vendor)
                await receipts.Settle(reservation, vendor.Receipts, now, ct);
        }
        return reservation;
    }

    /// <summary>Adds a new reservation, without its holds.</summary>
    public void Add(Reservation reservation, ReservationEvent sold, Actor actor)
    {
        reservations.Add(reservation);
        Record(reservation, sold, null, actor, HistoryDetails.Of(sold, reservation.Ride));
    }

    private void Record(Reservation reservation, ReservationEvent @event, ReservationStatus? from, Actor actor, string details)
    {
        var now = reservation.ChangedAt;
        if (actor.IsConcur)
            reservation.RecordCorrelationId(actor.CorrelationId);
        if (@event.IsDecision && !actor.IsSupplier)
            reservation.MarkUnseen(now);
        var what = JsonNamingPolicy.CamelCase.ConvertName(@event.GetType().Name);
        var entry = new HistoryEntry(
            reservation.Id, reservation.Version, now, actor.Name, what, from, @event.To, @event.Why, actor.CorrelationId, details)
        {
            UnnotifiedSince = @event.NotifiesConcur ? now : null,
        };
        var feedEvent = FeedEvent.Of(EventTypes.Of(@event), reservation, actor.Name, snapshot.Of(reservation), now);
        reservations.Record(entry, feedEvent, PostBackFor(reservation, @event, actor, now));
    }

    /// <summary>
    /// Concur is notified of its own requests by their replies, and reads progress when it asks; everything else is sent as a
    /// PostBack.
    /// </summary>
    private PostBack? PostBackFor(Reservation reservation, ReservationEvent @event, Actor actor, DateTimeOffset now)
    {
        if (actor.IsConcur || !@event.NotifiesConcur
            || !catalog.Current.ConnectsById.TryGetValue(reservation.DirectConnectId, out var connect) || !connect.PostBackEnabled)
            return null;
        var (status, payload) = postBackEncoder.Encode(reservation, connect.TimesAre);
        return PostBack.Of(reservation, status, payload, now);
    }
}
