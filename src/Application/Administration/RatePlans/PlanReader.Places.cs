using System.Text.RegularExpressions;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.Administration.RatePlans;

/// <content>Zones, the fleet, and the rules of booking.</content>
internal sealed partial class PlanReader
{
    /// <summary>Which zone has a place already: a place in two zones would be priced by the order of the document.</summary>
    private readonly Dictionary<string, string> placesTaken = new(StringComparer.OrdinalIgnoreCase);

    private void ReadZone(PlanNode node)
    {
        node.Need("code");
        var code = node.Code("code", ZoneCode(), CodeIsRight);
        var postalCountry = node.Code("postalCountry", CountryCode(), "A country by its two letters, such as \"US\".") ?? "";
        var zone = new Zone
        {
            Code = code ?? "",
            Airports = Places(node, "airports", AirportCode(), "An airport by its three letters, such as \"DCA\".", code),
            Stations = Places(node, "stations", StationCode(), "A station's code, 1 to 10 of A-Z and 0-9.", code),
            PostalCodes = Places(node, "postalCodes", PostalCode(), "A postal code, or its beginning and a *, such as \"22314\" or \"2230*\".", code, postalCountry),
            PostalCountry = postalCountry,
            Cities = [.. node.Nodes("cities", 5000).Select(city => ReadCity(city, code))],
            TimeZone = TimeZone(node),
            GdsCity = node.Code("gdsCity", AirportCode(), "A city by the three letters that reservation systems print, such as \"WAS\".") ?? "",
        };
        if (!node.Has("airports") && !node.Has("stations") && !node.Has("postalCodes") && !node.Has("cities"))
            node.Wrong("A zone covers something: give it airports, stations, postalCodes or cities.");
        node.Close();
        if (code is not null && !zones.TryAdd(code, zone))
            node.Wrong("code", $"There is a zone {code} already. Give each its own code.");
    }

    private List<string> Places(PlanNode node, string name, Regex pattern, string right, string? zone, string country = "")
    {
        var places = new List<string>();
        foreach (var (code, at) in node.Codes(name, pattern, right))
        {
            Take(node, at, $"{name} {country} {code.Trim()}", zone);
            places.Add(code);
        }
        return places;
    }

    private ZoneCity ReadCity(PlanNode node, string? zone)
    {
        node.Need("country");
        var city = new ZoneCity(
            node.Text("city", 100) ?? "", node.Text("state", 10) ?? "",
            node.Code("country", CountryCode(), "A country by its two letters, such as \"US\".") ?? "");
        Take(node, node.PathOf(city.City.Length > 0 ? "city" : city.State.Length > 0 ? "state" : "country"), $"city {city.City}, {city.State}, {city.Country}", zone);
        node.Close();
        return city;
    }

    private void Take(PlanNode node, string at, string place, string? zone)
    {
        if (zone is not null && !placesTaken.TryAdd(place, zone))
            node.WrongAt(at, $"Zone {placesTaken[place]} has it already. Leave it in one of the two.");
    }

    private void ReadVehicle(PlanNode node)
    {
        node.Need("vehicleId", "type", "description", "maxPassengers", "count");
        var id = node.Code("vehicleId", VehicleId(), "1 to 20 letters, digits, - and _.");
        var type = node.Choice<VehicleType>("type");
        if (type == VehicleType.Any)
            node.Wrong("type", "A vehicle is of some type; any is only for searches.");
        var vehicle = new FleetVehicle
        {
            VehicleId = id ?? "",
            Type = type ?? default,
            ClassOfService = node.Choice<ClassOfService>("classOfService") ?? ClassOfService.Normal,
            Description = node.Text("description") ?? "",
            MaxPassengers = node.Whole("maxPassengers", 1, 100) ?? 0,
            Luggage = node.Whole("luggage", 0, 1000) ?? 0,
            Count = node.Whole("count", 1, 10_000) ?? 0,
            TurnaroundMinutes = node.Whole("turnaroundMinutes", 0, 1440) ?? 0,
        };
        node.Close();
        if (id is not null && !fleet.TryAdd(id, vehicle))
            node.Wrong("vehicleId", $"There is a vehicle {id} already. Give each kind its own id.");
    }

    private BookingRules ReadRules(PlanNode node)
    {
        var rules = new BookingRules
        {
            LeadTimeHours = Hours(node, "leadTimeHours") ?? 0,
            LeadTimes = [.. node.Nodes("leadTimes", 500).Select(ReadLeadTime)],
            BookingWindowDays = node.Whole("bookingWindowDays", 1, 1095) ?? 365,
            Blackouts = [.. node.Nodes("blackouts", 1000).Select(ReadBlackout)],
        };
        if (rules.LeadTimeHours >= rules.BookingWindowDays * 24)
            node.Wrong("leadTimeHours", $"Shorter than the booking window of {rules.BookingWindowDays} days, or nothing can be booked.");
        node.Close();
        return rules;
    }

    private LeadTime ReadLeadTime(PlanNode node)
    {
        var lead = new LeadTime(Hours(node.Need("hours"), "hours") ?? 0) { Zones = ZoneCodes(node, "zones"), VehicleIds = VehicleIds(node, "vehicleIds") };
        if (!node.Has("zones") && !node.Has("vehicleIds"))
            node.Wrong("Name zones or vehicleIds; what holds for all is leadTimeHours.");
        node.Close();
        return lead;
    }

    private Blackout ReadBlackout(PlanNode node)
    {
        node.Need("from", "to");
        var blackout = new Blackout(node.LocalTime("from") ?? DateTime.MinValue, node.LocalTime("to") ?? DateTime.MaxValue) { Zones = ZoneCodes(node, "zones") };
        if (blackout.To <= blackout.From)
            node.Wrong("to", "Later than from.");
        node.Close();
        return blackout;
    }

    private static decimal? Hours(PlanNode node, string name) => node.Number(name, 0, 8760, 2, "Hours, from 0 to 8760, such as 2 or 1.5.");

    [GeneratedRegex("^[A-Z]{3}\\z")]
    private static partial Regex AirportCode();

    [GeneratedRegex("^[A-Z0-9]{1,10}\\z")]
    private static partial Regex StationCode();

    [GeneratedRegex("^(?=.{1,12}\\z)[A-Za-z0-9](?:[A-Za-z0-9 -]*[A-Za-z0-9])?\\*?\\z")]
    private static partial Regex PostalCode();

    [GeneratedRegex("^[A-Z]{2}\\z")]
    private static partial Regex CountryCode();
}
