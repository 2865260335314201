using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Decisions;

namespace GroundTransport.Domain.Reservations;

/// <summary>What happened to a reservation. Applying one can't fail; each is kept as history.</summary>
/// <param name="To">The status it leads to.</param>
/// <param name="Why">The reason or feedback that goes with it; empty where there is none.</param>
public abstract record ReservationEvent(ReservationStatus To, string Why = "");

/// <summary>Sold to Concur, pending or accepted at once.</summary>
public sealed record Sold(ReservationStatus Status, string ConfirmationNumber, DecisionDeadline? Deadline = null) : ReservationEvent(Status);

/// <summary>The booking was accepted.</summary>
public sealed record BookingAccepted(string ConfirmationNumber, string Feedback) : ReservationEvent(ReservationStatus.RA, Feedback);

/// <summary>The booking was declined.</summary>
public sealed record BookingDeclined(string Reason) : ReservationEvent(ReservationStatus.RD, Reason);

/// <summary>Details of a booking that is still pending were replaced.</summary>
public sealed record BookingReplaced(Ride Ride, DecisionDeadline? Deadline = null) : ReservationEvent(ReservationStatus.RB);

/// <summary>A change was asked for and waits; what is in force stays.</summary>
public sealed record ChangeRequested(Ride Requested, DecisionDeadline? Deadline = null) : ReservationEvent(ReservationStatus.CB);

/// <summary>A change is in force, decided by the supplier or at once.</summary>
public sealed record ChangeAccepted(Ride Ride, string ConfirmationNumber, string Feedback) : ReservationEvent(ReservationStatus.CA, Feedback);

/// <summary>The pending change was dropped; what was in force stays.</summary>
public sealed record ChangeDeclined(string Reason) : ReservationEvent(ReservationStatus.CD, Reason);

/// <summary>A cancellation was asked for and waits; a pending change is dropped. The fee is what the terms said at that moment.</summary>
public sealed record CancellationRequested(Money? Fee, DecisionDeadline? Deadline = null) : ReservationEvent(ReservationStatus.XB);

/// <summary>Cancelled, by Concur's wish or the supplier's.</summary>
public sealed record Cancelled(string CancellationNumber, string Reason, Money? Fee) : ReservationEvent(ReservationStatus.XA, Reason);

/// <summary>The cancellation was refused: the ride stands.</summary>
public sealed record CancellationDeclined(string Reason) : ReservationEvent(ReservationStatus.XD, Reason);

/// <summary>The supplier's side changed: driver, vehicle, instructions, final fare.</summary>
public sealed record Amended(ReservationStatus Status, RideService Service) : ReservationEvent(Status);

/// <summary>The ride came further.</summary>
public sealed record Progressed(ReservationStatus Status, RideService Service) : ReservationEvent(Status, Service.Progress.ToString());

/// <summary>The ride is over.</summary>
public sealed record Closed(RideService Service) : ReservationEvent(ReservationStatus.RC, Service.Outcome?.ToString() ?? "");
