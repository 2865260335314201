using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;

namespace GroundTransport.Application.PostBacks;

/// <summary>The metrics of PostBacks.</summary>
public sealed class PostBackMetrics(DeliveryGates<PostBack> gates, TimeProvider clock)
    : DeliveryMetrics<PostBack>(new DeliveryMetricNames(Name, "groundtransport.postbacks", "PostBacks", "vendor"), gates, clock)
{
    public const string Name = "GroundTransport.PostBacks";

    /// <summary>Counts an answer, and the time that an accepted PostBack took.</summary>
    public void RecordAnswer(PostBack row, PostBackAnswer answer, RetryDecision decision, DateTimeOffset now) =>
        RecordAnswer(row, decision, now, new("kind", answer.Kind.ToString()), new("status", answer.Status));
}
