using System.Globalization;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>Acknowledges what was decided automatically or by the deadline; without such a decision it does nothing.</summary>
public sealed record AcknowledgeReservation(DispatchTarget Target) : IRequest<Outcome<Reservation>>, IWrite;

/// <inheritdoc cref="AcknowledgeReservation"/>
public sealed class AcknowledgeReservationHandler(IReservations reservations, IdempotencyKeys idempotency, TimeProvider clock)
    : IRequestHandler<AcknowledgeReservation, Outcome<Reservation>>
{
    public async Task<Outcome<Reservation>> Handle(AcknowledgeReservation request, CancellationToken cancellationToken)
    {
        var (by, id) = (request.Target.By, request.Target.ReservationId);
        if (await reservations.FindOf(by, id, cancellationToken) is not { } reservation)
            return Refusal.UnknownReservation;
        if (await idempotency.Claim(by, id.ToString(CultureInfo.InvariantCulture), cancellationToken) is var first && first.IsRefused)
            return first.Refusal;
        if (first.Value is not null)
            return reservation;
        if (request.Target.CheckVersion(reservation) is { } stale)
            return stale;
        reservation.Acknowledge(by.Name, clock.GetUtcNow());
        return reservation;
    }
}
