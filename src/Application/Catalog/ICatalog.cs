using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Quotes;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Application.Catalog;

/// <summary>The memory that Search, credentials and API keys are read from; a disk stands behind it.</summary>
public interface ICatalog
{
    CatalogSnapshot Current { get; }
}

/// <summary>One vendor that can be searched: it, and its compiled plan in force.</summary>
public sealed record VendorOnSale(Vendor Vendor, RideFinder? Rides)
{
    /// <summary>As each reply names it: one object for all.</summary>
    public VendorName Named { get; } = Vendor.Named;
}

/// <summary>Everything that is read on the hot path, immutable, as of one catalog version.</summary>
public sealed record CatalogSnapshot
{
    /// <summary>So long a node answers from memory while its database is down; then it isn't ready.</summary>
    public static readonly TimeSpan LongestWithoutDatabase = TimeSpan.FromMinutes(10);

    public required long Version { get; init; }

    /// <summary>When the database last said that this version is the present one.</summary>
    public required DateTimeOffset ConfirmedAt { get; init; }

    public required IReadOnlyDictionary<string, VendorOnSale> Vendors { get; init; }

    public required IReadOnlyDictionary<string, DirectConnect> ConnectsByUserName { get; init; }

    public required IReadOnlyDictionary<string, DirectConnect> ConnectsById { get; init; }

    /// <summary>By the hex of the secret's SHA-256.</summary>
    public required IReadOnlyDictionary<string, DirectConnect> ConnectsByToken { get; init; }

    /// <summary>By the hex of the secret's SHA-256.</summary>
    public required IReadOnlyDictionary<string, ApiKey> ApiKeys { get; init; }

    public required QuoteSigner QuoteSigner { get; init; }

    public bool IsUsable(DateTimeOffset now) => Version > 0 && now - ConfirmedAt <= LongestWithoutDatabase;
}
