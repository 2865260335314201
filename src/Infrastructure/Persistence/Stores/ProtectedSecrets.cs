using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using GroundTransport.Application.Signing;
using Microsoft.AspNetCore.DataProtection;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <summary>
/// Encrypts the secrets that sign messages in the database. Each owner has a purpose of its own: swapped secrets can't be decrypted.
/// </summary>
internal sealed class ProtectedSecrets(IDataProtectionProvider protection)
{
    [return: NotNullIfNotNull(nameof(secret))]
    public string? Encrypt(string purpose, string owner, string? secret) =>
        secret is null ? null : protection.CreateProtector(purpose, owner).Protect(secret);

    /// <summary>
    /// A secret that can't be decrypted, because the key ring was lost, is replaced by one that nobody knows: its receiver refuses the
    /// signature until the secret is rotated.
    /// </summary>
    public SigningSecrets Decrypt(string purpose, string owner, string current, string? previous, DateTimeOffset? previousUntil) => new(
        Decrypt(purpose, owner, current) ?? MessageSignature.NewSecret(),
        previous is null ? null : Decrypt(purpose, owner, previous),
        previousUntil);

    private string? Decrypt(string purpose, string owner, string secret)
    {
        try
        {
            return protection.CreateProtector(purpose, owner).Unprotect(secret);
        }
        catch (CryptographicException unreadable) when (unreadable.InnerException is null)
        {
            // An inner exception means something else: the key ring can't be read at the moment.
            return null;
        }
    }
}
