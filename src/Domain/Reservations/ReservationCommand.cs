using GroundTransport.Domain.Decisions;

namespace GroundTransport.Domain.Reservations;

/// <summary>What somebody wants of a reservation.</summary>
public abstract record ReservationCommand;

/// <summary>The supplier accepts whatever is pending. A fresh number stands in where the supplier gives none.</summary>
public sealed record Accept(string? GivenNumber, string FreshNumber, string Feedback) : ReservationCommand;

/// <summary>The supplier declines whatever is pending.</summary>
public sealed record Decline(string Reason) : ReservationCommand;

/// <summary>Concur's Update, merged and priced.</summary>
public sealed record Change(Ride Requested, bool AcceptAtOnce, string FreshNumber, DecisionDeadline? Deadline = null) : ReservationCommand;

/// <summary>Concur's Cancel.</summary>
public sealed record RequestCancellation(bool AcceptAtOnce, string FreshNumber, DecisionDeadline? Deadline = null) : ReservationCommand;

/// <summary>The supplier's own cancellation.</summary>
public sealed record CancelBySupplier(string Reason, string FreshNumber) : ReservationCommand;

/// <summary>The supplier tells driver, vehicle, pickup instructions or the final fare; null keeps.</summary>
public sealed record Amend(string? Driver, string? Vehicle, string? PickupInstructions, FinalFare? FinalFare) : ReservationCommand;

/// <summary>The supplier tells how far the ride has come; null keeps.</summary>
public sealed record ReportProgress(Progress State, string? Driver, string? Vehicle) : ReservationCommand;

/// <summary>The supplier, or the clock, closes the ride.</summary>
public sealed record Close(RideOutcome Outcome, FinalFare? FinalFare) : ReservationCommand;

/// <summary>The clock: a pending decision's deadline, or the pickup itself, has passed.</summary>
public sealed record TimePassed(string FreshNumber) : ReservationCommand;
