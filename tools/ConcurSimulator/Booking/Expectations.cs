using System.Globalization;
using System.Xml.Linq;

namespace ConcurSimulator.Booking;

/// <summary>What Concur relies on in a reply, beside its form. Each gives what is broken.</summary>
internal static class Expectations
{
    public static IEnumerable<string> OfSell(Reply reply, Traveller traveller, XElement limo)
    {
        if (reply.Outcome != Outcome.Ok)
            return [];
        return Same(reply, traveller, traveller.Ride, traveller.Phone)
            .Concat(Same(reply, "RateInfo/Rate", limo.Element("RateInfo")?.Element("Rate")?.Value))
            .Concat(Same(reply, "Vehicle/VehicleID", limo.Element("Vehicle")?.Element("VehicleID")?.Value));
    }

    public static IEnumerable<string> OfDetail(Reply reply, string reservationId)
    {
        if (reply.Outcome == Outcome.Refused)
            return [$"The acknowledged reservation {reservationId} can't be read: {reply.Refusal}"];
        return reply.Outcome == Outcome.Ok ? Same(reply, "ReservationID", reservationId) : [];
    }

    public static IEnumerable<string> OfUpdate(Reply reply, Traveller traveller, string reservationId, Step.Update change)
    {
        if (reply.Outcome != Outcome.Ok)
            return [];
        var status = reply.Status is "RB" or "CB" or "CA" or "RA" or "CD" or "XD" ? [] : new[] { $"An Update was answered with status {reply.Status}." };
        return Same(reply, "ReservationID", reservationId).Concat(Same(reply, traveller, change.Ride, change.Phone)).Concat(status);
    }

    public static IEnumerable<string> OfCancel(Reply reply, string reservationId)
    {
        if (reply.Outcome != Outcome.Ok)
            return [];
        var status = reply.Status is "XB" or "XA" ? [] : new[] { $"A Cancel was answered with status {reply.Status}." };
        return Same(reply, "ReservationID", reservationId).Concat(status);
    }

    private static IEnumerable<string> Same(Reply reply, Traveller traveller, Ride ride, string phone) =>
        Same(reply, "PrimaryPassenger/FirstName", traveller.FirstName)
            .Concat(Same(reply, "PrimaryPassenger/LastName", traveller.LastName))
            .Concat(Same(reply, "PrimaryPassenger/Phone", phone))
            .Concat(Same(reply, "PickupInstructions", ride.PickupInstructions))
            .Concat(Same(reply, "ServiceType", ride.ServiceType))
            .Concat(Same(reply, "StartDateTime", ride.Start.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)))
            .Concat(Same(reply, "PickupLocation/PostalCode", ride.Pickup.PostalCode))
            .Concat(Same(reply, "DropoffLocation/Airport/AirportCode", ride.Dropoff.IsAirport ? ride.Dropoff.Code : ""));

    private static IEnumerable<string> Same(Reply reply, string element, string? asked)
    {
        var told = reply.Message?[element];
        if (told != asked)
            yield return $"{element} is '{told}' where '{asked}' was asked for.";
    }
}
