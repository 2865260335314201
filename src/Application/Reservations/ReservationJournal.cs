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
            var (from, held) = (reservation.Status, reservation.Holds);
            reservation.Apply(happened, now);
            await Record(reservation, happened, from, actor, !held.SequenceEqual(reservation.Holds), ct);
        }
        return reservation;
    }

    /// <summary>Enters a new reservation.</summary>
    public Task Enter(Reservation reservation, ReservationEvent sold, Actor actor, CancellationToken ct)
    {
        reservations.Add(reservation);
        return Record(reservation, sold, null, actor, holdsMoved: true, ct);
    }

    private Task Record(
        Reservation reservation, ReservationEvent happened, ReservationStatus? from, Actor actor, bool holdsMoved, CancellationToken ct)
    {
        var now = reservation.ChangedAt;
        if (actor.IsConcur)
            reservation.Heard(actor.CorrelationId);
        var entry = new HistoryEntry(reservation.Id, reservation.Version, now, actor.Name, happened.GetType().Name,
            from, happened.To, happened.Why, actor.CorrelationId, HistoryDetails.Of(happened));
        return reservations.Record(reservation, entry, Tell(reservation, happened, actor, now), holdsMoved, ct);
    }

    /// <summary>Concur hears of its own requests by our reply, and of progress only when it asks; of all else by PostBack.</summary>
    private PostBack? Tell(Reservation reservation, ReservationEvent happened, Actor actor, DateTimeOffset now)
    {
        if (actor.IsConcur || happened is Progressed
            || !catalog.Current.ConnectsById.TryGetValue(reservation.DirectConnectId, out var connect) || !connect.PostBackEnabled)
            return null;
        var (status, payload) = postBackEncoder.Encode(reservation, connect.TimesAre);
        return new PostBack
        {
            ReservationId = reservation.Id,
            Seq = reservation.Version,
            Status = status,
            DirectConnectId = reservation.DirectConnectId,
            VendorCode = reservation.VendorCode,
            Payload = payload,
            CorrelationId = reservation.CorrelationId,
            CreatedAt = now,
            DueAt = now,
        };
    }
}

/// <summary>What a line of history keeps of its event beyond status and reason.</summary>
public static class HistoryDetails
{
    public static string Of(ReservationEvent happened)
    {
        object? details = happened switch
        {
            Sold sold => new { sold.ConfirmationNumber },
            BookingAccepted accepted => new { accepted.ConfirmationNumber },
            BookingReplaced replaced => Summary(replaced.Ride),
            ChangeRequested requested => Summary(requested.Requested),
            ChangeAccepted accepted => Summary(accepted.Ride),
            CancellationRequested requested => new { Fee = requested.Fee?.ToString() },
            Cancelled cancelled => new { cancelled.CancellationNumber, Fee = cancelled.Fee?.ToString() },
            Amended amended => Summary(amended.Service),
            Progressed progressed => Summary(progressed.Service),
            Closed closed => Summary(closed.Service),
            _ => null,
        };
        return details is null ? "" : JsonSerializer.Serialize(details, JsonSerializerOptions.Web);
    }

    private static object Summary(Ride ride) => new
    {
        Pickup = ride.Journey.Pickup.Name,
        Dropoff = ride.Journey.Dropoff.Name,
        ride.Journey.Start,
        ride.Journey.End,
        ride.Journey.Passengers,
        Passenger = ride.Passenger.FullName,
        ride.RateId,
        ride.PlanVersion,
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
