using System.Text.RegularExpressions;
using FluentValidation;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>Accepts the pending booking, change or cancellation.</summary>
public sealed record AcceptReservation(DispatchTarget Target, string? ConfirmationNumber, string? Feedback, string? ExternalReference)
    : IRequest<Outcome<Reservation>>, IWrite;

/// <summary>The form of the supplier's own numbers.</summary>
public sealed partial class AcceptReservationValidator : AbstractValidator<AcceptReservation>
{
    public AcceptReservationValidator()
    {
        RuleFor(accept => accept.ConfirmationNumber).Must(number => number is null || ConcurNumber().IsMatch(number))
            .OverridePropertyName("confirmationNumber")
            .WithMessage("Send at most 12 of A-Z and 0-9, or leave it out and one is generated.");
        RuleFor(accept => accept.Feedback).PlainText("feedback");
        RuleFor(accept => accept.ExternalReference).ExternalReference();
    }

    [GeneratedRegex("^[A-Z0-9]{1,12}\\z")]
    private static partial Regex ConcurNumber();
}

/// <inheritdoc cref="AcceptReservation"/>
public sealed class AcceptReservationHandler(DispatchActions actions) : IRequestHandler<AcceptReservation, Outcome<Reservation>>
{
    public Task<Outcome<Reservation>> Handle(AcceptReservation request, CancellationToken cancellationToken) =>
        actions.Run(
            request.Target,
            _ => new Accept(request.ConfirmationNumber, Identifiers.Confirmation(), request.Feedback ?? "")
            {
                ExternalReference = request.ExternalReference,
            },
            cancellationToken);
}
