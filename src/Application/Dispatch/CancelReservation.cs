using FluentValidation;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>Cancels for the supplier, with a reason. The traveller isn't charged.</summary>
public sealed record CancelReservation(DispatchTarget Target, string? Reason) : IRequest<Outcome<Reservation>>, IWrite;

/// <summary>The reason is required, because the traveller reads it.</summary>
public sealed class CancelReservationValidator : AbstractValidator<CancelReservation>
{
    public CancelReservationValidator() => RuleFor(cancel => cancel.Reason).Reason();
}

/// <inheritdoc cref="CancelReservation"/>
public sealed class CancelReservationHandler(DispatchActions actions) : IRequestHandler<CancelReservation, Outcome<Reservation>>
{
    public Task<Outcome<Reservation>> Handle(CancelReservation request, CancellationToken cancellationToken) =>
        actions.Run(request.Target, _ => new CancelBySupplier(request.Reason!, Identifiers.Confirmation()), cancellationToken);
}
