using GroundTransport.Application.Outbox;
using GroundTransport.Application.Webhooks;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>A webhook.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Where events are posted.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Types">The types of events; null: all.</param>
/// <param name="Vendors">The vendors; null: all.</param>
/// <param name="Enabled">Whether it is told of events.</param>
/// <param name="DisabledReason">Why the gateway disabled it; empty: it didn't.</param>
/// <param name="FailingSince">Since when every delivery has failed; null: the last one succeeded.</param>
/// <param name="PreviousSecretUntil">Until when the secret before the last rotation signs too; null: there is none.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="Version">What If-Match compares; also the ETag.</param>
public sealed record WebhookBody(
    string Id, string Url, string Description, IReadOnlyList<string>? Types, IReadOnlyList<string>? Vendors, bool Enabled,
    string DisabledReason, DateTimeOffset? FailingSince, DateTimeOffset? PreviousSecretUntil, DateTimeOffset CreatedAt, int Version)
{
    public static WebhookBody Of(Webhook webhook) => new(
        webhook.Id, webhook.Url, webhook.Description, webhook.Types, webhook.VendorCodes, webhook.Enabled, webhook.DisabledReason,
        webhook.FailingSince, webhook.Secrets.PreviousUntil, webhook.CreatedAt, webhook.Version);
}

/// <summary>A webhook with its secret, which is shown this once.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Secret">Verifies the signature of each delivery: whsec_ and Base64, as Standard Webhooks writes it.</param>
public sealed record IssuedWebhookBody(WebhookBody Webhook, string Secret);

/// <summary>One delivery of a webhook.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Event">The event's id.</param>
/// <param name="Type">The event's type.</param>
/// <param name="Reservation">The reservation's id; null: the event concerns none.</param>
/// <param name="State">Whether it is delivered.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="CreatedAt">When it was queued.</param>
/// <param name="DueAt">When it is sent next; null: it is done.</param>
/// <param name="DoneAt">When it was delivered or given up; null: not yet.</param>
/// <param name="LastStatus">The HTTP status of the last answer; 0: there was none.</param>
/// <param name="LastAnswer">The last result in one line.</param>
/// <param name="LastBody">The first 2 KB of the last answer's body.</param>
public sealed record WebhookDeliveryBody(
    long Id, string Event, string Type, string? Reservation, DeliveryState State, int Attempts, DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt, DateTimeOffset? DoneAt, int LastStatus, string LastAnswer, string LastBody)
{
    public static WebhookDeliveryBody Of(WebhookDelivery row) => new(
        row.Id, row.EventId, row.EventType, row.ReservationId?.ToString(System.Globalization.CultureInfo.InvariantCulture), row.State,
        row.Attempts, row.CreatedAt, row.State == DeliveryState.Pending ? row.DueAt : null, row.DoneAt, row.LastStatus, row.LastAnswer,
        row.LastBody);
}

/// <summary>A test event that was queued.</summary>
/// <param name="Event">The event's id.</param>
public sealed record WebhookTestBody(string Event);

/// <summary>How many events a recovery queued.</summary>
/// <param name="Queued">Their number.</param>
public sealed record WebhookRecoveryBody(int Queued);
