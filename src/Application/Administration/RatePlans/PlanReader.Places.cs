using System.Text.RegularExpressions;
using GroundTransport.Application.Documents;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.Administration.RatePlans;

/// <content>Zones, the fleet, and the booking rules.</content>
internal sealed partial class PlanReader
{
    /// <summary>The zone of each place: if two zones contained it, the order of the document would decide its price.</summary>
    private readonly Dictionary<string, string> zoneOfPlace = new(StringComparer.OrdinalIgnoreCase);

    private void ReadZone(DocumentNode node)
    {
        node.Require("code");
        var code = node.Code("code", ZoneCode(), CodeExpected);
        var postalCountry = ReadCountry(node, "postalCountry");
        var zone = new Zone
        {
            Code = code ?? "",
            Airports = Places(node, "airports", AirportCode(), "An airport's three-letter code, such as \"DCA\".", code),
            Stations = Places(node, "stations", StationCode(), "A station's code, 1 to 10 of A-Z and 0-9.", code),
            StationNames = [.. node.Nodes("stationNames", 5000).Select(station => ReadStationName(station, code))],
            PostalCodes = Places(
                node, "postalCodes", PostalCode(), "A postal code, or its beginning and a *, such as \"22314\" or \"2230*\".",
                code, postalCountry),
            PostalCountry = postalCountry,
            Cities = [.. node.Nodes("cities", 5000).Select(city => ReadCity(city, code))],
            TimeZone = TimeZone(node),
            GdsCity = node.Code("gdsCity", AirportCode(), "The three-letter city code that a GDS prints, such as \"WAS\".") ?? "",
        };
        if (!node.Has("airports") && !node.Has("stations") && !node.Has("stationNames") && !node.Has("postalCodes") && !node.Has("cities"))
            node.AddMistake("A zone must cover something: add airports, stations, stationNames, postalCodes or cities.");
        node.RejectUnknownMembers();
        if (code is not null && !zones.TryAdd(code, zone))
            node.AddMistake("code", $"Zone {code} already exists. Give each zone its own code.");
    }

    private List<string> Places(DocumentNode node, string name, Regex pattern, string expected, string? zone, string country = "")
    {
        var places = new List<string>();
        foreach (var (code, at) in node.Codes(name, pattern, expected))
        {
            AssignPlace(node, at, $"{name} {country} {code.Trim()}", zone);
            places.Add(code);
        }
        return places;
    }

    private ZoneCity ReadCity(DocumentNode node, string? zone)
    {
        node.Require("country");
        var country = ReadCountry(node, "country");
        var city = new ZoneCity(node.Text("city", 100) ?? "", States.CodeOf(node.Text("state", States.MaxLength) ?? "", country), country);
        var at = node.PathOf(city.City.Length > 0 ? "city" : city.State.Length > 0 ? "state" : "country");
        AssignPlace(node, at, $"city {city.City}, {city.State}, {city.Country}", zone);
        node.RejectUnknownMembers();
        return city;
    }

    private ZoneStationName ReadStationName(DocumentNode node, string? zone)
    {
        node.Require("name");
        var station = new ZoneStationName(node.Text("name", 100) ?? "", node.Text("city", 100) ?? "");
        AssignPlace(node, node.PathOf("name"), $"station {station.Name}, {station.City}", zone);
        node.RejectUnknownMembers();
        return station;
    }

    private static string ReadCountry(DocumentNode node, string name)
    {
        const string expected = "A country's two-letter code, such as \"US\".";
        var code = node.Code(name, CountryCode(), expected) ?? "";
        if (code.Length > 0 && !Countries.Contains(code))
            node.AddMistake(name, expected);
        return code;
    }

    private void AssignPlace(DocumentNode node, string at, string place, string? zone)
    {
        if (zone is not null && !zoneOfPlace.TryAdd(place, zone))
            node.AddMistakeAt(at, $"Zone {zoneOfPlace[place]} already contains it. Keep it in one of the two.");
    }

    private void ReadVehicle(DocumentNode node)
    {
        node.Require("vehicleId", "type", "description", "maxPassengers", "count");
        var id = node.Code("vehicleId", VehicleId(), "1 to 20 letters, digits, - and _.");
        var type = node.Choice<VehicleType>("type");
        if (type == VehicleType.Any)
            node.AddMistake("type", "A vehicle needs a specific type; any is for searches only.");
        var vehicle = new FleetVehicle
        {
            VehicleId = id ?? "",
            Type = type ?? default,
            ClassOfService = node.Choice<ClassOfService>("classOfService") ?? ClassOfService.Normal,
            Description = node.Text("description") ?? "",
            MaxPassengers = node.Integer("maxPassengers", 1, 100) ?? 0,
            Luggage = node.Integer("luggage", 0, 1000) ?? 0,
            Count = node.Integer("count", 1, 10_000) ?? 0,
            TurnaroundMinutes = node.Integer("turnaroundMinutes", 0, 1440) ?? 0,
        };
        node.RejectUnknownMembers();
        if (id is not null && !fleet.TryAdd(id, vehicle))
            node.AddMistake("vehicleId", $"Vehicle {id} already exists. Give each kind of vehicle its own id.");
    }

    private BookingRules ReadRules(DocumentNode node)
    {
        var rules = new BookingRules
        {
            LeadTimeHours = Hours(node, "leadTimeHours") ?? 0,
            LeadTimes = [.. node.Nodes("leadTimes", 500).Select(ReadLeadTime)],
            BookingWindowDays = node.Integer("bookingWindowDays", 1, 1095) ?? 365,
            Blackouts = [.. node.Nodes("blackouts", 1000).Select(ReadBlackout)],
        };
        if (rules.LeadTimeHours >= rules.BookingWindowDays * 24)
        {
            node.AddMistake(
                "leadTimeHours",
                $"Must be shorter than the booking window of {rules.BookingWindowDays} days; otherwise nothing can be booked.");
        }
        node.RejectUnknownMembers();
        return rules;
    }

    private LeadTime ReadLeadTime(DocumentNode node)
    {
        var lead = new LeadTime(Hours(node.Require("hours"), "hours") ?? 0)
        {
            Zones = ZoneCodes(node, "zones"),
            VehicleIds = VehicleIds(node, "vehicleIds"),
        };
        if (!node.Has("zones") && !node.Has("vehicleIds"))
            node.AddMistake("Give zones or vehicleIds. A lead time for all rides is leadTimeHours.");
        node.RejectUnknownMembers();
        return lead;
    }

    private Blackout ReadBlackout(DocumentNode node)
    {
        node.Require("from", "to");
        var blackout = new Blackout(node.LocalTime("from") ?? DateTime.MinValue, node.LocalTime("to") ?? DateTime.MaxValue)
        {
            Zones = ZoneCodes(node, "zones"),
        };
        if (blackout.To <= blackout.From)
            node.AddMistake("to", "Must be later than from.");
        node.RejectUnknownMembers();
        return blackout;
    }

    private static decimal? Hours(DocumentNode node, string name) =>
        node.Number(name, 0, 8760, 2, "Hours, from 0 to 8760, such as 2 or 1.5.");

    [GeneratedRegex("^[A-Z]{3}\\z")]
    private static partial Regex AirportCode();

    [GeneratedRegex("^[A-Z0-9]{1,10}\\z")]
    private static partial Regex StationCode();

    [GeneratedRegex("^(?=.{1,12}\\z)[A-Za-z0-9](?:[A-Za-z0-9 -]*[A-Za-z0-9])?\\*?\\z")]
    private static partial Regex PostalCode();

    [GeneratedRegex("^[A-Z]{2}\\z")]
    private static partial Regex CountryCode();
}
