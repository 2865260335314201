using System.Text.Json.Serialization;

namespace ConcurSimulator.Certification.Profiles;

/// <summary>A ride that the profile names.</summary>
public sealed record ProfileRide
{
    /// <summary>One of Concur's codes, such as 110.</summary>
    public required string ServiceType { get; init; }

    public required Place Pickup { get; init; }

    public required Place Dropoff { get; init; }

    /// <summary>How long an hourly ride lasts; 0 for the others.</summary>
    public int Hours { get; init; }

    [JsonIgnore]
    public bool IsHourly => Hours > 0;
}
