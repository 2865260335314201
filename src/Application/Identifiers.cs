using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GroundTransport.Application;

/// <summary>Fresh identifiers. Random, so that nobody guesses a neighbour's; the database's keys decide on a collision.</summary>
public static class Identifiers
{
    /// <summary>Without the letters and digits that are mistaken for each other on the telephone.</summary>
    private const string Clear = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>Twelve digits, the first not 0: Concur's ReservationID.</summary>
    public static long ReservationId() =>
        long.Parse(RandomNumberGenerator.GetString("123456789", 1) + RandomNumberGenerator.GetString("0123456789", 11), CultureInfo.InvariantCulture);

    /// <summary>Eight clear characters: a confirmation or cancellation number.</summary>
    public static string Confirmation() => RandomNumberGenerator.GetString(Clear, 8);

    /// <summary>From a store of random bytes that each thread fills for itself: asked for one by one, they cost more than what they sign.</summary>
    public static ulong Nonce()
    {
        if (noncesLeft == 0)
        {
            nonces ??= new ulong[64];
            RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(nonces.AsSpan()));
            noncesLeft = nonces.Length;
        }
        return nonces![--noncesLeft];
    }

    [ThreadStatic]
    private static ulong[]? nonces;

    [ThreadStatic]
    private static int noncesLeft;
}
