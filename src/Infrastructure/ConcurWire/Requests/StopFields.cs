using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Infrastructure.ConcurWire.Codes;
using GroundTransport.Infrastructure.ConcurWire.Xml;

namespace GroundTransport.Infrastructure.ConcurWire.Requests;

/// <summary>A pickup or a drop-off. An element without a value is absent; one whose kind can't be determined is refused.</summary>
internal static class StopFields
{
    private const string PickupName = "PickupLocation", DropoffName = "DropoffLocation";

    public static Stop? Pickup(this FieldReader fields, WireElement root) =>
        fields.Stop(root.Child(PickupName), "ArrivalDateTime");

    public static Stop? Dropoff(this FieldReader fields, WireElement root) =>
        fields.Stop(root.Child(DropoffName), "DepartureDateTime");

    /// <summary>In a search for an hourly ride, no drop-off means as directed. A Sell takes it from the quote.</summary>
    public static Stop? SearchedDropoff(this FieldReader fields, WireElement root) =>
        root.Child(DropoffName) is not { HasValue: true } && fields.ServiceType(root) == Domain.Journeys.ServiceType.Hourly
            ? new AsDirected()
            : fields.Dropoff(root);

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

    /// <summary>The given type; where that is missing, what the other elements imply.</summary>
    private static int? LocationType(this FieldReader fields, WireElement location)
    {
        Field field = location.PathOf(nameof(LocationType));
        if (fields.NonEmptyText(location, nameof(LocationType)) is { } text)
        {
            var isPickup = location.Name == PickupName;
            if (LocationTypes.Parse(text) is { } given && !(isPickup && given == LocationTypes.Directed))
                return given;
            var asDirected = isPickup ? "" : ", or 400 (as directed)";
            fields.Refuse(Refusal.Location(field,
                $"{field} is unknown. Send 100 (address), 200 (airport) or 300 (train station){asDirected}."));
            return null;
        }
        if (location.Child("Airport")?.Child("AirportCode") is { HasValue: true })
            return LocationTypes.Airport;
        if (location.Child("TrainStation") is { HasValue: true })
            return LocationTypes.Station;
        if (HasAddress(location))
            return LocationTypes.Address;
        fields.Refuse(Refusal.Location(field,
            $"{field} is missing. Send 100 with an address, 200 with an airport code or 300 with a station."));
        return null;
    }

    private static AddressStop? Address(this FieldReader fields, WireElement location)
    {
        if (!HasAddress(location))
        {
            Field field = location.PathOf("Address");
            fields.Refuse(Refusal.Location(field, $"{field} is missing. Send at least one of Address, City and PostalCode."));
            return null;
        }
        return new AddressStop(
            fields.TextOrEmpty(location, "Address"),
            fields.TextOrEmpty(location, "City"),
            fields.State(location, location),
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
        if (code.Length != 3 || !code.All(char.IsAsciiLetter))
        {
            Field field = location.PathOf("Airport/AirportCode");
            var mistake = code.Length == 0 ? "is missing" : "isn't an IATA code";
            fields.Refuse(Refusal.Location(field, $"{field} {mistake}. Send the three letters of its IATA code, for example DCA."));
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
            Field field = location.PathOf("TrainStation/StationCode");
            fields.Refuse(Refusal.Location(field, $"{field} is missing. Send StationCode or StationName."));
            return null;
        }
        return new StationStop(
            code, name, fields.TextOrEmpty(station, "City"), fields.State(station, location), fields.Train(station, timeName));
    }

    private static Train? Train(this FieldReader fields, WireElement station, string timeName) =>
        station.Child("Train") is { HasValue: true } train
            ? new Train(
                fields.TextOrEmpty(train, "CarrierCode"),
                fields.TextOrEmpty(train, "CarrierName"),
                fields.TextOrEmpty(train, "TrainNumber"),
                fields.LocalTime(train, timeName))
            : null;

    /// <param name="place">The element that contains the state: the location itself, or its station.</param>
    private static string State(this FieldReader fields, WireElement place, WireElement location)
    {
        var state = States.CodeOf(fields.TextOrEmpty(place, nameof(State)), location.Child(nameof(Country))?.Text ?? "");
        if (state.Length <= States.MaxLength)
            return state;
        Field field = place.PathOf(nameof(State));
        fields.Refuse(Refusal.Location(field,
            $"{field} has {state.Length} characters. Send its code of at most {States.MaxLength} characters, preferably two."));
        return "";
    }

    private static string Country(this FieldReader fields, WireElement location)
    {
        var country = fields.TextOrEmpty(location, nameof(Country));
        if (country.Length == 0 || Countries.Contains(country))
            return country.ToUpperInvariant();
        Field field = location.PathOf(nameof(Country));
        fields.Refuse(Refusal.Location(field, $"{field} is no country of ISO 3166-1. Send two letters, for example US."));
        return "";
    }
}
