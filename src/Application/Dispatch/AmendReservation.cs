using FluentValidation;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>Sets driver, vehicle, pickup instructions or the final fare. Null keeps the present value, an empty text clears it.</summary>
public sealed record AmendReservation(
    DispatchTarget Target, string? Driver, string? Vehicle, string? PickupInstructions, FinalFareInput? FinalFare)
    : IRequest<Outcome<Reservation>>, IWrite;

/// <summary>At least one field is amended, in text that XML can hold.</summary>
public sealed class AmendReservationValidator : AbstractValidator<AmendReservation>
{
    public AmendReservationValidator()
    {
        RuleFor(amend => amend)
            .Must(amend => amend is not { Driver: null, Vehicle: null, PickupInstructions: null, FinalFare: null })
            .OverridePropertyName("").WithMessage("Nothing to amend. Send driver, vehicle, pickupInstructions or finalFare.");
        RuleFor(amend => amend.Driver).PlainText("driver");
        RuleFor(amend => amend.Vehicle).PlainText("vehicle");
        RuleFor(amend => amend.PickupInstructions).PlainText("pickupInstructions");
        RuleFor(amend => amend.FinalFare).Fare();
    }
}

/// <inheritdoc cref="AmendReservation"/>
public sealed class AmendReservationHandler(DispatchActions actions) : IRequestHandler<AmendReservation, Outcome<Reservation>>
{
    public Task<Outcome<Reservation>> Handle(AmendReservation request, CancellationToken cancellationToken) =>
        actions.Run(
            request.Target,
            reservation => new Amend(
                request.Driver, request.Vehicle, request.PickupInstructions, request.FinalFare?.In(reservation.Ride.Fare.Currency)),
            cancellationToken);
}
