using System.Text.Json;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Reservations;

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
            BookingDeclined or ChangeDeclined or CancellationDeclined => null,
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "Unknown event"),
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
