using GroundTransport.Application.PostBacks;

namespace GroundTransport.Application.ConcurApps;

/// <summary>Where tokens may be obtained, and how long the gateway waits.</summary>
public sealed record TokenSettings
{
    /// <summary>How long one answer may take; a call that is repeated at another data centre has it twice.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The wait after a timeout or a 503; the other delays scale with it.</summary>
    public TimeSpan RetryAfter { get; init; } = PostBackSettings.DefaultRetryAfter;

    public GeolocationRule Geolocations { get; init; } = new();

    public DataCentres DataCentres { get; init; } = DataCentres.UsAndEmea;

    /// <summary>The same timeout and delays for every call to Concur.</summary>
    public static TokenSettings LikePostBacks(PostBackSettings postBacks) =>
        new() { Timeout = postBacks.Timeout, RetryAfter = postBacks.RetryAfter };
}
