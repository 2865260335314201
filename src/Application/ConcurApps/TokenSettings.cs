using GroundTransport.Application.PostBacks;

namespace GroundTransport.Application.ConcurApps;

/// <summary>Where tokens may be asked for, and how patiently.</summary>
public sealed record TokenSettings
{
    /// <summary>How long one answer may take; a call that is sent on to another data centre has it twice.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The wait after a timeout or 503; the other delays scale with it.</summary>
    public TimeSpan RetryAfter { get; init; } = PostBackSettings.DefaultRetryAfter;

    public GeolocationRule Geolocations { get; init; } = new();

    public DataCentres DataCentres { get; init; } = DataCentres.UsAndEmea;

    /// <summary>One patience with Concur, whatever is called there.</summary>
    public static TokenSettings LikePostBacks(PostBackSettings postBacks) => new() { Timeout = postBacks.Timeout, RetryAfter = postBacks.RetryAfter };
}
