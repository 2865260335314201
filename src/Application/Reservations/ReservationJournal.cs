using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.Outbox;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Reservations;

/// <summary>
/// Lets a decision take effect: applies its event and writes what belongs to it (history, holds, the PostBack where
/// Concur must hear of it) into the same transaction. Every change of a reservation passes here.
/// </summary>
public sealed class ReservationJournal(IReservations reservations, ICatalog catalog, IPostBackEncoder postBackEncoder, TimeProvider clock)
{
    /// <summary>Decides and applies; the refusal where there is one. "Already so" writes nothing.</summary>
    public async Task<Outcome<Reservation>> Execute(Reservation reservation, ReservationCommand command, Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var decision = reservation.Decide(command, now);
        if (decision.Refusal is { } refusal)
            return refusal;
        if (decision.Happened is { } happened)
        {
            var (from, held, inForce) = (reservation.Status, reservation.Holds, reservation.Ride);
            reservation.Apply(happened, now);
            Record(reservation, happened, from, actor, HistoryDetails.Of(happened, inForce));
            if (!held.SequenceEqual(reservation.Holds))
                await reservations.MoveHolds(reservation, ct);
        }
        return reservation;
    }

    /// <summary>Enters a new reservation, all but its holds.</summary>
    public void Add(Reservation reservation, ReservationEvent sold, Actor actor)
    {
        reservations.Add(reservation);
        Record(reservation, sold, null, actor, HistoryDetails.Of(sold, reservation.Ride));
    }

    private void Record(Reservation reservation, ReservationEvent happened, ReservationStatus? from, Actor actor, string details)
    {
        var now = reservation.ChangedAt;
        if (actor.IsConcur)
            reservation.Heard(actor.CorrelationId);
        var entry = new HistoryEntry(reservation.Id, reservation.Version, now, actor.Name, happened.GetType().Name,
            from, happened.To, happened.Why, actor.CorrelationId, details);
        reservations.Record(entry, Tell(reservation, happened, actor, now));
    }

    /// <summary>Concur hears of its own requests by our reply, and of progress only when it asks; of all else by PostBack.</summary>
    private PostBack? Tell(Reservation reservation, ReservationEvent happened, Actor actor, DateTimeOffset now)
    {
        if (actor.IsConcur || happened is Progressed
            || !catalog.Current.ConnectsById.TryGetValue(reservation.DirectConnectId, out var connect) || !connect.PostBackEnabled)
            return null;
        var (status, payload) = postBackEncoder.Encode(reservation, connect.TimesAre);
        return PostBack.Of(reservation, status, payload, now);
    }
}
