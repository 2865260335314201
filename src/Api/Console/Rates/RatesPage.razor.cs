using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Console.Parts;
using GroundTransport.Api.Hosting;
using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Domain;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Api.Console.Rates;

/// <summary>The rate plan in force, its versions and their differences, and the upload of the next.</summary>
public sealed partial class RatesPage(ICatalog catalog) : ConsolePage<RatesModel>
{
    private const int LongestValue = 400;

    private Vendor? Vendor => Model.Vendor;

    private bool IsAdmin => RestConventions.Caller(Context).Role >= Role.Admin;

    private string TryPath => $"{ConsolePaths.Rates}/try?vendor={Uri.EscapeDataString(Vendor!.Code)}";

    /// <summary>Null for the seconds in which this node hasn't read it yet.</summary>
    private RatePlan? Plan => catalog.Current.Vendors.GetValueOrDefault(Vendor!.Code)?.Rides?.Plan;

    private Notice? Notice => Model.View.Problem is { } problem
        ? new Notice(NoticeKind.Wrong, problem.Message.Render(FieldNames.Of))
        : null;

    private IReadOnlyList<(string Where, string What)> Mistakes => Model.View.Problem is not { } problem ? []
        : [.. problem.Fields.Select(error => (FieldNames.Of(error.Field), error.Message.Render(FieldNames.Of)))];

    private string FileError => Model.View.Problem is { Field.Name: "file" } problem ? problem.Message.Render(FieldNames.Of) : "";

    private string Path(string action) => $"{ConsolePaths.Rates}/{Uri.EscapeDataString(Vendor!.Code)}/{action}";

    private string ChangesPath(int version) =>
        FormattableString.Invariant($"{RatesEndpoints.PathOf(Vendor!.Code)}&version={version}#changes");

    private string When(DateTimeOffset instant)
    {
        var local = RideText.In(TimeZoneInfo.FindSystemTimeZoneById(Vendor!.TimeZone), instant);
        return $"{RideText.DayAndTime(local)} {RideText.ZoneName(Vendor.TimeZone)}";
    }

    private static string ChangesTitle(PlanChanges changes) => changes.Since == 0
        ? $"Version {changes.Version} is the first"
        : $"What version {changes.Version} has otherwise than version {changes.Since}";

    private static string Shorten(string value) => value.Length <= LongestValue ? value : $"{value[..LongestValue]}…";
}

/// <summary>What the page shows.</summary>
/// <param name="Vendor">Null: there is none.</param>
/// <param name="Changes">Null: no versions are compared.</param>
public sealed record RatesModel(
    IReadOnlyList<Vendor> Vendors, Vendor? Vendor, IReadOnlyList<RatePlanLine> Versions, PlanChanges? Changes, RatesView View);

/// <summary>How the page was asked for.</summary>
/// <param name="Vendor">Null: the first.</param>
/// <param name="Version">The version that is compared; null: none is.</param>
/// <param name="Since">The version that it is compared with; null: the one before.</param>
public sealed record RatesView(string? Vendor, int? Version, int? Since)
{
    /// <summary>Why an upload wasn't accepted; null: it was, or there was none.</summary>
    public Refusal? Problem { get; init; }

    /// <summary>An upload without a mistake that isn't in force yet.</summary>
    public CheckedUpload? Checked { get; init; }
}

/// <summary>What was uploaded and checked.</summary>
public sealed record CheckedUpload(string Text, bool IsCsv, PlanInForce Plan);
