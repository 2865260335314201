using GroundTransport.Application.Callers;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Application.Reservations;

/// <summary>Finds reservations only for callers that can access them.</summary>
public static class ReservationVisibility
{
    /// <summary>The reservation, if it was sold through this connection.</summary>
    public static async Task<Reservation?> FindOf(
        this IReservations reservations, DirectConnect connect, long? id, CancellationToken ct) =>
        id is { } known && await reservations.Find(known, ct) is { } reservation && reservation.DirectConnectId == connect.Id
            ? reservation
            : null;

    /// <inheritdoc cref="FindOf(IReservations, DirectConnect, long?, CancellationToken)"/>
    public static async Task<Reservation?> ReadOf(
        this IReservationReader reservations, DirectConnect connect, long? id, CancellationToken ct) =>
        id is { } known && await reservations.Read(known, ct) is { } reservation && reservation.DirectConnectId == connect.Id
            ? reservation
            : null;

    /// <summary>The reservation, if this operator's key has access to its vendor.</summary>
    public static async Task<Reservation?> FindOf(
        this IReservations reservations, Operator supplier, long id, CancellationToken ct) =>
        await reservations.Find(id, ct) is { } reservation && supplier.Sees(reservation.VendorCode) ? reservation : null;
}
