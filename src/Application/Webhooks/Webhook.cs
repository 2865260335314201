using GroundTransport.Application.Events;
using GroundTransport.Application.Pipeline;

namespace GroundTransport.Application.Webhooks;

/// <summary>An endpoint of the supplier's that is told of events.</summary>
public sealed record Webhook
{
    public required string Id { get; init; }

    public required string Url { get; init; }

    public required string Description { get; init; }

    /// <summary>The types of events; null: all.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    /// <summary>The vendors; null: all, and what concerns no single vendor.</summary>
    public IReadOnlyList<string>? VendorCodes { get; init; }

    public bool Enabled { get; init; } = true;

    /// <summary>Why the gateway disabled it; empty: it didn't.</summary>
    public string DisabledReason { get; init; } = "";

    /// <summary>Since when every delivery has failed; null: the last one succeeded.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Signs each delivery: <c>whsec_</c> and 32 random bytes in Base64, as Standard Webhooks writes them.</summary>
    public required string Secret { get; init; }

    /// <summary>The secret before the last rotation, which also signs until <see cref="PreviousUntil"/>.</summary>
    public string? PreviousSecret { get; init; }

    public DateTimeOffset? PreviousUntil { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int Version { get; init; } = 1;

    public WebhookFilter Filter => new(Id, Types, VendorCodes);

    /// <summary>The secrets that sign at this time, the newest first.</summary>
    public IReadOnlyList<string> SecretsAt(DateTimeOffset now) =>
        PreviousSecret is { } previous && now < PreviousUntil ? [Secret, previous] : [Secret];

    /// <summary>Only the host of its address: a path or a query may be a secret.</summary>
    internal AuditedChange Audited(AuditAction action) =>
        new(action, AuditSubject.Webhook, Id, new Uri(Url).Host, VendorCodes, Enabled ? "" : "disabled");

    // A record's default prints every property, including secrets.
    public override string ToString() => $"Webhook {Id}";
}

/// <summary>Which events a webhook is told of.</summary>
public sealed record WebhookFilter(string Id, IReadOnlyList<string>? Types, IReadOnlyList<string>? VendorCodes)
{
    public bool Wants(FeedEvent happened) => happened.OnlyForWebhook is { } only
        ? only == Id
        : (Types is null || Types.Contains(happened.Type))
            && (VendorCodes is null || (happened.VendorCode is { } vendor && VendorCodes.Contains(vendor)));
}
