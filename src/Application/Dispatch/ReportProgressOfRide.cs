using FluentValidation;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>The supplier tells how far the ride has come; driver and vehicle with it where they are known.</summary>
public sealed record ReportProgressOfRide(DispatchTarget Target, Progress? State, string? Driver, string? Vehicle)
    : IRequest<Outcome<Reservation>>, IWrite;

/// <summary>A state must be named.</summary>
public sealed class ReportProgressOfRideValidator : AbstractValidator<ReportProgressOfRide>
{
    public ReportProgressOfRideValidator()
    {
        RuleFor(report => report.State).Must(state => state is not null and not Progress.None)
            .OverridePropertyName("state").WithMessage("One of assigned, onTheWay, arrived, onBoard, completed, noShow.");
        RuleFor(report => report.Driver).PlainText("driver");
        RuleFor(report => report.Vehicle).PlainText("vehicle");
    }
}

/// <inheritdoc cref="ReportProgressOfRide"/>
public sealed class ReportProgressOfRideHandler(DispatchDesk desk) : IRequestHandler<ReportProgressOfRide, Outcome<Reservation>>
{
    public Task<Outcome<Reservation>> Handle(ReportProgressOfRide request, CancellationToken cancellationToken) =>
        desk.Decide(request.Target, _ => new ReportProgress(request.State!.Value, request.Driver, request.Vehicle), cancellationToken);
}
