using System.Security.Cryptography;
using System.Text;
using GroundTransport.Domain.Journeys;

namespace GroundTransport.Application.Outbox;

/// <summary>By what a passenger's Concur user is remembered: a hash, so that no further table contains e-mail addresses.</summary>
public static class PassengerKey
{
    /// <summary>Empty: the booking has no e-mail address.</summary>
    public static string Of(Passenger passenger)
    {
        var address = passenger.Email.Trim().ToLowerInvariant();
        return address.Length == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)));
    }
}
