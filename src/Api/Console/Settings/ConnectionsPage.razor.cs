using GroundTransport.Api.Console.Forms;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Console.Parts;
using GroundTransport.Application.Administration.DirectConnects;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Api.Console.Settings;

/// <summary>The connections from Concur, what each is for, and the form for the next.</summary>
public sealed partial class ConnectionsPage(TimeProvider clock) : ConsolePage<ConnectionsModel>
{
    private FormState Form => Model.View.Form;

    private DateTimeOffset Now => clock.GetUtcNow();

    private string Once { get; } = Guid.NewGuid().ToString("N");

    private Notice? Notice => Form.Refusal is null ? null : new Notice(NoticeKind.Wrong, Form.Text);

    private static string Path(DirectConnect connect, string action) =>
        $"{SettingsEndpoints.PathOf(ConnectionsEndpoints.Section)}/{connect.Id}/{action}";

    /// <summary>Whether the app may send receipts; that it may not is wrong only if a vendor of the connection sends some.</summary>
    private (string Word, Tone Tone, string Text) Receipts(DirectConnect connect, ConcurTokens tokens) =>
        TokenScope.ForReceipts(tokens.Scope) switch
        {
            ReceiptsScope.Granted => ("allowed", Tone.Good, ""),
            ReceiptsScope.Unknown => ("unknown", Tone.Plain, "Concur hasn't said whether the app may send them."),
            _ => (
                "not allowed",
                Model.Vendors.Any(vendor => connect.MaySell(vendor.Code) && vendor.Receipts.Enabled) ? Tone.Wrong : Tone.Plain,
                $"To send receipts, SAP Concur must add the scope {TokenScope.Receipts} to the app; then authorize it again."),
        };

    private static Tone ToneOf(ConcurAppState state) => state switch
    {
        ConcurAppState.Connected => Tone.Good,
        ConcurAppState.Waiting => Tone.Waiting,
        _ => Tone.Wrong,
    };
}

/// <summary>What the page shows.</summary>
public sealed record ConnectionsModel(
    IReadOnlyList<DirectConnect> Connects, IReadOnlyDictionary<string, RegisteredApp> Apps, IReadOnlyList<Vendor> Vendors,
    ConnectionsView View);

/// <summary>What was just done on the page.</summary>
public sealed record ConnectionsView(FormState Form)
{
    /// <summary>New credentials with their secrets; null: none were made.</summary>
    public IssuedCredentials? Issued { get; init; }

    /// <summary>The result of a test; null: none was made.</summary>
    public (string Id, IReadOnlyList<ConnectionCheck> Checks)? Tested { get; init; }
}
