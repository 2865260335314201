using GroundTransport.Domain.Decisions;

namespace GroundTransport.Domain.Reservations;

/// <summary>
/// A command to a reservation. A generated number is the confirmation or cancellation number to use if it needs a new one.
/// </summary>
public abstract record ReservationCommand;

/// <summary>The supplier accepts the pending request.</summary>
/// <param name="SupplierNumber">The supplier's own confirmation or cancellation number; null: the generated one.</param>
public sealed record Accept(string? SupplierNumber, string GeneratedNumber, string Feedback) : ReservationCommand;

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

/// <summary>The supplier sets driver, vehicle, pickup instructions or the final fare; null keeps the present value.</summary>
public sealed record Amend(string? Driver, string? Vehicle, string? PickupInstructions, FinalFare? FinalFare) : ReservationCommand;

/// <summary>The supplier reports the progress of the ride; a null driver or vehicle keeps the present one.</summary>
public sealed record ReportProgress(Progress State, string? Driver, string? Vehicle) : ReservationCommand;

/// <summary>The supplier, or the clock, closes the ride.</summary>
public sealed record Close(RideOutcome Outcome, FinalFare? FinalFare) : ReservationCommand;

/// <summary>The clock: the deadline of the pending request, or the pickup time, has passed.</summary>
public sealed record TimePassed(string GeneratedNumber) : ReservationCommand;
