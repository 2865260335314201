using FluentValidation;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>Declines the pending booking, change or cancellation, with a reason.</summary>
public sealed record DeclineReservation(DispatchTarget Target, string? Reason) : IRequest<Outcome<Reservation>>, IWrite;

/// <summary>The reason is required, because the traveller reads it.</summary>
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
