using GroundTransport.Api.Console.Forms;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Application.Webhooks;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Api.Console.Settings;

/// <summary>The webhooks, how each is doing, and the form for the next.</summary>
public sealed partial class WebhooksPage : ConsolePage<WebhooksModel>
{
    private FormState Form => Model.Form;

    private string Once { get; } = Guid.NewGuid().ToString("N");

    private Notice? Notice => Form.Refusal is null ? null : new Notice(NoticeKind.Wrong, Form.Text);

    private static string Path(Webhook webhook, string action) =>
        $"{SettingsEndpoints.PathOf(WebhooksEndpoints.Section)}/{webhook.Id}/{action}";
}

/// <summary>What the page shows.</summary>
/// <param name="Issued">The webhook whose secret is new; null: none is.</param>
public sealed record WebhooksModel(IReadOnlyList<Webhook> Webhooks, IReadOnlyList<Vendor> Vendors, FormState Form, Webhook? Issued);
