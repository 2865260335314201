using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Housekeeping;

/// <summary>Applies a deadline to one reservation. If its version has changed meanwhile, the decision is made again.</summary>
public sealed record ApplyDeadline(long ReservationId, ReservationCommand Command) : IRequest<Outcome<Reservation>>, IWrite;

/// <inheritdoc cref="ApplyDeadline"/>
public sealed class ApplyDeadlineHandler(IReservations reservations, ReservationJournal journal)
    : IRequestHandler<ApplyDeadline, Outcome<Reservation>>
{
    public async Task<Outcome<Reservation>> Handle(ApplyDeadline request, CancellationToken cancellationToken) =>
        await reservations.Find(request.ReservationId, cancellationToken) is { } reservation
            ? await journal.Execute(reservation, request.Command, Actor.Clock(reservation.CorrelationId), cancellationToken)
            : Refusal.UnknownReservation;
}
