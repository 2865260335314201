using GroundTransport.Domain.Journeys;

namespace GroundTransport.Domain.Pricing;

/// <summary>A part of the world that a rate plan knows by name. Concur sends no coordinates: places are matched by code, postal code and city.</summary>
public sealed record Zone
{
    public required string Code { get; init; }

    /// <summary>IATA codes.</summary>
    public IReadOnlyList<string> Airports { get; init; } = [];

    /// <summary>Station codes.</summary>
    public IReadOnlyList<string> Stations { get; init; } = [];

    /// <summary>Exact postal codes, or prefixes that end in <c>*</c>.</summary>
    public IReadOnlyList<string> PostalCodes { get; init; } = [];

    /// <summary>Where the postal codes are, ISO 3166-1 alpha-2: other countries have the same ones. Empty: in any country, or none that is named.</summary>
    public string PostalCountry { get; init; } = "";

    public IReadOnlyList<ZoneCity> Cities { get; init; } = [];

    /// <summary>IANA name; the plan's where absent.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The city code that a passive segment prints where no airport is part of the ride.</summary>
    public string GdsCity { get; init; } = "";
}

/// <summary>A city, or with an empty city a whole state, or with an empty state too a whole country (ISO 3166-1 alpha-2).</summary>
public sealed record ZoneCity(string City, string State, string Country);

/// <summary>Which zone a stop lies in, and by which of the zone's entries.</summary>
/// <param name="Key">The very code, prefix or name that matched.</param>
public readonly record struct ZoneMatch(Zone Zone, ZoneEntry Entry, string Key)
{
    /// <summary>What matched, in words: "postal code 22314".</summary>
    public string By => Entry switch
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
/// Finds the zone of a stop; the most specific match wins: airport or station, exact postal code, longest prefix,
/// city, state, country.
/// </summary>
public sealed class ZoneMap
{
    private readonly Dictionary<string, Zone> airports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Zone> stations = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Country, string Code), Zone> postalCodes = [];
    private readonly Dictionary<(string Country, string Code), Zone> prefixes = [];
    private readonly Dictionary<ZoneCity, Zone> cities = [];
    private readonly int longestPrefix;

    public ZoneMap(IEnumerable<Zone> zones)
    {
        foreach (var zone in zones)
        {
            foreach (var code in zone.Airports)
                airports.TryAdd(Fold(code), zone);
            foreach (var code in zone.Stations)
                stations.TryAdd(Fold(code), zone);
            foreach (var code in zone.PostalCodes)
                (code.EndsWith('*') ? prefixes : postalCodes).TryAdd((Fold(zone.PostalCountry), Fold(code.TrimEnd('*'))), zone);
            foreach (var city in zone.Cities)
                cities.TryAdd(new ZoneCity(Fold(city.City), Fold(city.State), Fold(city.Country)), zone);
        }
        longestPrefix = prefixes.Keys.Select(prefix => prefix.Code.Length).DefaultIfEmpty().Max();
    }

    /// <summary>The zone of a stop; null where no zone covers it, and for "as directed", which is no place.</summary>
    public Zone? Find(Stop stop) => Match(stop)?.Zone;

    /// <inheritdoc cref="Find"/>
    public ZoneMatch? Match(Stop stop) => stop switch
    {
        AirportStop airport => Look(airports, Fold(airport.Code), ZoneEntry.Airport),
        StationStop station => Look(stations, Fold(station.Code), ZoneEntry.Station),
        AddressStop address => ByPostalCode(Fold(address.PostalCode), Fold(address.Country)) ?? ByCity(Fold(address.City), Fold(address.State), Fold(address.Country)),
        AsDirected => null,
        _ => throw new ArgumentOutOfRangeException(nameof(stop), stop.GetType().Name, "Unknown stop"),
    };

    private ZoneMatch? ByPostalCode(string postalCode, string country)
    {
        if (Look(postalCodes, postalCode, country, ZoneEntry.PostalCode) is { } exact)
            return exact;
        for (var length = Math.Min(longestPrefix, postalCode.Length); length > 0; length--)
        {
            if (Look(prefixes, postalCode[..length], country, ZoneEntry.PostalPrefix) is { } prefix)
                return prefix;
        }
        return null;
    }

    /// <summary>A city that the plan names without its state is meant in each.</summary>
    private ZoneMatch? ByCity(string city, string state, string country) =>
        (city.Length > 0 ? Look(new ZoneCity(city, state, country), ZoneEntry.City, city) ?? Look(new ZoneCity(city, "", country), ZoneEntry.City, city) : null)
        ?? (state.Length > 0 ? Look(new ZoneCity("", state, country), ZoneEntry.State, state) : null)
        ?? (country.Length > 0 ? Look(new ZoneCity("", "", country), ZoneEntry.Country, country) : null);

    private static ZoneMatch? Look(Dictionary<(string Country, string Code), Zone> zones, string code, string country, ZoneEntry entry) =>
        code.Length > 0 && (zones.TryGetValue((country, code), out var zone) || zones.TryGetValue(("", code), out zone)) ? new ZoneMatch(zone, entry, code) : null;

    private ZoneMatch? Look(ZoneCity city, ZoneEntry entry, string name) =>
        cities.TryGetValue(city, out var zone) ? new ZoneMatch(zone, entry, name) : null;

    private static ZoneMatch? Look(Dictionary<string, Zone> zones, string key, ZoneEntry entry) =>
        key.Length > 0 && zones.TryGetValue(key, out var zone) ? new ZoneMatch(zone, entry, key) : null;

    private static string Fold(string text) => text.Trim().ToUpperInvariant();
}
