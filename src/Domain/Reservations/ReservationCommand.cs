using GroundTransport.Domain.Decisions;

namespace GroundTransport.Domain.Reservations;

/// <summary>
/// A command to a reservation. A generated number is the confirmation or cancellation number to use if it needs a new one.
/// </summary>
public abstract record ReservationCommand;

/// <summary>The supplier accepts the pending request.</summary>
/// <param name="SupplierNumber">The supplier's own confirmation or cancellation number; null: the generated one.</param>
public sealed record Accept(string? SupplierNumber, string GeneratedNumber, string Feedback) : ReservationCommand
{
    /// <summary>The supplier's own number of the ride; null keeps the present one.</summary>
    public string? ExternalReference { get; init; }
}

/// <summary>The supplier declines the pending request.</summary>
public sealed record Decline(string Reason) : ReservationCommand;

/// <summary>Concur's Update, merged and priced.</summary>
public sealed record Change(Ride Requested, bool AcceptAtOnce, string GeneratedNumber, DecisionDeadline? Deadline = null)
    : ReservationCommand;

/// <summary>Concur's Cancel.</summary>
public sealed record RequestCancellation(bool AcceptAtOnce, string GeneratedNumber, DecisionDeadline? Deadline = null)
    : ReservationCommand;

/// <summary>The supplier cancels.</summary>
public sealed record CancelBySupplier(string Reason, string GeneratedNumber) : ReservationCommand;

/// <summary>The supplier amends its side of the ride; what isn't given stays as it is.</summary>
public sealed record Amend : ReservationCommand
{
    public Patch<Driver> Driver { get; init; }

    public Patch<AssignedVehicle> Vehicle { get; init; }

    public Patch<string> PickupInstructions { get; init; }

    public Patch<string> ExternalReference { get; init; }

    /// <summary>Null removes it: the fare of the booking is charged again.</summary>
    public Patch<FinalFare?> FinalFare { get; init; }

    /// <summary>Whether it is about the final fare and nothing else.</summary>
    public bool IsFareOnly =>
        !Driver.IsGiven && !Vehicle.IsGiven && !PickupInstructions.IsGiven && !ExternalReference.IsGiven;
}

/// <summary>The supplier reports the progress of the ride; a null driver or vehicle keeps the present one.</summary>
public sealed record ReportProgress(Progress State, Driver? Driver = null, AssignedVehicle? Vehicle = null) : ReservationCommand;

/// <summary>The supplier, or the clock, closes the ride.</summary>
public sealed record Close(RideOutcome Outcome, FinalFare? FinalFare) : ReservationCommand;

/// <summary>The clock: the deadline of the pending request, or the pickup time, has passed.</summary>
public sealed record TimePassed(string GeneratedNumber) : ReservationCommand;
