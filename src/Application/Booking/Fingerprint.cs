using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GroundTransport.Domain.Journeys;

namespace GroundTransport.Application.Booking;

/// <summary>A hash of what identifies a Sell: passenger, times, places, rate.</summary>
internal static class Fingerprint
{
    public static string Of(Passenger passenger, Journey journey, string vendorCode, string rateId)
    {
        // A JSON array keeps the fields apart.
        var text = JsonSerializer.Serialize(new[]
        {
            passenger.FirstName, passenger.LastName, passenger.Email,
            journey.Start.ToString("O", CultureInfo.InvariantCulture), journey.End?.ToString("O", CultureInfo.InvariantCulture) ?? "",
            journey.Pickup.ToString(), journey.Dropoff.ToString(), vendorCode, rateId,
        });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
