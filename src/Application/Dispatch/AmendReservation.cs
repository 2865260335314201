using FluentValidation;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>Amends the supplier's side of the ride. What isn't given stays; an empty value clears.</summary>
public sealed record AmendReservation(DispatchTarget Target) : IRequest<Outcome<Reservation>>, IWrite
{
    public Patch<Driver> Driver { get; init; }

    public Patch<AssignedVehicle> Vehicle { get; init; }

    public Patch<string> PickupInstructions { get; init; }

    public Patch<string> ExternalReference { get; init; }

    /// <summary>Null: the fare of the booking is charged again.</summary>
    public Patch<FinalFareInput?> FinalFare { get; init; }
}

/// <summary>At least one field is amended, in text that XML can hold.</summary>
public sealed class AmendReservationValidator : AbstractValidator<AmendReservation>
{
    public AmendReservationValidator()
    {
        RuleFor(amend => amend)
            .Must(amend => amend != new AmendReservation(amend.Target))
            .OverridePropertyName("").WithMessage(
                "Nothing to amend. Send driver, vehicle, pickupInstructions, externalReference or finalFare.");
        RuleFor(amend => amend.Driver.Value).Driver();
        RuleFor(amend => amend.Vehicle.Value).Vehicle();
        RuleFor(amend => amend.PickupInstructions.Value).PlainText("pickupInstructions");
        RuleFor(amend => amend.ExternalReference.Value).ExternalReference();
        RuleFor(amend => amend.FinalFare.Value).Fare();
    }
}

/// <inheritdoc cref="AmendReservation"/>
public sealed class AmendReservationHandler(DispatchActions actions) : IRequestHandler<AmendReservation, Outcome<Reservation>>
{
    public Task<Outcome<Reservation>> Handle(AmendReservation request, CancellationToken cancellationToken) =>
        actions.Run(
            request.Target,
            reservation => new Amend
            {
                Driver = request.Driver,
                Vehicle = request.Vehicle,
                PickupInstructions = request.PickupInstructions,
                ExternalReference = request.ExternalReference,
                FinalFare = new(request.FinalFare.Value?.In(reservation.Ride.Fare.Currency), request.FinalFare.IsGiven),
            },
            cancellationToken);
}
