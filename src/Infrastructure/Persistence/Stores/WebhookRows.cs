using GroundTransport.Application.Webhooks;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <summary>Webhooks as rows, with encrypted secrets.</summary>
internal sealed class WebhookRows(ProtectedSecrets secrets)
{
    private const string Purpose = "Webhooks";

    public WebhookRow Encrypt(Webhook webhook) => new(webhook.Id)
    {
        Url = webhook.Url,
        Description = webhook.Description,
        Types = webhook.Types,
        VendorCodes = webhook.VendorCodes,
        Enabled = webhook.Enabled,
        DisabledReason = webhook.DisabledReason,
        FailingSince = webhook.FailingSince,
        Secret = secrets.Encrypt(Purpose, webhook.Id, webhook.Secrets.Current),
        PreviousSecret = secrets.Encrypt(Purpose, webhook.Id, webhook.Secrets.Previous),
        PreviousUntil = webhook.Secrets.PreviousUntil,
        CreatedAt = webhook.CreatedAt,
        Version = webhook.Version,
    };

    public Webhook Decrypt(WebhookRow row) => new()
    {
        Id = row.Id,
        Url = row.Url,
        Description = row.Description,
        Types = row.Types,
        VendorCodes = row.VendorCodes,
        Enabled = row.Enabled,
        DisabledReason = row.DisabledReason,
        FailingSince = row.FailingSince,
        Secrets = secrets.Decrypt(Purpose, row.Id, row.Secret, row.PreviousSecret, row.PreviousUntil),
        CreatedAt = row.CreatedAt,
        Version = row.Version,
    };
}
