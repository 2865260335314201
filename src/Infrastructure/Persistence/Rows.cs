using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Application.Catalog;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>One row per vehicle kind, which Sell and Update lock before they count its holds.</summary>
/// <param name="Locks">Incremented by every write that changes the holds: a node reloads them if it has changed.</param>
/// <param name="LongestHold">
/// Milliseconds. No hold of the vehicle kind lasts longer, so that overlapping holds are searched for in a short range.
/// </param>
public sealed record FleetRow(string VendorCode, string VehicleId, long Locks, long LongestHold);

/// <summary>A time for which a reservation takes a vehicle.</summary>
public sealed record HoldRow(
    long ReservationId, int Ordinal, string VendorCode, string VehicleId, DateTimeOffset TakenFrom, DateTimeOffset TakenTo)
{
    public static IEnumerable<HoldRow> Of(Domain.Reservations.Reservation reservation) =>
        reservation.Holds.Select((Hold hold, int ordinal) =>
            new HoldRow(reservation.Id, ordinal, reservation.VendorCode, hold.VehicleId, hold.From, hold.To));
}

/// <summary>A word by which a reservation is found.</summary>
public sealed record ReservationWordRow(string Word, long ReservationId);

/// <summary>A quote signing key; the key ring encrypts its secret.</summary>
public sealed record SigningKeyRow(int Id, byte[] ProtectedSecret, DateTimeOffset ActiveFrom, DateTimeOffset? RetiredAt)
{
    /// <summary>The data protection purpose of these secrets.</summary>
    public const string Purpose = "GroundTransport.QuoteSigningKey";
}

/// <summary>One element of the data protection key ring.</summary>
public sealed record KeyRingRow(string FriendlyName, string Xml);

/// <summary>The version of the catalog; every node reloads its catalog when it has changed.</summary>
public sealed record CatalogState(int Id, long Version)
{
    public const int SingleId = 1;

    /// <summary>The types of the rows that the catalog is read from: a write to one of them increments the version.</summary>
    public static readonly IReadOnlySet<Type> SourceTypes =
        new HashSet<Type>
        {
            typeof(Vendor), typeof(RatePlanVersion), typeof(DirectConnect), typeof(ApiKey), typeof(SigningKeyRow), typeof(PricingSecretRow),
        };
}

/// <summary>The state of the event feed.</summary>
/// <param name="Identity">Empty until the first start.</param>
public sealed record EventFeedRow(int Id, string Identity, long LastPosition, long PurgedThrough)
{
    public const int SingleId = 1;
}

/// <summary>Inserted by a commit, so that it can be found if its response was lost.</summary>
public sealed record CommitRecord(string Id, DateTimeOffset At)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
}

/// <summary>A Concur app; the key ring encrypts its secrets.</summary>
public sealed record ConcurAppRow(string DirectConnectId)
{
    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    public required string Geolocation { get; init; }

    /// <summary>Null, as all columns of the tokens, if the app isn't authorized.</summary>
    public string? RefreshToken { get; init; }

    public DateTimeOffset? RefreshExpiresAt { get; init; }

    public string? AccessToken { get; init; }

    public DateTimeOffset? AccessUntil { get; init; }

    public string? TokenGeolocation { get; init; }

    public string? TokenScope { get; init; }

    public required Application.ConcurApps.ConcurAppState State { get; init; }

    public required string WhatToDo { get; init; }

    public required string LastAnswer { get; init; }

    public required string CorrelationId { get; init; }

    public DateTimeOffset? RenewedAt { get; init; }

    public DateTimeOffset? AskAgainAt { get; init; }

    public int Version { get; init; }
}

/// <summary>A webhook; the key ring encrypts its secrets.</summary>
public sealed record WebhookRow(string Id)
{
    public required string Url { get; init; }

    public required string Description { get; init; }

    public IReadOnlyList<string>? Types { get; init; }

    public IReadOnlyList<string>? VendorCodes { get; init; }

    public bool Enabled { get; init; }

    public required string DisabledReason { get; init; }

    public DateTimeOffset? FailingSince { get; init; }

    public required string Secret { get; init; }

    public string? PreviousSecret { get; init; }

    public DateTimeOffset? PreviousUntil { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public int Version { get; init; }
}

/// <summary>The secrets that sign what is sent to a vendor's pricing service; the key ring encrypts them.</summary>
public sealed record PricingSecretRow(string VendorCode)
{
    public required string Secret { get; init; }

    public string? PreviousSecret { get; init; }

    public DateTimeOffset? PreviousUntil { get; init; }
}

/// <summary>The Concur user of a passenger, who is known by a hash.</summary>
public sealed record ReceiptUserRow(string DirectConnectId, string PassengerKey)
{
    /// <summary>How long a passenger's user is remembered who gets no receipt.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    public required string UserId { get; set; }

    public required DateTimeOffset SetAt { get; set; }
}

/// <summary>An unassigned connection from the App Center; the key ring encrypts its request token.</summary>
public sealed record PendingConnectionRow(
    string Id, string Principal, string UserId, string RequestToken, DateTimeOffset ArrivedAt, DateTimeOffset ExpiresAt,
    string Visitor);

/// <summary>When an API key was last used.</summary>
public sealed record ApiKeyUseRow(string KeyId)
{
    public DateTimeOffset LastUsedAt { get; set; }
}

/// <summary>How far events are counted.</summary>
public sealed record CountedThroughRow(int Id)
{
    public const int SingleId = 1;

    public long Position { get; set; }
}

/// <summary>The lease of a job that only one node at a time may run.</summary>
public sealed record JobLeaseRow(string Name, string Owner, DateTimeOffset Until);
