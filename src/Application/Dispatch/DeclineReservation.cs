using FluentValidation;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>The supplier declines whatever is pending, and says why.</summary>
public sealed record DeclineReservation(DispatchTarget Target, string? Reason) : IRequest<Outcome<Reservation>>, IWrite;

/// <summary>The traveller reads the reason: there must be one.</summary>
public sealed class DeclineReservationValidator : AbstractValidator<DeclineReservation>
{
    public DeclineReservationValidator() => RuleFor(decline => decline.Reason).Reason();
}

/// <inheritdoc cref="DeclineReservation"/>
public sealed class DeclineReservationHandler(DispatchActions actions) : IRequestHandler<DeclineReservation, Outcome<Reservation>>
{
    public Task<Outcome<Reservation>> Handle(DeclineReservation request, CancellationToken cancellationToken) =>
        actions.Run(request.Target, _ => new Decline(request.Reason!), cancellationToken);
}
