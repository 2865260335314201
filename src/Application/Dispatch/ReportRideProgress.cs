using FluentValidation;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>Reports the progress of the ride, with driver and vehicle if they are known.</summary>
public sealed record ReportRideProgress(DispatchTarget Target, Progress? State, Driver? Driver, AssignedVehicle? Vehicle)
    : IRequest<Outcome<Reservation>>, IWrite;

/// <summary>The state is required.</summary>
public sealed class ReportRideProgressValidator : AbstractValidator<ReportRideProgress>
{
    public ReportRideProgressValidator()
    {
        RuleFor(report => report.State).Must(state => state is not null and not Progress.None)
            .OverridePropertyName("state").WithMessage("One of assigned, onTheWay, arrived, onBoard, completed, noShow.");
        RuleFor(report => report.Driver).Driver();
        RuleFor(report => report.Vehicle).Vehicle();
    }
}

/// <inheritdoc cref="ReportRideProgress"/>
public sealed class ReportRideProgressHandler(DispatchActions actions) : IRequestHandler<ReportRideProgress, Outcome<Reservation>>
{
    public Task<Outcome<Reservation>> Handle(ReportRideProgress request, CancellationToken cancellationToken) =>
        actions.Run(
            request.Target, _ => new ReportProgress(request.State!.Value, request.Driver, request.Vehicle), cancellationToken);
}
