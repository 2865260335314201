using GroundTransport.Application.Callers;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Domain.Decisions;
using GroundTransport.Domain.Journeys;

namespace GroundTransport.Application.Administration.ReadModels;

/// <summary>A vendor as the supplier reads it.</summary>
public sealed class VendorModel
{
    /// <summary>1 to 8 of A-Z and 0-9.</summary>
    public string Code { get; set; } = "";

    /// <summary>The name that travellers see.</summary>
    public string Name { get; set; } = "";

    /// <summary>The phone number that travellers see.</summary>
    public string Phone { get; set; } = "";

    /// <summary>ISO 4217.</summary>
    public string Currency { get; set; } = "";

    /// <summary>The IANA name.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>Who decides requests, and by when.</summary>
    public DecisionsModel Decisions { get; set; } = new();

    /// <summary>How many hours after its end a ride is closed as completed; null if never automatically.</summary>
    public int? CloseAfterHours { get; set; }

    /// <summary>Whether and how rides become receipts in Concur Expense.</summary>
    public ReceiptSettingsModel Receipts { get; set; } = new();

    /// <summary>The version of the rate plan in force; 0 before the first.</summary>
    public int PlanVersion { get; set; }

    /// <summary>Compared with <c>If-Match</c>; also the ETag.</summary>
    public int Version { get; set; }
}

/// <summary>Whether rides become receipts in Concur Expense, and who issues them. What isn't set is empty.</summary>
public sealed class ReceiptSettingsModel
{
    /// <summary>Whether receipts are sent.</summary>
    public bool Enabled { get; set; }

    /// <summary>The vendor's name for the tax authority.</summary>
    public string LegalName { get; set; } = "";

    /// <summary>The vendor's number at the tax authority.</summary>
    public string TaxId { get; set; } = "";

    /// <summary>The phone number on the receipt.</summary>
    public string Phone { get; set; } = "";

    /// <summary>The web address on the receipt.</summary>
    public string WebAddress { get; set; } = "";

    /// <summary>Whether the receipts are tax invoices.</summary>
    public bool TaxInvoice { get; set; }

    /// <summary>How many minutes after the end of a ride its receipt is sent.</summary>
    public int SendAfterMinutes { get; set; }

    /// <summary>The vendor's address on the receipt.</summary>
    public SellerAddressModel Address { get; set; } = new();
}

/// <summary>Where the vendor has its seat. What isn't set is empty.</summary>
public sealed class SellerAddressModel
{
    /// <summary>The street with its number.</summary>
    public string Street { get; set; } = "";

    /// <summary>The city.</summary>
    public string City { get; set; } = "";

    /// <summary>The state or region by its code.</summary>
    public string State { get; set; } = "";

    /// <summary>The country: ISO 3166-1 alpha-2.</summary>
    public string Country { get; set; } = "";

    /// <summary>The postal code.</summary>
    public string PostalCode { get; set; } = "";
}

/// <summary>How each kind of request is decided, manual or automatic, and what happens to one that nobody decides in time.</summary>
public sealed class DecisionsModel
{
    /// <summary>How bookings are decided.</summary>
    public DecisionMode Bookings { get; set; }

    /// <summary>How changes are decided.</summary>
    public DecisionMode Changes { get; set; }

    /// <summary>How cancellations are decided.</summary>
    public DecisionMode Cancellations { get; set; }

    /// <summary>How long a request waits for a decision; null: until the pickup.</summary>
    public int? DecideWithinMinutes { get; set; }

    /// <summary>What happens to a request that nobody decides in time; null: it is declined at the pickup.</summary>
    public OnTimeoutModel? OnTimeout { get; set; }
}

/// <summary>What happens to a request that nobody decides in time, for each kind.</summary>
public sealed class OnTimeoutModel
{
    /// <summary>What happens to a booking.</summary>
    public TimeoutChoice Bookings { get; set; }

    /// <summary>What happens to a change.</summary>
    public TimeoutChoice Changes { get; set; }

    /// <summary>What happens to a cancellation.</summary>
    public TimeoutChoice Cancellations { get; set; }
}

/// <summary>A connection from Concur, without its secrets.</summary>
public class DirectConnectModel
{
    /// <summary>Its id.</summary>
    public string Id { get; set; } = "";

    /// <summary>Its name; the history shows it.</summary>
    public string Name { get; set; } = "";

    /// <summary>For Basic authentication, with the password that was shown once.</summary>
    public string UserName { get; set; } = "";

    /// <summary>The vendors that it sells.</summary>
    public IReadOnlyList<string> VendorCodes { get; set; } = [];

    /// <summary>How times without an offset are interpreted.</summary>
    public TimesAre TimesAre { get; set; }

    /// <summary>Until when the secrets before the last rotation are valid, too; null: they aren't.</summary>
    public DateTimeOffset? PreviousSecretsUntil { get; set; }

    /// <summary>Whether PostBacks are sent.</summary>
    public PostBackModel PostBack { get; set; } = new();

    /// <summary>Compared with <c>If-Match</c>; also the ETag.</summary>
    public int Version { get; set; }
}

/// <summary>Whether Concur is sent PostBacks about status changes.</summary>
public sealed class PostBackModel
{
    /// <summary>False: Concur learns of a change when it reads the reservation.</summary>
    public bool Enabled { get; set; }
}

/// <summary>A connection with its secrets, which are shown this once.</summary>
public sealed class IssuedCredentialsModel : DirectConnectModel
{
    /// <summary>The password.</summary>
    public string Password { get; set; } = "";

    /// <summary>For <c>Authorization: Bearer</c> or <c>OAuth</c>, instead of user name and password.</summary>
    public string Token { get; set; } = "";
}

/// <summary>An API key, without its secret.</summary>
public class ApiKeyModel
{
    /// <summary>Its id.</summary>
    public string Id { get; set; } = "";

    /// <summary>Its name; the history shows it.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it may do: each role includes those before it.</summary>
    public Role Role { get; set; }

    /// <summary>The vendors that it is bound to; null for all.</summary>
    public IReadOnlyList<string>? VendorCodes { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The name of the key that created it; empty: the start of the gateway did.</summary>
    public string CreatedBy { get; set; } = "";

    /// <summary>From when on it is rejected; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>When it was last used, up to five minutes late; null: never.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }
}

/// <summary>A key with its secret, which is shown this once.</summary>
public sealed class IssuedApiKeyModel : ApiKeyModel
{
    /// <summary>The key.</summary>
    public string Key { get; set; } = "";
}

/// <summary>An app at Concur and its state, without its secrets.</summary>
public sealed class ConcurAppModel
{
    /// <summary>The app's id at Concur.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The base URI for its first tokens.</summary>
    public string Geolocation { get; set; } = "";

    /// <summary>Its state, named for who has to act next.</summary>
    public ConcurAppState State { get; set; }

    /// <summary>One or two sentences; empty if there is nothing to do.</summary>
    public string WhatToDo { get; set; } = "";

    /// <summary>Concur's last answer.</summary>
    public string LastAnswer { get; set; } = "";

    /// <summary>The correlation id by which Concur finds that answer: quote it in a support case.</summary>
    public string CorrelationId { get; set; } = "";

    /// <summary>The base URI for further tokens; null until it is authorized.</summary>
    public string? TokenGeolocation { get; set; }

    /// <summary>Until when tokens can be renewed; null until it is authorized.</summary>
    public DateTimeOffset? RefreshTokenExpiresAt { get; set; }

    /// <summary>Until when the current access token is used; null if there is none.</summary>
    public DateTimeOffset? AccessTokenUntil { get; set; }

    /// <summary>What the token may be used for, as Concur lists it; empty: not known.</summary>
    public IReadOnlyList<string> Scopes { get; set; } = [];

    /// <summary>Whether the token may be used for receipts.</summary>
    public ReceiptsScope Receipts { get; set; }

    /// <summary>When its tokens were renewed last; null: never.</summary>
    public DateTimeOffset? RenewedAt { get; set; }

    /// <summary>Concur isn't asked for a token again before this time; null: it can be asked.</summary>
    public DateTimeOffset? AskAgainAt { get; set; }

    /// <summary>Compared with <c>If-Match</c>; also the ETag. Each renewal increments it too.</summary>
    public int Version { get; set; }
}

/// <summary>A customer who clicked Connect in the App Center, without the request token.</summary>
public sealed class PendingConnectionModel
{
    /// <summary>The value for <c>pendingConnection</c> of an authorization.</summary>
    public string Id { get; set; } = "";

    /// <summary>The company's id at Concur.</summary>
    public string Principal { get; set; } = "";

    /// <summary>The user who clicked.</summary>
    public string UserId { get; set; } = "";

    /// <summary>When it arrived.</summary>
    public DateTimeOffset ArrivedAt { get; set; }

    /// <summary>It must be assigned before this time.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
}
