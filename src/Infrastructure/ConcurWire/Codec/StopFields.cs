using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;

namespace GroundTransport.Infrastructure.ConcurWire.Codec;

/// <summary>A pickup or a drop-off. An element without any value is absent; one whose kind can't be told is refused.</summary>
internal static class StopFields
{
    private const int LongestState = 10;

    public static Stop? Pickup(this FieldReader fields, WireElement root) => fields.Stop(root.Child("PickupLocation"), "ArrivalDateTime");

    public static Stop? Dropoff(this FieldReader fields, WireElement root) => fields.Stop(root.Child("DropoffLocation"), "DepartureDateTime");

    private static Stop? Stop(this FieldReader fields, WireElement? location, string timeName)
    {
        if (location is not { HasValue: true })
            return null;
        var kind = fields.LocationType(location);
        Stop? stop = kind switch
        {
            LocationTypes.Address => fields.Address(location),
            LocationTypes.Airport => fields.Airport(location, timeName),
            LocationTypes.Station => fields.Station(location, timeName),
            LocationTypes.Directed => new AsDirected(),
            _ => null,
        };
        return stop is null ? null : stop with { Notes = fields.TextOrEmpty(location, "ExtraNotes") };
    }

    /// <summary>As it says; where it says nothing known, as the rest tells.</summary>
    private static int? LocationType(this FieldReader fields, WireElement location)
    {
        if (LocationTypes.Parse(fields.TextOrEmpty(location, nameof(LocationType))) is { } said)
            return said;
        if (location.Child("Airport")?.Child("AirportCode") is { HasValue: true })
            return LocationTypes.Airport;
        if (location.Child("TrainStation") is { HasValue: true })
            return LocationTypes.Station;
        if (HasAddress(location))
            return LocationTypes.Address;
        fields.Refuse(Refusal.Location(location.PathOf(nameof(LocationType)),
            "Nothing tells what kind of place this is. Send 100 with an address, 200 with an airport code or 300 with a station."));
        return null;
    }

    private static AddressStop? Address(this FieldReader fields, WireElement location)
    {
        if (!HasAddress(location))
        {
            fields.Refuse(Refusal.Location(location.PathOf("Address"), "The address is missing. Send at least one of Address, City and PostalCode."));
            return null;
        }
        return new AddressStop(
            fields.TextOrEmpty(location, "Address"),
            fields.TextOrEmpty(location, "City"),
            fields.State(location),
            fields.Country(location),
            fields.TextOrEmpty(location, "PostalCode"));
    }

    private static bool HasAddress(WireElement location) =>
        location.Child("Address") is { Text.Length: > 0 } || location.Child("City") is { Text.Length: > 0 } || location.Child("PostalCode") is { Text.Length: > 0 };

    private static AirportStop? Airport(this FieldReader fields, WireElement location, string timeName)
    {
        var airport = location.Child("Airport");
        var code = fields.TextOrEmpty(airport, "AirportCode").ToUpperInvariant();
        if (code.Length != 3 || !code.All(char.IsAsciiLetterOrDigit))
        {
            fields.Refuse(Refusal.Location(location.PathOf("Airport/AirportCode"), code.Length == 0
                ? "The airport code is missing. Send the three letters of its IATA code, like DCA."
                : "This is no airport code. Send the three letters of its IATA code, like DCA."));
            return null;
        }
        return new AirportStop(code, airport?.Child("Flight") is { HasValue: true } flight
            ? new Flight(fields.TextOrEmpty(flight, "CarrierCode"), fields.TextOrEmpty(flight, "FlightNumber"), fields.LocalMoment(flight, timeName))
            : null);
    }

    private static StationStop? Station(this FieldReader fields, WireElement location, string timeName)
    {
        var station = location.Child("TrainStation");
        var (code, name) = (fields.TextOrEmpty(station, "StationCode"), fields.TextOrEmpty(station, "StationName"));
        if (station is null || (code.Length == 0 && name.Length == 0))
        {
            fields.Refuse(Refusal.Location(location.PathOf("TrainStation/StationCode"), "The station is missing. Send StationCode or StationName."));
            return null;
        }
        return new StationStop(code, name, fields.TextOrEmpty(station, "City"), fields.State(station), station.Child("Train") is { HasValue: true } train
            ? new Train(fields.TextOrEmpty(train, "CarrierCode"), fields.TextOrEmpty(train, "CarrierName"), fields.TextOrEmpty(train, "TrainNumber"), fields.LocalMoment(train, timeName))
            : null);
    }

    private static string State(this FieldReader fields, WireElement place)
    {
        var state = fields.TextOrEmpty(place, nameof(State));
        if (state.Length <= LongestState)
            return state;
        fields.Refuse(Refusal.Location(place.PathOf(nameof(State)), $"The state has {state.Length} characters. Send its code, at most {LongestState}, best two."));
        return "";
    }

    private static string Country(this FieldReader fields, WireElement location)
    {
        var country = fields.TextOrEmpty(location, nameof(Country));
        if (country.Length == 0 || (country.Length == 2 && country.All(char.IsAsciiLetter)))
            return country.ToUpperInvariant();
        fields.Refuse(Refusal.Location(location.PathOf(nameof(Country)), "This is no country code. Send two letters, like US."));
        return "";
    }
}
