using System.Text.Json.Serialization;

namespace ConcurSimulator.Certification.Profiles;

/// <summary>Where a ride of the profile starts or ends: an airport, a station, an address, or as directed.</summary>
public sealed record Place
{
    public string Airport { get; init; } = "";

    public string Station { get; init; } = "";

    public string StationName { get; init; } = "";

    public string Street { get; init; } = "";

    public string City { get; init; } = "";

    public string State { get; init; } = "";

    public string Country { get; init; } = "";

    public string PostalCode { get; init; } = "";

    public bool AsDirected { get; init; }

    /// <summary>LocationType.</summary>
    [JsonIgnore]
    public string Type => AsDirected ? "400" : Airport.Length > 0 ? "200" : Station.Length + StationName.Length > 0 ? "300" : "100";
}
