using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Booking;

/// <summary>Sells the last vehicle once: counts under the lock of its fleet row.</summary>
internal static class Capacity
{
    public static async Task<Refusal?> Refuses(IReservations reservations, RatePlan inForce, Ride ride, long ownReservation, CancellationToken ct)
    {
        var overlapping = await reservations.SaveAndLockFleet(inForce.VendorCode, ride.Hold, ownReservation, ct);
        var count = inForce.Fleet.FirstOrDefault(vehicle => vehicle.VehicleId == ride.Vehicle.Id)?.Count ?? 0;
        return ride.Hold.PeakAmong(overlapping) > count
            ? Refusal.Unavailable(Field.Vehicle, "No such vehicle is free at that time any more. Choose another time or search again.")
            : null;
    }
}
