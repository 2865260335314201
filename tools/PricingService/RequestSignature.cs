using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PricingService;

/// <summary>Verifies that the gateway sent a request, by the Standard Webhooks specification.</summary>
public static class RequestSignature
{
    private const long ToleranceSeconds = 300;

    /// <param name="body">As it was received: JSON that was parsed and written again has other bytes.</param>
    public static bool IsValid(string secret, IHeaderDictionary headers, byte[] body, DateTimeOffset now)
    {
        var (id, timestamp) = (headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString());
        // An older request may be a recording that somebody sends again.
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sent)
            || Math.Abs(now.ToUnixTimeSeconds() - sent) > ToleranceSeconds)
            return false;
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var expected = Encoding.ASCII.GetBytes("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed)));
        // While a secret is rotated there are two signatures, separated by a space.
        return headers["webhook-signature"].ToString().Split(' ')
            .Any(given => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(given), expected));
    }
}
