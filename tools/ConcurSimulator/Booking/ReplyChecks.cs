using System.Globalization;
using System.Xml.Linq;
using ConcurSimulator.GatewayClients;
using ConcurSimulator.Travellers;

namespace ConcurSimulator.Booking;

/// <summary>Checks that a reply fits its request, beyond its format. Each check returns the problems it finds.</summary>
internal static class ReplyChecks
{
    /// <summary>RequestData repeats the request as the gateway understood it.</summary>
    public static IEnumerable<string> CheckSearch(Reply reply, Ride ride) => reply.Outcome != Outcome.Ok ? [] :
    [
        .. CheckPlace(reply, "RequestData/PickupLocation", ride.Pickup),
        .. CheckPlace(reply, "RequestData/DropoffLocation", ride.Dropoff),
    ];

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
        .. CheckPlace(reply, "PickupLocation", ride.Pickup),
        .. CheckPlace(reply, "DropoffLocation", ride.Dropoff),
        .. CheckElement(reply, "PickupLocation/Address", ride.Pickup.Street),
    ];

    /// <summary>A state comes back as its code; flight and train only where they were given.</summary>
    private static IEnumerable<string> CheckPlace(Reply reply, string path, Location place) =>
    [
        .. CheckElement(reply, $"{path}/LocationType", place.Type),
        .. CheckElement(reply, $"{path}/Airport/AirportCode", place.IsAirport ? place.Code : ""),
        .. CheckElement(reply, $"{path}/State", place.IsAddress ? "VA" : ""),
        .. CheckElement(reply, $"{path}/PostalCode", place.PostalCode),
        .. place.IsAirport && place.Number.Length > 0 ? CheckElement(reply, $"{path}/Airport/Flight/FlightNumber", place.Number) : [],
        .. place.IsStation ? CheckElement(reply, $"{path}/TrainStation/StationName", place.Name) : [],
        .. place.IsStation && place.Number.Length > 0
            ? CheckElement(reply, $"{path}/TrainStation/Train/TrainNumber", place.Number)
            : [],
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
