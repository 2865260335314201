using System.Globalization;
using System.Text.Json;
using GroundTransport.Api.Hosting;
using GroundTransport.Application.Dispatch;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>Body of accept; every field is optional.</summary>
public sealed record AcceptBody(string? ConfirmationNumber, string? Feedback);

/// <summary>Body of decline and cancel.</summary>
public sealed record ReasonBody(string? Reason);

/// <summary>Body of progress.</summary>
public sealed record ProgressBody(Progress? State, string? Driver, string? Vehicle);

/// <summary>Body of close.</summary>
public sealed record CloseBody(RideOutcome? Outcome, FinalFareInput? FinalFare);

/// <summary>Body of PATCH; absent fields stay unchanged.</summary>
public sealed record AmendBody(string? Driver, string? Vehicle, string? PickupInstructions, FinalFareInput? FinalFare);

/// <summary>The cost of a cancellation by the traveller now, in the booking's currency.</summary>
public sealed record CancellationPreviewBody(
    bool Allowed, string Reason, decimal Fee, decimal NoShowFee, string Currency, string CancelPolicy)
{
    public static CancellationPreviewBody Of(CancellationPreview preview) =>
        new(preview.Allowed, preview.Reason.Render(FieldNames.Of), preview.Fee.Amount, preview.NoShowFee.Amount,
            preview.Fee.Currency.Code, preview.CancelPolicy);
}

/// <summary>One reservation of the list.</summary>
public sealed record ReservationListing(
    string Id, string Vendor, string Status, int Version, bool NeedsDecision, DateTimeOffset SoldAt, DateTimeOffset ChangedAt,
    DateTimeOffset PickupAt, DateTimeOffset? DecideBefore, string Passenger, string Pickup, string Dropoff, string ConfirmationNumber,
    decimal Rate, string Currency)
{
    public static ReservationListing Of(ReservationRow row) => new(
        row.Id.ToString(CultureInfo.InvariantCulture), row.VendorCode, row.Status.ToString(), row.Version, row.Status.NeedsDecision,
        row.SoldAt, row.ChangedAt, row.PickupAt, row.DecideBefore, row.Passenger, row.Pickup, row.Dropoff, row.ConfirmationNumber,
        Money.FromMinorUnits(row.RateMinorUnits, Domain.Amounts.Currency.Of(row.Currency)).Amount, row.Currency);
}

/// <summary>A list without pages.</summary>
public sealed record ItemsBody<T>(IReadOnlyList<T> Items);

/// <summary>One entry of a reservation's history.</summary>
public sealed record HistoryLine(
    int Seq, DateTimeOffset At, string Actor, string What, string? From, string To, string Why, string CorrelationId, JsonElement? Details)
{
    public static HistoryLine Of(HistoryEntry entry) => new(
        entry.Seq, entry.At, entry.Actor, entry.What, entry.From?.ToString(), entry.To.ToString(), entry.Why, entry.CorrelationId,
        entry.Details.Length == 0 ? null : JsonSerializer.Deserialize<JsonElement>(entry.Details));
}
