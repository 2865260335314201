using System.Text.Json;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Decisions;

namespace GroundTransport.Domain.Reservations;

/// <summary>A change of a reservation. Every event is stored in the history.</summary>
/// <param name="To">The status after it.</param>
/// <param name="Why">Its reason, feedback, progress or outcome; empty: none.</param>
public abstract record ReservationEvent(ReservationStatus To, string Why = "")
{
    /// <summary>Whether it changes what Concur shows. Concur reads progress in replies only.</summary>
    public virtual bool NotifiesConcur => true;

    /// <summary>Whether it decides on a request, be it a person's decision or not.</summary>
    public bool IsDecision => this is Sold { Status: ReservationStatus.RA } or BookingAccepted or BookingDeclined
        or ChangeAccepted or ChangeDeclined or Cancelled or CancellationDeclined;

    /// <summary>In the spelling of every name that REST shows.</summary>
    private protected static string NameOf(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

/// <summary>Sold to Concur, pending or accepted at once.</summary>
public sealed record Sold(ReservationStatus Status, string ConfirmationNumber, DecisionDeadline? Deadline = null)
    : ReservationEvent(Status);

/// <summary>The booking was accepted.</summary>
public sealed record BookingAccepted(string ConfirmationNumber, string Feedback) : ReservationEvent(ReservationStatus.RA, Feedback)
{
    /// <summary>The supplier's own number, if it came with the decision; null keeps the present one.</summary>
    public string? ExternalReference { get; init; }
}

/// <summary>The booking was declined.</summary>
public sealed record BookingDeclined(string Reason) : ReservationEvent(ReservationStatus.RD, Reason);

/// <summary>A booking that is still pending was replaced.</summary>
public sealed record BookingReplaced(Ride Ride, DecisionDeadline? Deadline = null) : ReservationEvent(ReservationStatus.RB);

/// <summary>A change was requested and is pending; the ride in force stays.</summary>
public sealed record ChangeRequested(Ride Requested, DecisionDeadline? Deadline = null) : ReservationEvent(ReservationStatus.CB);

/// <summary>A change was accepted, by the supplier or at once.</summary>
public sealed record ChangeAccepted(Ride Ride, string ConfirmationNumber, string Feedback)
    : ReservationEvent(ReservationStatus.CA, Feedback)
{
    /// <inheritdoc cref="BookingAccepted.ExternalReference"/>
    public string? ExternalReference { get; init; }
}

/// <summary>The pending change was declined; the ride in force stays.</summary>
public sealed record ChangeDeclined(string Reason) : ReservationEvent(ReservationStatus.CD, Reason);

/// <summary>A cancellation was requested and is pending; a pending change is dropped. The fee is by the terms at that moment.</summary>
public sealed record CancellationRequested(Money? Fee, DecisionDeadline? Deadline = null) : ReservationEvent(ReservationStatus.XB);

/// <summary>Cancelled, by Concur or by the supplier.</summary>
public sealed record Cancelled(string CancellationNumber, string Reason, Money? Fee) : ReservationEvent(ReservationStatus.XA, Reason)
{
    /// <inheritdoc cref="BookingAccepted.ExternalReference"/>
    public string? ExternalReference { get; init; }
}

/// <summary>The cancellation was declined; the ride stays confirmed.</summary>
public sealed record CancellationDeclined(string Reason) : ReservationEvent(ReservationStatus.XD, Reason);

/// <summary>The supplier amended driver, vehicle, pickup instructions, final fare or its own number of the ride.</summary>
public sealed record Amended(ReservationStatus Status, RideService Service) : ReservationEvent(Status)
{
    /// <summary>Only numbers of the supplier's own changed, of the ride or its driver: replies and PostBacks don't have them.</summary>
    public bool IsInternal { get; init; }

    public override bool NotifiesConcur => !IsInternal;
}

/// <summary>The supplier reported progress.</summary>
public sealed record Progressed(ReservationStatus Status, RideService Service) : ReservationEvent(Status, NameOf(Service.Progress))
{
    public override bool NotifiesConcur => false;
}

/// <summary>The ride was closed.</summary>
public sealed record Closed(RideService Service)
    : ReservationEvent(ReservationStatus.RC, Service.Outcome is { } outcome ? NameOf(outcome) : "");
