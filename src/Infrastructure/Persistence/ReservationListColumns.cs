using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>Columns for lists: computed from the details at each save, so that lists don't load the details.</summary>
internal static class ReservationListColumns
{
    public const string PickupAt = nameof(PickupAt);
    public const string EndsAt = nameof(EndsAt);
    public const string DecideBeforeAt = nameof(DecideBeforeAt);
    public const string Passenger = nameof(Passenger);
    public const string Pickup = nameof(Pickup);
    public const string Dropoff = nameof(Dropoff);
    public const string Phone = nameof(Phone);
    public const string Flight = nameof(Flight);
    public const string Progress = nameof(Progress);
    public const string DriverName = nameof(DriverName);
    public const string DriverPhone = nameof(DriverPhone);
    public const string DriverNumber = nameof(DriverNumber);
    public const string ExternalReference = nameof(ExternalReference);
    public const string AssignedAt = nameof(AssignedAt);
    public const string RateMinor = nameof(RateMinor);
    public const string Currency = nameof(Currency);

    public static void Fill(EntityEntry<Reservation> entry)
    {
        if (entry.State is not (EntityState.Added or EntityState.Modified))
            return;
        foreach (var (name, value) in Of(entry.Entity))
            entry.Property(name).CurrentValue = value;
    }

    /// <summary>By the columns' names.</summary>
    public static IReadOnlyDictionary<string, object?> Of(Reservation reservation)
    {
        var shown = reservation.LatestRide;
        return new Dictionary<string, object?>
        {
            [PickupAt] = shown.Journey.Start,
            [EndsAt] = reservation.Ride.Ends,
            [DecideBeforeAt] = reservation.DecideBefore,
            [Passenger] = Truncate(shown.Passenger.FullName),
            [Pickup] = Truncate(shown.Journey.Pickup.Name),
            [Dropoff] = Truncate(shown.Journey.Dropoff.Name),
            [Phone] = Truncate(shown.Passenger.CellPhone is { Length: > 0 } cell ? cell : shown.Passenger.Phone),
            [Flight] = Truncate(FlightOf(shown.Journey.Pickup) ?? FlightOf(shown.Journey.Dropoff) ?? ""),
            [Progress] = reservation.Service.Progress,
            [DriverName] = reservation.Service.Driver.Name,
            [DriverPhone] = reservation.Service.Driver.Phone,
            [DriverNumber] = reservation.Service.Driver.Number,
            [ExternalReference] = reservation.Service.ExternalReference,
            [AssignedAt] =
                reservation.Service.Driver.Name.Length + reservation.Service.Vehicle.Plate.Length > 0 ? shown.Journey.Start : null,
            [RateMinor] = reservation.Charged.MinorUnits,
            [Currency] = reservation.Charged.Currency.Code,
        };
    }

    private static string? FlightOf(Stop stop) =>
        stop is AirportStop { Flight: { } flight } ? $"{flight.Carrier} {flight.Number}".Trim() : null;

    /// <summary>Lists show one line; the details contain the whole text.</summary>
    private static string Truncate(string text) => text.Length <= 400 ? text : text[..(char.IsHighSurrogate(text[399]) ? 399 : 400)];
}
