namespace GroundTransport.Application.ConcurApps;

/// <summary>Why Concur gives no token (authentication: Response Codes, /token); codes that mean the same to an operator share a name.</summary>
public enum TokenRefusal
{
    /// <summary>The id and the request token, or the refresh token, don't fit.</summary>
    IncorrectCredentials,

    /// <summary>The company's or the user's account is disabled.</summary>
    AccountDisabled,

    /// <summary>The account may not log on.</summary>
    LogonDenied,

    /// <summary>The account may not log on from our network address.</summary>
    AddressDenied,

    /// <summary>The account is locked.</summary>
    AccountLocked,

    /// <summary>Concur doesn't know the id that came with the request token.</summary>
    UnknownPrincipal,

    /// <summary>The refresh token has expired, was revoked, or was never one.</summary>
    RefreshTokenEnded,

    /// <summary>The token was issued to another app.</summary>
    AnotherAppsToken,

    /// <summary>Another complaint about the grant, with a code that isn't documented.</summary>
    GrantNotAccepted,

    /// <summary>Concur doesn't know the client id.</summary>
    UnknownClient,

    /// <summary>The client secret is wrong.</summary>
    WrongClientSecret,

    /// <summary>Another complaint about the app, with a code that isn't documented.</summary>
    ClientNotAccepted,

    /// <summary>A part of the request is missing or not understood.</summary>
    IncompleteRequest,

    /// <summary>SAP Concur has disabled the app.</summary>
    ClientDisabled,

    /// <summary>The company hasn't enabled the app.</summary>
    CompanyNotEnabled,

    /// <summary>The app may not use this grant.</summary>
    GrantNotAllowed,

    /// <summary>The app may not refresh its tokens.</summary>
    RefreshNotAllowed,

    /// <summary>The app has fewer scopes than are asked for.</summary>
    ScopeExceeded,

    /// <summary>A complaint about a grant that the gateway doesn't use.</summary>
    AnotherGrant,

    /// <summary>A complaint with neither a code nor an error that is documented.</summary>
    Unknown,
}
