using GroundTransport.Application.Signing;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Quotes;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Application.Catalog;

/// <summary>The in-memory catalog for Search, credentials and API keys, loaded from the database.</summary>
public interface ICatalog
{
    CatalogSnapshot Current { get; }
}

/// <summary>A vendor that can be searched, and its compiled plan in force; null: none yet.</summary>
public sealed record VendorOnSale(Vendor Vendor, RideFinder? Rides)
{
    /// <summary>One object for all replies, so that its encoding can be cached.</summary>
    public VendorContact Contact { get; } = Vendor.Contact;

    /// <summary>Sign what is sent to the vendor's pricing service; null: it has none.</summary>
    public SigningSecrets? PricingSecrets { get; init; }

    /// <summary>The time zone of a stop's local times: by the plan's zones if there is a plan, else the vendor's.</summary>
    public TimeZoneInfo TimeZoneOf(Stop pickup) =>
        Rides is null ? TimeZoneInfo.FindSystemTimeZoneById(Vendor.TimeZone) : Rides.TimeZoneOf(pickup);
}

/// <summary>Everything that the hot path reads, as of one catalog version. Immutable.</summary>
public sealed record CatalogSnapshot
{
    /// <summary>How long a node answers from memory while its database is down. After that it isn't ready.</summary>
    public static readonly TimeSpan LongestWithoutDatabase = TimeSpan.FromMinutes(10);

    public required long Version { get; init; }

    /// <summary>When the database last confirmed that this version is current.</summary>
    public required DateTimeOffset ConfirmedAt { get; init; }

    public required IReadOnlyDictionary<string, VendorOnSale> Vendors { get; init; }

    public required IReadOnlyDictionary<string, DirectConnect> ConnectsByUserName { get; init; }

    public required IReadOnlyDictionary<string, DirectConnect> ConnectsById { get; init; }

    /// <summary>By the hex of the secret's SHA-256; <see cref="DirectConnect.AcceptsToken"/> knows whether it is valid now.</summary>
    public required IReadOnlyDictionary<string, DirectConnect> ConnectsByToken { get; init; }

    /// <summary>By the hex of the secret's SHA-256.</summary>
    public required IReadOnlyDictionary<string, ApiKey> ApiKeys { get; init; }

    public required QuoteSigner QuoteSigner { get; init; }

    public bool IsUsable(DateTimeOffset now) => Version > 0 && now - ConfirmedAt <= LongestWithoutDatabase;
}
