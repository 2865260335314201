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

    public IReadOnlyList<ZoneCity> Cities { get; init; } = [];

    /// <summary>IANA name; the plan's where absent.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The city code that a passive segment prints where no airport is part of the ride.</summary>
    public string GdsCity { get; init; } = "";
}

/// <summary>A city, or with an empty city a whole state, or with an empty state too a whole country (ISO 3166-1 alpha-2).</summary>
public sealed record ZoneCity(string City, string State, string Country);

/// <summary>
/// Finds the zone of a stop; the most specific match wins: airport or station, exact postal code, longest prefix,
/// city, state, country.
/// </summary>
public sealed class ZoneMap
{
    private readonly Dictionary<string, Zone> airports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Zone> stations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Zone> postalCodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Zone> prefixes = new(StringComparer.Ordinal);
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
                (code.EndsWith('*') ? prefixes : postalCodes).TryAdd(Fold(code.TrimEnd('*')), zone);
            foreach (var city in zone.Cities)
                cities.TryAdd(new ZoneCity(Fold(city.City), Fold(city.State), Fold(city.Country)), zone);
        }
        longestPrefix = prefixes.Keys.Select(prefix => prefix.Length).DefaultIfEmpty().Max();
    }

    /// <summary>The zone of a stop; null where no zone covers it, and for "as directed", which is no place.</summary>
    public Zone? Find(Stop stop) => stop switch
    {
        AirportStop airport => airports.GetValueOrDefault(Fold(airport.Code)),
        StationStop station => stations.GetValueOrDefault(Fold(station.Code)),
        AddressStop address => Find(address),
        _ => null,
    };

    private Zone? Find(AddressStop address)
    {
        var postalCode = Fold(address.PostalCode);
        if (postalCode.Length > 0)
        {
            if (postalCodes.TryGetValue(postalCode, out var exact))
                return exact;
            for (var length = Math.Min(longestPrefix, postalCode.Length); length > 0; length--)
            {
                if (prefixes.TryGetValue(postalCode[..length], out var zone))
                    return zone;
            }
        }
        var (city, state, country) = (Fold(address.City), Fold(address.State), Fold(address.Country));
        return (city.Length > 0 ? cities.GetValueOrDefault(new ZoneCity(city, state, country)) : null)
            ?? (state.Length > 0 ? cities.GetValueOrDefault(new ZoneCity("", state, country)) : null)
            ?? (country.Length > 0 ? cities.GetValueOrDefault(new ZoneCity("", "", country)) : null);
    }

    private static string Fold(string text) => text.Trim().ToUpperInvariant();
}
