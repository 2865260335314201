using System.Globalization;
using System.Xml.Linq;
using ConcurSimulator.GatewayClients;
using ConcurSimulator.Travellers;

namespace ConcurSimulator.Booking;

/// <summary>Checks that a reply fits its request, beyond its format. Each check returns the problems it finds.</summary>
internal static class ReplyChecks
{
    public static IEnumerable<string> CheckSell(Reply reply, Traveller traveller, XElement limo) => reply.Outcome != Outcome.Ok ? [] :
    [
        .. CheckRide(reply, traveller, traveller.Ride, traveller.Phone),
        .. CheckElement(reply, "RateInfo/Rate", limo.Element("RateInfo")?.Element("Rate")?.Value),
        .. CheckElement(reply, "Vehicle/VehicleID", limo.Element("Vehicle")?.Element("VehicleID")?.Value),
    ];

    /// <summary>A reservation that was acknowledged must be readable.</summary>
    public static IEnumerable<string> CheckDetail(Reply reply, string reservationId) => reply.Outcome switch
    {
        Outcome.Ok => CheckElement(reply, "ReservationID", reservationId),
        Outcome.Refused => [$"The acknowledged reservation {reservationId} can't be read: {reply.ErrorText}"],
        _ => [],
    };

    public static IEnumerable<string> CheckUpdate(Reply reply, Traveller traveller, string reservationId, Step.Update change) =>
        reply.Outcome != Outcome.Ok ? [] :
        [
            .. CheckElement(reply, "ReservationID", reservationId),
            .. CheckRide(reply, traveller, change.Ride, change.Phone),
            .. CheckStatus(reply, "RB", "CB", "CA", "RA", "CD", "XD"),
        ];

    public static IEnumerable<string> CheckCancel(Reply reply, string reservationId) => reply.Outcome != Outcome.Ok ? [] :
    [
        .. CheckElement(reply, "ReservationID", reservationId),
        .. CheckStatus(reply, "XB", "XA"),
    ];

    private static IEnumerable<string> CheckRide(Reply reply, Traveller traveller, Ride ride, string phone) =>
    [
        .. CheckElement(reply, "PrimaryPassenger/FirstName", traveller.FirstName),
        .. CheckElement(reply, "PrimaryPassenger/LastName", traveller.LastName),
        .. CheckElement(reply, "PrimaryPassenger/Phone", phone),
        .. CheckElement(reply, "PickupInstructions", ride.PickupInstructions),
        .. CheckElement(reply, "ServiceType", ride.ServiceType),
        .. CheckElement(reply, "StartDateTime", ride.Start.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)),
        .. CheckElement(reply, "PickupLocation/PostalCode", ride.Pickup.PostalCode),
        .. CheckElement(reply, "DropoffLocation/Airport/AirportCode", ride.Dropoff.IsAirport ? ride.Dropoff.Code : ""),
    ];

    private static IEnumerable<string> CheckElement(Reply reply, string path, string? expected)
    {
        var actual = reply.Message?[path];
        if (actual != expected)
            yield return $"{path} is '{actual}' instead of '{expected}'.";
    }

    private static IEnumerable<string> CheckStatus(Reply reply, params string[] allowed)
    {
        if (!allowed.Contains(reply.Status))
            yield return $"Status is {reply.Status} instead of {string.Join(", ", allowed)}.";
    }
}
