using System.Security.Cryptography;
using GroundTransport.Application.Webhooks;
using Microsoft.AspNetCore.DataProtection;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <summary>Encrypts the secrets of webhooks in the database.</summary>
internal sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    public WebhookRow Encrypt(Webhook webhook) => new(webhook.Id)
    {
        Url = webhook.Url,
        Description = webhook.Description,
        Types = webhook.Types,
        VendorCodes = webhook.VendorCodes,
        Enabled = webhook.Enabled,
        DisabledReason = webhook.DisabledReason,
        FailingSince = webhook.FailingSince,
        Secret = Protector(webhook.Id).Protect(webhook.Secret),
        PreviousSecret = webhook.PreviousSecret is { } previous ? Protector(webhook.Id).Protect(previous) : null,
        PreviousUntil = webhook.PreviousUntil,
        CreatedAt = webhook.CreatedAt,
        Version = webhook.Version,
    };

    /// <summary>
    /// A secret that can't be decrypted, because the key ring was lost, is replaced by one that nobody knows: its receiver refuses the
    /// signature until the secret is rotated.
    /// </summary>
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
        Secret = Read(row.Id, row.Secret) ?? WebhookSignature.NewSecret(),
        PreviousSecret = row.PreviousSecret is { } previous ? Read(row.Id, previous) : null,
        PreviousUntil = row.PreviousUntil,
        CreatedAt = row.CreatedAt,
        Version = row.Version,
    };

    private string? Read(string id, string secret)
    {
        try
        {
            return Protector(id).Unprotect(secret);
        }
        catch (CryptographicException unreadable) when (unreadable.InnerException is null)
        {
            // An inner exception means something else: the key ring can't be read at the moment.
            return null;
        }
    }

    private IDataProtector Protector(string id) => protection.CreateProtector("Webhooks", id);
}
