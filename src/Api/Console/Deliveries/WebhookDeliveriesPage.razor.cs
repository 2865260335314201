using GroundTransport.Api.Console.Layout;
using GroundTransport.Application;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Paging;
using GroundTransport.Application.Webhooks;

namespace GroundTransport.Api.Console.Deliveries;

/// <summary>What one webhook was sent.</summary>
public sealed partial class WebhookDeliveriesPage : ConsolePage<WebhookDeliveriesModel>
{
    private string Here => Context.Request.Path + Context.Request.QueryString;

    private static string PathOf(string webhook, DeliveryState? state) =>
        $"{ConsolePaths.Deliveries}/webhooks?webhook={Uri.EscapeDataString(webhook)}"
        + (state is { } only ? $"&state={EnumWords.Of(only)}" : "");

    private static string HostOf(Webhook webhook) => webhook.Description.Length > 0 ? webhook.Description : new Uri(webhook.Url).Host;
}

/// <summary>What the page shows.</summary>
/// <param name="Webhook">Null: there is none.</param>
/// <param name="State">Null: all.</param>
public sealed record WebhookDeliveriesModel(
    IReadOnlyList<Webhook> Webhooks, Webhook? Webhook, Page<WebhookDelivery>? Page, DeliveryState? State);
