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
        var reservation = entry.Entity;
        var shown = reservation.LatestRide;
        entry.Property(PickupAt).CurrentValue = shown.Journey.Start;
        entry.Property(EndsAt).CurrentValue = reservation.Ride.Ends;
        entry.Property(DecideBeforeAt).CurrentValue = reservation.DecideBefore;
        entry.Property(Passenger).CurrentValue = Truncate(shown.Passenger.FullName);
        entry.Property(Pickup).CurrentValue = Truncate(shown.Journey.Pickup.Name);
        entry.Property(Dropoff).CurrentValue = Truncate(shown.Journey.Dropoff.Name);
        entry.Property(Phone).CurrentValue = Truncate(shown.Passenger.CellPhone is { Length: > 0 } cell ? cell : shown.Passenger.Phone);
        entry.Property(Flight).CurrentValue = Truncate(FlightOf(shown.Journey.Pickup) ?? FlightOf(shown.Journey.Dropoff) ?? "");
        entry.Property(Progress).CurrentValue = reservation.Service.Progress;
        entry.Property(DriverName).CurrentValue = reservation.Service.Driver.Name;
        entry.Property(DriverPhone).CurrentValue = reservation.Service.Driver.Phone;
        entry.Property(DriverNumber).CurrentValue = reservation.Service.Driver.Number;
        entry.Property(ExternalReference).CurrentValue = reservation.Service.ExternalReference;
        entry.Property(AssignedAt).CurrentValue =
            reservation.Service.Driver.Name.Length + reservation.Service.Vehicle.Plate.Length > 0 ? shown.Journey.Start : null;
        entry.Property(RateMinor).CurrentValue = reservation.Charged.MinorUnits;
        entry.Property(Currency).CurrentValue = reservation.Charged.Currency.Code;
    }

    private static string? FlightOf(Stop stop) =>
        stop is AirportStop { Flight: { } flight } ? $"{flight.Carrier} {flight.Number}".Trim() : null;

    /// <summary>Lists show one line; the details contain the whole text.</summary>
    private static string Truncate(string text) => text.Length <= 400 ? text : text[..(char.IsHighSurrogate(text[399]) ? 399 : 400)];
}
