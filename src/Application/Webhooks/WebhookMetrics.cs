using GroundTransport.Application.Delivery;

namespace GroundTransport.Application.Webhooks;

/// <summary>The metrics of deliveries to webhooks.</summary>
public sealed class WebhookMetrics : DeliveryMetrics<WebhookDelivery>
{
    public const string Name = "GroundTransport.Webhooks";

    private long disabled;

    public WebhookMetrics(DeliveryGates<WebhookDelivery> gates, TimeProvider clock)
        : base(new DeliveryMetricNames(Name, "groundtransport.webhooks", "deliveries to webhooks", "webhook"), gates, clock) =>
        Meter.CreateObservableGauge(
            "groundtransport.webhooks.disabled", () => Disabled, "{webhook}", "Webhooks that the gateway has disabled.");

    /// <summary>How many webhooks the gateway has disabled; read every few seconds by a scheduled job.</summary>
    public long Disabled
    {
        get => Interlocked.Read(ref disabled);
        set => Interlocked.Exchange(ref disabled, value);
    }

    /// <summary>Counts an answer, and the time that an accepted delivery took.</summary>
    public void RecordAnswer(WebhookDelivery row, WebhookAnswer answer, RetryDecision decision, DateTimeOffset now)
    {
        // Nothing was sent to a webhook that is gone or disabled.
        if (!answer.IsObsolete)
            RecordAnswer(row, decision, now, new KeyValuePair<string, object?>("status", answer.Status));
    }
}
