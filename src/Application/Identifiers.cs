using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GroundTransport.Application;

/// <summary>Generates identifiers. They are random, so that nobody can guess another; the database's keys detect a collision.</summary>
public static class Identifiers
{
    /// <summary>Without letters and digits that are easily confused on the telephone.</summary>
    private const string Unambiguous = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>Concur's ReservationID: twelve digits, the first not 0.</summary>
    public static long ReservationId() =>
        long.Parse(
            RandomNumberGenerator.GetString("123456789", 1) + RandomNumberGenerator.GetString("0123456789", 11),
            CultureInfo.InvariantCulture);

    /// <summary>A confirmation or cancellation number: eight characters.</summary>
    public static string Confirmation() => RandomNumberGenerator.GetString(Unambiguous, 8);

    /// <summary>A nonce from a buffer of random bytes per thread: generated one by one, nonces would cost more than the signing.</summary>
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
