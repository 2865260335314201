using FluentValidation;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;

namespace GroundTransport.Application.Booking;

/// <summary>A passenger has a first and a last name.</summary>
public sealed class PassengerValidator : AbstractValidator<Passenger>
{
    public PassengerValidator()
    {
        RuleFor(passenger => passenger.LastName).NotEmpty()
            .Refuse(Refusal.Request(Field.LastName, $"The passenger's last name is missing. Send {Field.LastName}."));
        RuleFor(passenger => passenger.FirstName).NotEmpty()
            .Refuse(Refusal.Request(Field.FirstName, $"The passenger's first name is missing. Send {Field.FirstName}."));
    }
}
