using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GroundTransport.Application.Signing;

/// <summary>The signature of a message to the supplier, by the Standard Webhooks specification 1.0.</summary>
public static class MessageSignature
{
    public const string SecretPrefix = "whsec_";

    private const int SecretLength = 32;

    public static string NewSecret() => SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretLength));

    /// <summary>The value of <c>webhook-signature</c>: one signature for each secret.</summary>
    public static string Of(IReadOnlyList<string> secrets, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}."));
        byte[] signed = [.. head, .. body];
        return string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Key(secret), signed))}"));
    }

    private static byte[] Key(string secret) => Convert.FromBase64String(secret[SecretPrefix.Length..]);
}
