using GroundTransport.Application.Callers;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Booking;

/// <summary>Concur's ReservationDetail. A reservation of another connection is unknown to this one.</summary>
/// <param name="ReservationId">Null if the request has none, or an unreadable one.</param>
public sealed record ReadReservation(ConcurCall Call, long? ReservationId) : IRequest<Outcome<Reservation>>;

/// <summary>Reads the reservation, without a transaction.</summary>
public sealed class ReadReservationHandler(IReservationReader reservations) : IRequestHandler<ReadReservation, Outcome<Reservation>>
{
    public async Task<Outcome<Reservation>> Handle(ReadReservation request, CancellationToken cancellationToken) =>
        await reservations.ReadOf(request.Call.Connect, request.ReservationId, cancellationToken) is { } reservation
            ? reservation
            : Refusal.UnknownReservation;
}
