using GroundTransport.Application.Callers;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>One reservation.</summary>
public sealed record GetReservation(Operator By, long ReservationId) : IRequest<Outcome<Reservation>>;

/// <inheritdoc cref="GetReservation"/>
public sealed class GetReservationHandler(IReservations reservations) : IRequestHandler<GetReservation, Outcome<Reservation>>
{
    public async Task<Outcome<Reservation>> Handle(GetReservation request, CancellationToken cancellationToken) =>
        await reservations.FindOf(request.By, request.ReservationId, cancellationToken) is { } reservation
            ? reservation
            : Refusal.UnknownReservation;
}
