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

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    public static bool Matches(string secret, byte[] hash) => CryptographicOperations.FixedTimeEquals(Hash(secret), hash);
}
