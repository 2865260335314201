namespace GroundTransport.Application.ConcurApps;

/// <summary>
/// Why Concur grants no token (authentication: Response Codes, /token); codes that mean the same to an operator share a name.
/// </summary>
public enum TokenRefusal
{
    /// <summary>The id doesn't belong to the request token, or the refresh token is wrong.</summary>
    IncorrectCredentials,

    /// <summary>The company's or the user's account is disabled.</summary>
    AccountDisabled,

    /// <summary>The account isn't allowed to log on.</summary>
    LogonDenied,

    /// <summary>The account isn't allowed to log on from the gateway's network address.</summary>
    AddressDenied,

    /// <summary>The account is locked.</summary>
    AccountLocked,

    /// <summary>The id that came with the request token is unknown to Concur.</summary>
    UnknownPrincipal,

    /// <summary>The refresh token has expired, was revoked, or never existed.</summary>
    RefreshTokenEnded,

    /// <summary>The token was issued to another app.</summary>
    AnotherAppsToken,

    /// <summary>Another error about the grant, with a code that isn't documented.</summary>
    GrantNotAccepted,

    /// <summary>The client id is unknown to Concur.</summary>
    UnknownClient,

    /// <summary>The client secret is wrong.</summary>
    WrongClientSecret,

    /// <summary>Another error about the app, with a code that isn't documented.</summary>
    ClientNotAccepted,

    /// <summary>A part of the request is missing or not understood.</summary>
    IncompleteRequest,

    /// <summary>SAP Concur has disabled the app.</summary>
    ClientDisabled,

    /// <summary>The company hasn't enabled the app.</summary>
    CompanyNotEnabled,

    /// <summary>The app isn't allowed to use this grant.</summary>
    GrantNotAllowed,

    /// <summary>The app isn't allowed to refresh its tokens.</summary>
    RefreshNotAllowed,

    /// <summary>The app has fewer scopes than it asks for.</summary>
    ScopeExceeded,

    /// <summary>An error about a grant that the gateway doesn't use.</summary>
    AnotherGrant,

    /// <summary>An error with neither a documented code nor a documented error name.</summary>
    Unknown,
}
