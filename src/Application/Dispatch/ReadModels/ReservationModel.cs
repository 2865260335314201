using System.Text.Json.Serialization;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Dispatch.ReadModels;

/// <summary>A reservation as of one version: the ride in force, and a pending change beside it.</summary>
public class ReservationSnapshotModel
{
    /// <summary>Concur's ReservationID: digits.</summary>
    public string Id { get; set; } = "";

    /// <summary>The code of the vendor whose ride it is.</summary>
    public string Vendor { get; set; } = "";

    /// <summary>The id of the direct connect that sold it.</summary>
    public string DirectConnect { get; set; } = "";

    /// <summary>The status in words.</summary>
    public ReservationState State { get; set; }

    /// <summary>The status by Concur's code.</summary>
    public ReservationStatus Status { get; set; }

    /// <summary>Counts the changes; If-Match compares it.</summary>
    public int Version { get; set; }

    /// <summary>Whether a request waits for the supplier's decision.</summary>
    public bool NeedsDecision { get; set; }

    /// <summary>When the pending request is decided automatically; null: there is none.</summary>
    public DateTimeOffset? DecideBefore { get; set; }

    /// <summary>When it was sold.</summary>
    public DateTimeOffset SoldAt { get; set; }

    /// <summary>When it changed last.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>At most 12 of A-Z and 0-9; empty until the booking is accepted.</summary>
    public string ConfirmationNumber { get; set; } = "";

    /// <summary>At most 12 of A-Z and 0-9; empty until it is cancelled.</summary>
    public string CancellationNumber { get; set; } = "";

    /// <summary>The supplier's own number of the ride; empty: none.</summary>
    public string ExternalReference { get; set; } = "";

    /// <summary>The ride in force.</summary>
    public RideModel Ride { get; set; } = new();

    /// <summary>The ride as the pending change would make it; null: no change is pending.</summary>
    public RideModel? PendingChange { get; set; }

    /// <summary>Where the ride is.</summary>
    public Progress Progress { get; set; }

    /// <summary>The driver who comes; null: not assigned yet.</summary>
    public DriverModel? Driver { get; set; }

    /// <summary>The vehicle that comes; null: not assigned yet.</summary>
    public AssignedVehicleModel? Vehicle { get; set; }

    /// <summary>Where the traveller finds the driver; empty: nothing was said.</summary>
    public string PickupInstructions { get; set; } = "";

    /// <summary>The supplier's latest message to the traveller: feedback, or the reason of a decline; empty: none.</summary>
    public string Feedback { get; set; } = "";

    /// <summary>How the closed ride ended; null: it isn't closed.</summary>
    public RideOutcome? Outcome { get; set; }

    /// <summary>What the cancellation cost; null: nothing, or not cancelled.</summary>
    public decimal? CancellationFee { get; set; }

    /// <summary>What the ride cost in the end; null: the fare of the booking.</summary>
    public FinalFareModel? FinalFare { get; set; }

    /// <summary>What the traveller reads beside the status.</summary>
    public string ProviderFeedback { get; set; } = "";

    /// <summary>The correlation id of Concur's last call that changed it.</summary>
    public string CorrelationId { get; set; } = "";
}

/// <summary>A reservation as it is now: what can be done with it, and what Concur was last notified of.</summary>
public sealed class ReservationModel : ReservationSnapshotModel
{
    // A base class's fields would follow those of its subclass.
    /// <summary>What the supplier can do now, by the routes' names; amend includes the final fare. Others are refused.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<SupplierAction> Actions { get; set; } = [];

    /// <summary>Since when a decision that no person made waits to be acknowledged; null: there is none.</summary>
    [JsonPropertyOrder(1)]
    public DateTimeOffset? UnseenSince { get; set; }

    /// <summary>Who acknowledged the last decision that no person made; empty: nobody.</summary>
    [JsonPropertyOrder(1)]
    public string AcknowledgedBy { get; set; } = "";

    /// <summary>When it was acknowledged; null: not yet.</summary>
    [JsonPropertyOrder(1)]
    public DateTimeOffset? AcknowledgedAt { get; set; }

    /// <summary>What Concur was last notified of.</summary>
    [JsonPropertyOrder(1)]
    public LastNotifiedModel LastNotified { get; set; } = new();
}

/// <summary>The last notification of Concur, and whether the reservation has changed since.</summary>
public sealed class LastNotifiedModel
{
    /// <summary>The version that Concur was notified of; null: none yet.</summary>
    public int? Version { get; set; }

    /// <summary>The status in that message: a ReservationDetail has RB for a pending change. Null: none yet.</summary>
    public ReservationStatus? Status { get; set; }

    /// <summary>When; null: not yet.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>The message that notified Concur; null: none yet.</summary>
    public NotificationKind? By { get; set; }

    /// <summary>The correlation id of that message; empty: none yet.</summary>
    public string CorrelationId { get; set; } = "";

    /// <summary>Whether the reservation has changed since in a way that Concur shows.</summary>
    public bool IsBehind { get; set; }
}

/// <summary>A message that notifies Concur of a reservation's state.</summary>
public enum NotificationKind
{
    Sell,
    ReservationDetail,
    Update,
    Cancel,
    PostBack,
}

/// <summary>The driver who comes.</summary>
public sealed class DriverModel
{
    /// <summary>The driver's name; empty: not known.</summary>
    public string Name { get; set; } = "";

    /// <summary>The driver's phone number; empty: not known.</summary>
    public string Phone { get; set; } = "";

    /// <summary>The supplier's own number of the driver, for receipts; empty: none.</summary>
    public string Number { get; set; } = "";

    /// <summary>Null if nothing is known of the driver.</summary>
    public static DriverModel? Of(string name, string phone, string number) => name.Length + phone.Length + number.Length == 0
        ? null
        : new DriverModel { Name = name, Phone = phone, Number = number };
}

/// <summary>The vehicle that comes. What isn't known is empty.</summary>
public sealed class AssignedVehicleModel
{
    /// <summary>The number plate.</summary>
    public string Plate { get; set; } = "";

    /// <summary>The manufacturer.</summary>
    public string Make { get; set; } = "";

    /// <summary>The model.</summary>
    public string Model { get; set; } = "";

    /// <summary>The colour.</summary>
    public string Colour { get; set; } = "";
}
