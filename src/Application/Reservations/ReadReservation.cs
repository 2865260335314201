using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Reservations;

/// <summary>Concur's ReservationDetail. Another connection's reservation doesn't exist.</summary>
/// <param name="ReservationId">Null where the request had none, or none that could be read.</param>
public sealed record ReadReservation(ConcurCall Call, long? ReservationId) : IRequest<Outcome<Reservation>>;

/// <summary>Reads without a transaction.</summary>
public sealed class ReadReservationHandler(IReservations reservations) : IRequestHandler<ReadReservation, Outcome<Reservation>>
{
    public async Task<Outcome<Reservation>> Handle(ReadReservation request, CancellationToken cancellationToken) =>
        await reservations.FindOf(request.Call.Connect, request.ReservationId, cancellationToken) is { } reservation
            ? reservation
            : Refusal.UnknownReservation;
}

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
