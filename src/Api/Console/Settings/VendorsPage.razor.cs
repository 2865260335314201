using GroundTransport.Api.Console.Forms;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Domain.Decisions;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Api.Console.Settings;

/// <summary>The vendors, and the form for the next or for one that is changed.</summary>
public sealed partial class VendorsPage : ConsolePage<VendorsModel>
{
    private Vendor? Edited => Model.Edited;

    private FormState Form => Model.Form;

    private Notice? Notice => Form.Refusal is null ? null : new Notice(NoticeKind.Wrong, Form.Text);

    private string Action => SettingsEndpoints.PathOf(VendorsEndpoints.Section) + (Edited is null ? "" : $"/{Edited.Code}");

    private IEnumerable<(string Field, string Label, DecisionMode Mode)> Modes
    {
        get
        {
            var rules = Edited?.Decisions ?? new DecisionRules();
            yield return ("bookings", "Bookings", rules.Bookings);
            yield return ("changes", "Changes", rules.Changes);
            yield return ("cancellations", "Cancellations", rules.Cancellations);
        }
    }

    private IEnumerable<(string Field, string Label, TimeoutChoice? Then)> Timeouts
    {
        get
        {
            var choices = Edited?.Decisions.OnTimeout;
            yield return ("onTimeoutBookings", "Then bookings", choices?.Bookings);
            yield return ("onTimeoutChanges", "Then changes", choices?.Changes);
            yield return ("onTimeoutCancellations", "Then cancellations", choices?.Cancellations);
        }
    }

    private string Value(string field, string? stored) => Form.Value(VendorsEndpoints.VendorForm, field, stored);

    private string Error(string path) => Form.Error(VendorsEndpoints.VendorForm, path);

    private static string EditPath(Vendor vendor) => $"{SettingsEndpoints.PathOf(VendorsEndpoints.Section)}?edit={vendor.Code}#edit";

    private static string PlanPath(Vendor vendor) => $"{ConsolePaths.Rates}?vendor={vendor.Code}";

    private static string DecidedBy(Vendor vendor)
    {
        var modes = new[] { vendor.Decisions.Bookings, vendor.Decisions.Changes, vendor.Decisions.Cancellations };
        var by = Array.TrueForAll(modes, mode => mode == DecisionMode.Manual) ? "by dispatchers"
            : Array.TrueForAll(modes, mode => mode == DecisionMode.Automatic) ? "automatically"
            : "partly automatically";
        return vendor.Decisions.DecideWithinMinutes is { } minutes ? $"{by}, within {minutes} min" : by;
    }
}

/// <summary>What the page shows.</summary>
/// <param name="Edited">The vendor that is changed; null: none is.</param>
public sealed record VendorsModel(IReadOnlyList<Vendor> Vendors, Vendor? Edited, FormState Form);
