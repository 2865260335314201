namespace GroundTransport.Domain.Vendors;

/// <summary>What prices a vendor's rides.</summary>
public enum PricingMode
{
    Plan,
    Service,
}

/// <summary>What prices a search if the vendor's service doesn't.</summary>
public enum PricingFallback
{
    /// <summary>Nothing: the vendor offers no ride.</summary>
    None,

    /// <summary>Its rate plan.</summary>
    Plan,
}

/// <summary>A vendor's own service that prices its rides, over HTTP.</summary>
/// <param name="Confirm">Each booking is confirmed by the service before it is stored.</param>
public sealed record PricingService(string Url, int TimeoutMs, PricingFallback OnFailure, bool Confirm)
{
    public const int ShortestTimeoutMs = 100;

    /// <summary>Concur gives up on a search after four seconds.</summary>
    public const int LongestTimeoutMs = 3000;

    public const int DefaultTimeoutMs = 1500;

    public TimeSpan Timeout => TimeSpan.FromMilliseconds(TimeoutMs);

    // A record's default prints every property; the path or the query of an address may be a secret.
    public override string ToString() => "Pricing service";
}
