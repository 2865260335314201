using FluentValidation;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>Closes the ride after its pickup time, with the final fare if it differs.</summary>
public sealed record CloseReservation(DispatchTarget Target, RideOutcome? Outcome, FinalFareInput? FinalFare)
    : IRequest<Outcome<Reservation>>, IWrite;

/// <summary>The outcome is required.</summary>
public sealed class CloseReservationValidator : AbstractValidator<CloseReservation>
{
    public CloseReservationValidator()
    {
        RuleFor(close => close.Outcome).NotNull().OverridePropertyName("outcome").WithMessage("One of completed, noShow.");
        RuleFor(close => close.FinalFare).Fare();
    }
}

/// <inheritdoc cref="CloseReservation"/>
public sealed class CloseReservationHandler(DispatchActions actions) : IRequestHandler<CloseReservation, Outcome<Reservation>>
{
    public Task<Outcome<Reservation>> Handle(CloseReservation request, CancellationToken cancellationToken) =>
        actions.Run(
            request.Target,
            reservation => new Close(request.Outcome!.Value, request.FinalFare?.In(reservation.Ride.Fare.Currency)),
            cancellationToken);
}
