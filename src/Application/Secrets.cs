using System.Security.Cryptography;
using System.Text;

namespace GroundTransport.Application;

/// <summary>Generated secrets. They are long and random, so one SHA-256 is enough and the hot path needs no slow hash.</summary>
public static class Secrets
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>A secret of 32 random characters. It is shown once and stored as its hash.</summary>
    public static string New() => RandomNumberGenerator.GetString(Alphabet, 32);

    /// <summary>A short random id of characters that a URL can contain.</summary>
    public static string NewId() => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 12);

    /// <summary>
    /// Whether a secret that a person chose is easy to guess: repeated characters or words, counting, the alphabet. An estimate: it
    /// counts the different neighbours among its characters and the different steps between them.
    /// </summary>
    public static bool IsGuessable(string secret)
    {
        var pairs = secret.Zip(secret.Skip(1)).ToList();
        var bits = pairs.Distinct().Count() * Math.Log2(secret.Distinct().Count());
        return bits < 50 || pairs.Select(pair => pair.Second - pair.First).Distinct().Count() < 6;
    }

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    public static bool Matches(string secret, byte[] hash) => CryptographicOperations.FixedTimeEquals(Hash(secret), hash);
}
