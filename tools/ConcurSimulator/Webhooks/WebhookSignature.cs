using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ConcurSimulator.Webhooks;

/// <summary>Verifies a delivery by the Standard Webhooks specification.</summary>
public static class WebhookSignature
{
    private const long ToleranceSeconds = 300;

    /// <summary>Whether the delivery was sent just now: an older one may be a recording that somebody sends again.</summary>
    public static bool IsRecent(string timestamp, DateTimeOffset now) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sent)
        && Math.Abs(now.ToUnixTimeSeconds() - sent) <= ToleranceSeconds;

    /// <summary>Whether one of the signatures is that of the secret: while a secret is rotated there are two.</summary>
    /// <param name="signatures">The header <c>webhook-signature</c>: <c>v1,BASE64</c>, separated by spaces.</param>
    /// <param name="body">As it was received: JSON that was parsed and written again has other bytes.</param>
    public static bool IsSignedWith(string secret, string id, string timestamp, string signatures, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var expected = Encoding.ASCII.GetBytes("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed)));
        // The time of this comparison doesn't tell how much of a signature was right.
        return signatures.Split(' ').Any(given => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(given), expected));
    }
}
