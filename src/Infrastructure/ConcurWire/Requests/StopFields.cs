using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Infrastructure.ConcurWire.Codes;
using GroundTransport.Infrastructure.ConcurWire.Xml;

namespace GroundTransport.Infrastructure.ConcurWire.Requests;

/// <summary>A pickup or a drop-off. An element without a value is absent; one whose kind can't be determined is refused.</summary>
internal static class StopFields
{
    private const int MaxStateLength = 10;

    public static Stop? Pickup(this FieldReader fields, WireElement root) =>
        fields.Stop(root.Child("PickupLocation"), "ArrivalDateTime");

    public static Stop? Dropoff(this FieldReader fields, WireElement root) =>
        fields.Stop(root.Child("DropoffLocation"), "DepartureDateTime");

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

    /// <summary>The given type; where that is missing or unknown, what the other elements imply.</summary>
    private static int? LocationType(this FieldReader fields, WireElement location)
    {
        if (LocationTypes.Parse(fields.TextOrEmpty(location, nameof(LocationType))) is { } given)
            return given;
        if (location.Child("Airport")?.Child("AirportCode") is { HasValue: true })
            return LocationTypes.Airport;
        if (location.Child("TrainStation") is { HasValue: true })
            return LocationTypes.Station;
        if (HasAddress(location))
            return LocationTypes.Address;
        fields.Refuse(Refusal.Location(location.PathOf(nameof(LocationType)),
            "The kind of location can't be determined. Send 100 with an address, 200 with an airport code or 300 with a station."));
        return null;
    }

    private static AddressStop? Address(this FieldReader fields, WireElement location)
    {
        if (!HasAddress(location))
        {
            fields.Refuse(Refusal.Location(location.PathOf("Address"),
                "The address is missing. Send at least one of Address, City and PostalCode."));
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
        location.Child("Address") is { Text.Length: > 0 }
        || location.Child("City") is { Text.Length: > 0 }
        || location.Child("PostalCode") is { Text.Length: > 0 };

    private static AirportStop? Airport(this FieldReader fields, WireElement location, string timeName)
    {
        var airport = location.Child("Airport");
        var code = fields.TextOrEmpty(airport, "AirportCode").ToUpperInvariant();
        if (code.Length != 3 || !code.All(char.IsAsciiLetterOrDigit))
        {
            fields.Refuse(Refusal.Location(location.PathOf("Airport/AirportCode"), code.Length == 0
                ? "The airport code is missing. Send the three letters of its IATA code, for example DCA."
                : "Invalid airport code. Send the three letters of its IATA code, for example DCA."));
            return null;
        }
        return new AirportStop(code, fields.Flight(airport, timeName));
    }

    private static Flight? Flight(this FieldReader fields, WireElement? airport, string timeName) =>
        airport?.Child("Flight") is { HasValue: true } flight
            ? new Flight(
                fields.TextOrEmpty(flight, "CarrierCode"),
                fields.TextOrEmpty(flight, "FlightNumber"),
                fields.LocalTime(flight, timeName))
            : null;

    private static StationStop? Station(this FieldReader fields, WireElement location, string timeName)
    {
        var station = location.Child("TrainStation");
        var (code, name) = (fields.TextOrEmpty(station, "StationCode"), fields.TextOrEmpty(station, "StationName"));
        if (station is null || (code.Length == 0 && name.Length == 0))
        {
            fields.Refuse(Refusal.Location(location.PathOf("TrainStation/StationCode"),
                "The station is missing. Send StationCode or StationName."));
            return null;
        }
        return new StationStop(code, name, fields.TextOrEmpty(station, "City"), fields.State(station), fields.Train(station, timeName));
    }

    private static Train? Train(this FieldReader fields, WireElement station, string timeName) =>
        station.Child("Train") is { HasValue: true } train
            ? new Train(
                fields.TextOrEmpty(train, "CarrierCode"),
                fields.TextOrEmpty(train, "CarrierName"),
                fields.TextOrEmpty(train, "TrainNumber"),
                fields.LocalTime(train, timeName))
            : null;

    private static string State(this FieldReader fields, WireElement place)
    {
        var state = fields.TextOrEmpty(place, nameof(State));
        if (state.Length <= MaxStateLength)
            return state;
        fields.Refuse(Refusal.Location(place.PathOf(nameof(State)),
            $"The state has {state.Length} characters. Send its code of at most {MaxStateLength} characters, preferably two."));
        return "";
    }

    private static string Country(this FieldReader fields, WireElement location)
    {
        var country = fields.TextOrEmpty(location, nameof(Country));
        if (country.Length == 0 || (country.Length == 2 && country.All(char.IsAsciiLetter)))
            return country.ToUpperInvariant();
        fields.Refuse(Refusal.Location(location.PathOf(nameof(Country)), "Invalid country code. Send two letters, for example US."));
        return "";
    }
}
