using GroundTransport.Application.Events;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Signing;

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

    /// <summary>Sign each delivery.</summary>
    public required SigningSecrets Secrets { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int Version { get; init; } = 1;

    public WebhookFilter Filter => new(Id, Types, VendorCodes);

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
