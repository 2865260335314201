using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Booking;

/// <summary>Ensures that the last vehicle is sold once: counts holds under the lock of the vehicle's fleet row.</summary>
internal static class Capacity
{
    /// <param name="reservationId">The reservation that the ride belongs to: its own holds don't count.</param>
    public static async Task<Refusal?> Check(
        IReservations reservations, RatePlan inForce, Ride ride, long reservationId, CancellationToken ct)
    {
        if (ride.Hold is not { } hold)
            return null;
        var overlapping = await reservations.SaveAndLockFleet(inForce.VendorCode, hold, reservationId, ct);
        var count = inForce.Fleet.FirstOrDefault(vehicle => vehicle.VehicleId == ride.Vehicle.Id)?.Count ?? 0;
        return hold.PeakAmong(overlapping) > count
            ? Refusal.Unavailable(Field.Vehicle,
                $"The {Field.Vehicle} isn't available at that time any more. Choose another time or search again.")
            : null;
    }
}
