using System.Text.Json;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Search;
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
    public async Task<Outcome<Reservation>> Decide(Reservation reservation, ReservationCommand command, Actor actor, CancellationToken ct)
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
    public void Enter(Reservation reservation, ReservationEvent sold, Actor actor)
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

/// <summary>What a line of history keeps of its event beyond status and reason.</summary>
public static class HistoryDetails
{
    /// <param name="before">The ride in force before it: a change keeps both fares.</param>
    public static string Of(ReservationEvent happened, Ride before)
    {
        object? details = happened switch
        {
            Sold sold => new { sold.ConfirmationNumber, Fare = before.Fare.Rate.ToString(), before.RateId, before.PlanVersion, DecideBy = sold.Deadline?.At },
            BookingAccepted accepted => new { accepted.ConfirmationNumber },
            BookingReplaced replaced => Summary(replaced.Ride, before),
            ChangeRequested requested => Summary(requested.Requested, before),
            ChangeAccepted accepted => Summary(accepted.Ride, before),
            CancellationRequested requested => new { Fee = requested.Fee?.ToString() },
            Cancelled cancelled => new { cancelled.CancellationNumber, Fee = cancelled.Fee?.ToString() },
            Amended amended => Summary(amended.Service),
            Progressed progressed => Summary(progressed.Service),
            Closed closed => Summary(closed.Service),
            _ => null,
        };
        return details is null ? "" : JsonSerializer.Serialize(details, JsonSerializerOptions.Web);
    }

    private static object Summary(Ride ride, Ride before) => new
    {
        Pickup = ride.Journey.Pickup.Name,
        Dropoff = ride.Journey.Dropoff.Name,
        ride.Journey.Start,
        ride.Journey.End,
        ride.Journey.Passengers,
        Passenger = ride.Passenger.FullName,
        ride.RateId,
        ride.PlanVersion,
        FareBefore = before.Fare.Rate.ToString(),
        Fare = ride.Fare.Rate.ToString(),
    };

    private static object Summary(RideService service) => new
    {
        service.Driver,
        service.Vehicle,
        service.PickupInstructions,
        Progress = service.Progress.ToString(),
        FinalFare = service.FinalFare?.Rate.ToString(),
        Outcome = service.Outcome?.ToString(),
    };
}
