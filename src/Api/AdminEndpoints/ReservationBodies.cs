using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GroundTransport.Api.Hosting;
using GroundTransport.Application.Dispatch;
using GroundTransport.Application.Dispatch.ReadModels;
using GroundTransport.Application.Reservations;
using GroundTransport.Application.SellFormats;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>Body of accept; every field is optional.</summary>
/// <param name="ConfirmationNumber">At most 12 of A-Z and 0-9; without it one is generated. Of a cancellation: its number.</param>
/// <param name="Feedback">What the traveller reads.</param>
/// <param name="ExternalReference">The supplier's own number of the ride; without it the present one stays.</param>
public sealed record AcceptBody(string? ConfirmationNumber, string? Feedback, string? ExternalReference);

/// <summary>Body of decline and cancel.</summary>
/// <param name="Reason">Why; the traveller reads it.</param>
public sealed record ReasonBody([property: Required] string? Reason);

/// <summary>The driver who comes, as a whole.</summary>
/// <param name="Name">The driver's name.</param>
/// <param name="Phone">The driver's phone number.</param>
/// <param name="Number">The supplier's own number of the driver, which receipts show; the traveller isn't told it.</param>
public sealed record DriverBody(string? Name, string? Phone, string? Number = null)
{
    internal Driver ToDriver() => new(Name ?? "", Phone ?? "", Number ?? "");
}

/// <summary>The vehicle that comes, as a whole.</summary>
/// <param name="Plate">The number plate.</param>
/// <param name="Make">The manufacturer.</param>
/// <param name="Model">The model.</param>
/// <param name="Colour">The colour.</param>
public sealed record AssignedVehicleBody(string? Plate, string? Make, string? Model, string? Colour)
{
    internal AssignedVehicle ToVehicle() => new(Plate ?? "", Make ?? "", Model ?? "", Colour ?? "");
}

/// <summary>Body of progress.</summary>
/// <param name="State">Where the ride is.</param>
/// <param name="Driver">Replaces the driver; without it the present one stays.</param>
/// <param name="Vehicle">Replaces the vehicle; without it the present one stays.</param>
public sealed record ProgressBody([property: Required] Progress? State, DriverBody? Driver, AssignedVehicleBody? Vehicle);

/// <summary>Body of close.</summary>
/// <param name="Outcome">How the ride ended.</param>
/// <param name="FinalFare">What it cost in the end, if that differs.</param>
public sealed record CloseBody([property: Required] RideOutcome? Outcome, FinalFareInput? FinalFare);

/// <summary>Body of PATCH: a field that is left out stays unchanged, null clears it.</summary>
public sealed class AmendBody
{
    private readonly HashSet<string> given = [];

    /// <summary>The driver who comes; it is replaced as a whole.</summary>
    public DriverBody? Driver { get; init => field = Given(value); }

    /// <summary>The vehicle that comes; it is replaced as a whole.</summary>
    public AssignedVehicleBody? Vehicle { get; init => field = Given(value); }

    /// <summary>Where the traveller finds the driver.</summary>
    public string? PickupInstructions { get; init => field = Given(value); }

    /// <summary>The supplier's own number of the ride.</summary>
    public string? ExternalReference { get; init => field = Given(value); }

    /// <summary>What the ride cost in the end; without it the fare of the booking is charged.</summary>
    public FinalFareInput? FinalFare { get; init => field = Given(value); }

    internal AmendReservation ToCommand(DispatchTarget target) => new(target)
    {
        Driver = PatchOf(nameof(Driver), Driver?.ToDriver() ?? new Driver()),
        Vehicle = PatchOf(nameof(Vehicle), Vehicle?.ToVehicle() ?? new AssignedVehicle()),
        PickupInstructions = PatchOf(nameof(PickupInstructions), PickupInstructions ?? ""),
        ExternalReference = PatchOf(nameof(ExternalReference), ExternalReference ?? ""),
        FinalFare = PatchOf(nameof(FinalFare), FinalFare),
    };

    private Patch<T> PatchOf<T>(string field, T value) => given.Contains(field) ? value : default(Patch<T>);

    /// <summary>Only the fields of the request are set, so that an absent one and null can be told apart.</summary>
    private T Given<T>(T value, [CallerMemberName] string field = "")
    {
        given.Add(field);
        return value;
    }
}

/// <summary>The cost of a cancellation by the traveller now, in the booking's currency.</summary>
/// <param name="Allowed">Whether the traveller may cancel now.</param>
/// <param name="Reason">Why not; empty if it is allowed.</param>
/// <param name="Fee">What it would cost; 0 if it isn't allowed.</param>
/// <param name="NoShowFee">What it costs not to appear.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="CancelPolicy">What a cancellation costs, in words.</param>
public sealed record CancellationPreviewBody(
    bool Allowed, string Reason, decimal Fee, decimal NoShowFee, string Currency, string CancelPolicy)
{
    public static CancellationPreviewBody Of(CancellationPreview preview) =>
        new(preview.Allowed, preview.Reason.Render(FieldNames.Of), preview.Fee.Amount, preview.NoShowFee.Amount,
            preview.Fee.Currency.Code, preview.CancelPolicy);
}

/// <summary>One reservation of the list.</summary>
/// <param name="Id">Concur's ReservationID: digits.</param>
/// <param name="Vendor">The code of the vendor whose ride it is.</param>
/// <param name="State">The status in words.</param>
/// <param name="Status">The status by Concur's code.</param>
/// <param name="Version">Counts the changes; If-Match compares it.</param>
/// <param name="NeedsDecision">Whether a request waits for the supplier's decision.</param>
/// <param name="SoldAt">When it was sold.</param>
/// <param name="ChangedAt">When it changed last.</param>
/// <param name="PickupAt">The pickup time; of a pending change the one that it asks for.</param>
/// <param name="DecideBefore">When the pending request is decided automatically; null: there is none.</param>
/// <param name="Passenger">The passenger's name.</param>
/// <param name="Phone">Where the passenger can be called: the cell phone if there is one; empty: not known.</param>
/// <param name="Pickup">Where it begins, in a few words.</param>
/// <param name="Dropoff">Where it ends, in a few words.</param>
/// <param name="Flight">Carrier and number of the flight at the pickup, else at the drop-off; empty: none.</param>
/// <param name="Progress">Where the ride is.</param>
/// <param name="Driver">The driver who comes; null: not assigned yet.</param>
/// <param name="ConfirmationNumber">Empty until the booking is accepted.</param>
/// <param name="ExternalReference">The supplier's own number of the ride; empty: none.</param>
/// <param name="Rate">What is charged: the final fare if it is known.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="UnseenSince">Since when a decision that no person made waits to be acknowledged; null: there is none.</param>
public sealed record ReservationListing(
    string Id, string Vendor, ReservationState State, ReservationStatus Status, int Version, bool NeedsDecision, DateTimeOffset SoldAt,
    DateTimeOffset ChangedAt, DateTimeOffset PickupAt, DateTimeOffset? DecideBefore, string Passenger, string Phone, string Pickup,
    string Dropoff, string Flight, Progress Progress, DriverModel? Driver, string ConfirmationNumber, string ExternalReference,
    decimal Rate, string Currency, DateTimeOffset? UnseenSince)
{
    public static ReservationListing Of(ReservationRow row) => new(
        row.Id.ToString(CultureInfo.InvariantCulture), row.VendorCode, row.Status.State, row.Status, row.Version, row.Status.NeedsDecision,
        row.SoldAt, row.ChangedAt, row.PickupAt, row.DecideBefore, row.Passenger, row.Phone, row.Pickup, row.Dropoff, row.Flight,
        row.Progress, DriverModel.Of(row.DriverName, row.DriverPhone, row.DriverNumber), row.ConfirmationNumber, row.ExternalReference,
        Money.FromMinorUnits(row.RateMinorUnits, Domain.Amounts.Currency.Of(row.Currency)).Amount, row.Currency,
        row.UnseenSince);
}

/// <summary>One entry of a reservation's history.</summary>
/// <param name="Seq">The reservation's version after the event.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who: supplier and the key's name, concur and the direct connect's name, or clock.</param>
/// <param name="What">The event, such as bookingAccepted.</param>
/// <param name="From">The status before it; null: it was sold.</param>
/// <param name="To">The status after it.</param>
/// <param name="Why">Its reason, feedback, progress or outcome; empty: none.</param>
/// <param name="CorrelationId">The correlation id of the call.</param>
/// <param name="Details">What changed, depending on the event; null: only the status.</param>
public sealed record HistoryLine(
    int Seq, DateTimeOffset At, string Actor, string What, ReservationStatus? From, ReservationStatus To, string Why,
    string CorrelationId, JsonObject? Details)
{
    public static HistoryLine Of(HistoryEntry entry) => new(
        entry.Seq, entry.At, entry.Actor, entry.What, entry.From, entry.To, entry.Why, entry.CorrelationId,
        entry.Details.Length == 0 ? null : JsonNode.Parse(entry.Details)!.AsObject());
}

/// <summary>The passive segment's line in each GDS.</summary>
/// <param name="Sabre">The line in Sabre.</param>
/// <param name="Abacus">The line in Abacus.</param>
/// <param name="Apollo">The line in Apollo.</param>
/// <param name="Galileo">The line in Galileo.</param>
/// <param name="Amadeus">The line in Amadeus.</param>
/// <param name="Findings">What is wrong with the lines; only with lint.</param>
public sealed record SellFormatsBody(
    string Sabre, string Abacus, string Apollo, string Galileo, string Amadeus,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<SellFormatFinding>? Findings)
{
    public static SellFormatsBody Of(SellFormatLines formats, bool lint) => new(
        formats.Lines[Gds.Sabre], formats.Lines[Gds.Abacus], formats.Lines[Gds.Apollo], formats.Lines[Gds.Galileo],
        formats.Lines[Gds.Amadeus], lint ? formats.Findings : null);
}
