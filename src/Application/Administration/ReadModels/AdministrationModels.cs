namespace GroundTransport.Application.Administration.ReadModels;

/// <summary>A vendor as the supplier reads it.</summary>
public sealed class VendorModel
{
    /// <summary>At most eight of A-Z and 0-9.</summary>
    public string Code { get; set; } = "";

    /// <summary>As travellers read it.</summary>
    public string Name { get; set; } = "";

    public string Phone { get; set; } = "";

    public string Currency { get; set; } = "";

    /// <summary>IANA name.</summary>
    public string TimeZone { get; set; } = "";

    public DecisionsModel Decisions { get; set; } = new();

    /// <summary>So many hours after its end a ride is closed as completed; null: never by itself.</summary>
    public int? CloseAfterHours { get; set; }

    /// <summary>The rate plan's version in force; 0 where there is none yet.</summary>
    public int PlanVersion { get; set; }

    /// <summary>What <c>If-Match</c> compares; also the ETag.</summary>
    public int Version { get; set; }
}

/// <summary>Who decides each kind of request: manual or automatic; and what becomes of one that nobody decides in time.</summary>
public sealed class DecisionsModel
{
    public string Bookings { get; set; } = "";

    public string Changes { get; set; } = "";

    public string Cancellations { get; set; } = "";

    public int? DecideWithinMinutes { get; set; }

    public OnTimeoutModel? OnTimeout { get; set; }
}

/// <summary>accept or decline, for each kind.</summary>
public sealed class OnTimeoutModel
{
    public string Bookings { get; set; } = "";

    public string Changes { get; set; } = "";

    public string Cancellations { get; set; } = "";
}

/// <summary>A connection from Concur; never its secrets.</summary>
public class DirectConnectModel
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>For Basic credentials, with the password that was shown once.</summary>
    public string UserName { get; set; } = "";

    public IReadOnlyList<string> VendorCodes { get; set; } = [];

    /// <summary>How times without an offset are meant: gmt or pickupLocal.</summary>
    public string TimesAre { get; set; } = "";

    public PostBackModel PostBack { get; set; } = new();

    /// <summary>What <c>If-Match</c> compares; also the ETag.</summary>
    public int Version { get; set; }
}

/// <summary>Whether status changes are told to Concur by PostBack.</summary>
public sealed class PostBackModel
{
    public bool Enabled { get; set; }
}

/// <summary>A connection with its secrets, which are shown this once.</summary>
public sealed class IssuedCredentialsModel : DirectConnectModel
{
    public string Password { get; set; } = "";

    /// <summary>Instead of user name and password: <c>Authorization: Bearer</c> or <c>OAuth</c>.</summary>
    public string Token { get; set; } = "";
}

/// <summary>An API key; never its secret.</summary>
public class ApiKeyModel
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>read, dispatch or admin; each includes those before it.</summary>
    public string Role { get; set; } = "";

    /// <summary>The vendors that it is bound to; null: all.</summary>
    public IReadOnlyList<string>? VendorCodes { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>A key with its secret, which is shown this once.</summary>
public sealed class IssuedApiKeyModel : ApiKeyModel
{
    public string Key { get; set; } = "";
}

/// <summary>An app at Concur and where it stands; never its secrets.</summary>
public sealed class ConcurAppModel
{
    public string ClientId { get; set; } = "";

    /// <summary>Where its first tokens are asked for.</summary>
    public string Geolocation { get; set; } = "";

    /// <summary>connected, waiting, or who has to act: needsAuthorization, needsClient, needsGeolocation, needsCustomer, needsConcur.</summary>
    public string State { get; set; } = "";

    /// <summary>One or two sentences; empty where there is nothing to do.</summary>
    public string WhatToDo { get; set; } = "";

    /// <summary>Concur's last answer.</summary>
    public string LastAnswer { get; set; } = "";

    /// <summary>By which Concur finds that answer: name it in a support case.</summary>
    public string CorrelationId { get; set; } = "";

    /// <summary>Where further tokens are asked for; null until it is authorized.</summary>
    public string? TokenGeolocation { get; set; }

    public DateTimeOffset? RefreshTokenExpiresAt { get; set; }

    /// <summary>Until when the present access token is used; null where there is none.</summary>
    public DateTimeOffset? AccessTokenUntil { get; set; }

    public DateTimeOffset? RenewedAt { get; set; }

    /// <summary>Concur isn't asked for a token again before.</summary>
    public DateTimeOffset? AskAgainAt { get; set; }

    /// <summary>What <c>If-Match</c> compares; also the ETag. Moves with each renewal too.</summary>
    public int Version { get; set; }
}

/// <summary>A customer who clicked Connect in the App Center; never the request token.</summary>
public sealed class PendingConnectionModel
{
    /// <summary>For <c>pendingConnection</c> of an authorization.</summary>
    public string Id { get; set; } = "";

    /// <summary>The company's id at Concur.</summary>
    public string Principal { get; set; } = "";

    /// <summary>Who clicked.</summary>
    public string UserId { get; set; } = "";

    public DateTimeOffset ArrivedAt { get; set; }

    /// <summary>It must be assigned before.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
}
