using System.Text.Json;
using System.Text.Json.Serialization;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Reservations;

/// <summary>The details of an event that the history stores, beyond status and reason.</summary>
public static class HistoryDetails
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <param name="before">The ride in force before the event: the details of a change have both fares.</param>
    public static string Of(ReservationEvent @event, Ride before)
    {
        object? details = @event switch
        {
            Sold sold => new
            {
                sold.ConfirmationNumber,
                Fare = before.Fare.Rate.ToString(),
                before.RateId,
                before.PlanVersion,
                DecideBy = sold.Deadline?.At,
            },
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
            _ => throw new ArgumentOutOfRangeException(nameof(@event), @event.GetType().Name, "Unknown event"),
        };
        return details is null ? "" : JsonSerializer.Serialize(details, Options);
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
        service.ExternalReference,
        service.Progress,
        FinalFare = service.FinalFare?.Rate.ToString(),
        service.Outcome,
    };
}
