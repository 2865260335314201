using GroundTransport.Domain.Journeys;

namespace GroundTransport.Domain.Pricing;

/// <summary>
/// An area that a rate plan names. Concur sends no coordinates, so places are matched by code, postal code and city.
/// </summary>
public sealed record Zone
{
    public required string Code { get; init; }

    /// <summary>IATA codes.</summary>
    public IReadOnlyList<string> Airports { get; init; } = [];

    /// <summary>Station codes.</summary>
    public IReadOnlyList<string> Stations { get; init; } = [];

    /// <summary>Names of stations, which Concur may send without a code.</summary>
    public IReadOnlyList<ZoneStationName> StationNames { get; init; } = [];

    /// <summary>Exact postal codes, or prefixes that end in <c>*</c>.</summary>
    public IReadOnlyList<string> PostalCodes { get; init; } = [];

    /// <summary>
    /// The country of the postal codes (ISO 3166-1 alpha-2), since other countries have the same ones. Empty: any country, or none.
    /// </summary>
    public string PostalCountry { get; init; } = "";

    public IReadOnlyList<ZoneCity> Cities { get; init; } = [];

    /// <summary>IANA name; null: the plan's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The city code that a passive segment prints if the ride has no airport.</summary>
    public string GdsCity { get; init; } = "";
}

/// <summary>A station's name, and its city where the name alone isn't unique; empty: any city.</summary>
public sealed record ZoneStationName(string Name, string City);

/// <summary>A city; with an empty city a whole state; with an empty state as well a whole country (ISO 3166-1 alpha-2).</summary>
public sealed record ZoneCity(string City, string State, string Country);

/// <summary>The zone of a stop, and the entry of the zone that matched.</summary>
/// <param name="Key">The code, prefix or name that matched.</param>
public readonly record struct ZoneMatch(Zone Zone, ZoneEntry Entry, string Key)
{
    /// <summary>The entry in words: "postal code 22314".</summary>
    public string Description => Entry switch
    {
        ZoneEntry.PostalCode => $"postal code {Key}",
        ZoneEntry.PostalPrefix => $"postal codes {Key}*",
        ZoneEntry.Airport or ZoneEntry.Station or ZoneEntry.City or ZoneEntry.State or ZoneEntry.Country =>
            $"{Entry.ToString().ToLowerInvariant()} {Key}",
        _ => throw new InvalidOperationException($"Unknown kind of zone entry: {Entry}"),
    };
}

/// <summary>The kinds of entry by which a zone covers a stop, most specific first.</summary>
public enum ZoneEntry
{
    Airport,
    Station,
    PostalCode,
    PostalPrefix,
    City,
    State,
    Country,
}

/// <summary>
/// Finds the zone of a stop by its most specific match: airport or station, exact postal code, longest prefix,
/// city, state, country.
/// </summary>
public sealed class ZoneMap
{
    private const int ZipLength = 5;

    private readonly Dictionary<string, Zone> airports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Zone> stations = new(StringComparer.Ordinal);
    private readonly ILookup<string, (string City, Zone Zone)> stationNames;
    private readonly Dictionary<(string Country, string Code), Zone> postalCodes = [];
    private readonly Dictionary<(string Country, string Code), Zone> prefixes = [];
    private readonly Dictionary<ZoneCity, Zone> cities = [];
    private readonly int longestPrefix;

    public ZoneMap(IReadOnlyCollection<Zone> zones)
    {
        stationNames = zones
            .SelectMany(zone => zone.StationNames, (zone, station) => (zone, Name: Normalize(station.Name), City: Normalize(station.City)))
            .ToLookup(station => station.Name, station => (station.City, station.zone), StringComparer.Ordinal);
        foreach (var zone in zones)
        {
            foreach (var code in zone.Airports)
                airports.TryAdd(Normalize(code), zone);
            foreach (var code in zone.Stations)
                stations.TryAdd(Normalize(code), zone);
            foreach (var code in zone.PostalCodes)
                (code.EndsWith('*') ? prefixes : postalCodes).TryAdd((Normalize(zone.PostalCountry), Normalize(code.TrimEnd('*'))), zone);
            foreach (var city in zone.Cities)
                cities.TryAdd(new ZoneCity(Normalize(city.City), StateOf(city.State, city.Country), Normalize(city.Country)), zone);
        }
        longestPrefix = prefixes.Keys.Select(prefix => prefix.Code.Length).DefaultIfEmpty().Max();
    }

    /// <summary>The zone of a stop; null if no zone covers it, and for "as directed", which isn't a place.</summary>
    public Zone? Find(Stop stop) => Match(stop)?.Zone;

    /// <inheritdoc cref="Find"/>
    public ZoneMatch? Match(Stop stop) => stop switch
    {
        AirportStop airport => LookUp(airports, Normalize(airport.Code), ZoneEntry.Airport),
        StationStop station => LookUp(stations, Normalize(station.Code), ZoneEntry.Station)
            ?? ByStationName(Normalize(station.StationName), Normalize(station.City)),
        AddressStop address => ByPostalCode(Normalize(address.PostalCode), Normalize(address.Country))
            ?? ByCity(Normalize(address.City), StateOf(address.State, address.Country), Normalize(address.Country)),
        AsDirected => null,
        _ => throw new ArgumentOutOfRangeException(nameof(stop), stop.GetType().Name, "Unknown stop"),
    };

    private ZoneMatch? ByPostalCode(string postalCode, string country)
    {
        if (LookUp(postalCodes, postalCode, country, ZoneEntry.PostalCode) is { } exact)
            return exact;
        var zip = IsZipPlusFour(postalCode, country) ? ZipLength : 0;
        for (var length = Math.Min(Math.Max(longestPrefix, zip), postalCode.Length); length > 0; length--)
        {
            var beginning = postalCode[..length];
            if (length == zip && LookUp(postalCodes, beginning, country, ZoneEntry.PostalCode) is { } fiveDigits)
                return fiveDigits;
            if (LookUp(prefixes, beginning, country, ZoneEntry.PostalPrefix) is { } prefix)
                return prefix;
        }
        return null;
    }

    /// <summary>22314-3320: an American code that also names a part of its area. Plans name the five digits.</summary>
    private static bool IsZipPlusFour(string postalCode, string country) =>
        country is "" or "US"
        && postalCode.Length is ZipLength + 4 or ZipLength + 5
        && postalCode.AsSpan(0, ZipLength).IndexOfAnyExceptInRange('0', '9') < 0
        && postalCode.AsSpan(ZipLength).TrimStart("- ") is { Length: 4 } four && four.IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>By name and city; where either leaves out the city, by the name if only one zone has it.</summary>
    private ZoneMatch? ByStationName(string name, string city)
    {
        var named = stationNames[name];
        return Only(named.Where(station => station.City == city))
            ?? Only(named.Where(station => station.City.Length == 0 || city.Length == 0));

        ZoneMatch? Only(IEnumerable<(string City, Zone Zone)> stations) =>
            stations.Select(station => station.Zone).Distinct().ToList() is [var zone]
                ? new ZoneMatch(zone, ZoneEntry.Station, name)
                : null;
    }

    /// <summary>A city that the plan lists without a state matches in every state.</summary>
    private ZoneMatch? ByCity(string city, string state, string country)
    {
        ZoneMatch? match = null;
        if (city.Length > 0)
        {
            match = LookUp(new ZoneCity(city, state, country), ZoneEntry.City, city)
                ?? LookUp(new ZoneCity(city, "", country), ZoneEntry.City, city);
        }
        if (match is null && state.Length > 0)
            match = LookUp(new ZoneCity("", state, country), ZoneEntry.State, state);
        if (match is null && country.Length > 0)
            match = LookUp(new ZoneCity("", "", country), ZoneEntry.Country, country);
        return match;
    }

    private static ZoneMatch? LookUp(
        Dictionary<(string Country, string Code), Zone> zones, string code, string country, ZoneEntry entry) =>
        code.Length > 0 && (zones.TryGetValue((country, code), out var zone) || zones.TryGetValue(("", code), out zone))
            ? new ZoneMatch(zone, entry, code)
            : null;

    private ZoneMatch? LookUp(ZoneCity city, ZoneEntry entry, string name) =>
        cities.TryGetValue(city, out var zone) ? new ZoneMatch(zone, entry, name) : null;

    private static ZoneMatch? LookUp(Dictionary<string, Zone> zones, string key, ZoneEntry entry) =>
        key.Length > 0 && zones.TryGetValue(key, out var zone) ? new ZoneMatch(zone, entry, key) : null;

    private static string StateOf(string state, string country) => Normalize(States.CodeOf(state.Trim(), country.Trim()));

    private static string Normalize(string text) => text.Trim().ToUpperInvariant();
}
