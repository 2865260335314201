using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Application.Catalog;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>What Sell and Update lock before they count: one row per vehicle kind.</summary>
/// <param name="LongestHold">Milliseconds; none of its holds lasts longer, so that what overlaps is found among few.</param>
public sealed record FleetRow(string VendorCode, string VehicleId, long Locks, long LongestHold);

/// <summary>One hold of a reservation.</summary>
public sealed record HoldRow(long ReservationId, int Ordinal, string VendorCode, string VehicleId, DateTimeOffset TakenFrom, DateTimeOffset TakenTo)
{
    public static IEnumerable<HoldRow> Of(Domain.Reservations.Reservation reservation) =>
        reservation.Holds.Select((Hold hold, int ordinal) =>
            new HoldRow(reservation.Id, ordinal, reservation.VendorCode, hold.VehicleId, hold.From, hold.To));
}

/// <summary>A quote signing key; its secret is protected by the key ring.</summary>
public sealed record SigningKeyRow(int Id, byte[] ProtectedSecret, DateTimeOffset ActiveFrom, DateTimeOffset? RetiredAt)
{
    /// <summary>The purpose that isolates these secrets from the others that the key ring protects.</summary>
    public const string Purpose = "GroundTransport.QuoteSigningKey";
}

/// <summary>One element of the data protection key ring.</summary>
public sealed record KeyRingRow(string FriendlyName, string Xml);

/// <summary>Counts the changes of vendors, plans, connections and keys: what makes every node reload its catalog.</summary>
public sealed record CatalogState(int Id, long Version)
{
    public const int OnlyRow = 1;

    /// <summary>The rows that the catalog is read from.</summary>
    public static readonly IReadOnlySet<Type> Covers =
        new HashSet<Type> { typeof(Vendor), typeof(RatePlanVersion), typeof(DirectConnect), typeof(ApiKey), typeof(SigningKeyRow) };
}

/// <summary>Left by a commit, so that it is found where its answer was lost; of no use after some minutes.</summary>
public sealed record CommitMark(string Id, DateTimeOffset At)
{
    public static readonly TimeSpan Useful = TimeSpan.FromMinutes(15);
}

/// <summary>An app at Concur; its secrets are protected by the key ring.</summary>
public sealed record ConcurAppRow(string DirectConnectId)
{
    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    public required string Geolocation { get; init; }

    /// <summary>Null with all else of the tokens where it isn't authorized.</summary>
    public string? RefreshToken { get; init; }

    public DateTimeOffset? RefreshExpiresAt { get; init; }

    public string? AccessToken { get; init; }

    public DateTimeOffset? AccessUntil { get; init; }

    public string? TokenGeolocation { get; init; }

    public required Application.ConcurApps.ConcurAppState State { get; init; }

    public required string WhatToDo { get; init; }

    public required string LastAnswer { get; init; }

    public required string CorrelationId { get; init; }

    public DateTimeOffset? RenewedAt { get; init; }

    public DateTimeOffset? AskAgainAt { get; init; }

    public int Version { get; init; }
}

/// <summary>A connection that waits to be assigned; its request token is protected by the key ring.</summary>
public sealed record PendingConnectionRow(string Id, string Principal, string UserId, string RequestToken, DateTimeOffset ArrivedAt, DateTimeOffset ExpiresAt);

/// <summary>What one node at a time may do, and until when it may.</summary>
public sealed record JobLeaseRow(string Name, string Owner, DateTimeOffset Until);
