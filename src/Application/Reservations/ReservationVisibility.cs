using GroundTransport.Application.Callers;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Reservations;

/// <summary>Who may see a reservation.</summary>
public static class ReservationVisibility
{
    /// <summary>The reservation, if this connection sold it.</summary>
    public static async Task<Reservation?> FindOf(
        this IReservations reservations, Domain.Vendors.DirectConnect connect, long? id, CancellationToken ct) =>
        id is { } known && await reservations.Find(known, ct) is { } reservation && reservation.DirectConnectId == connect.Id
            ? reservation
            : null;

    /// <summary>The reservation, if it belongs to a vendor that this operator's key is bound to.</summary>
    public static async Task<Reservation?> FindOf(
        this IReservations reservations, Operator supplier, long id, CancellationToken ct) =>
        await reservations.Find(id, ct) is { } reservation && supplier.Sees(reservation.VendorCode) ? reservation : null;
}
