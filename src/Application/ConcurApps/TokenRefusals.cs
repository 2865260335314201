using static GroundTransport.Application.ConcurApps.ConcurAppState;
using static GroundTransport.Application.ConcurApps.TokenRefusal;

namespace GroundTransport.Application.ConcurApps;

/// <summary>
/// Concur's codes (authentication: Response Codes, /token) and what each asks of the operator. A code decides; the wider
/// <c>error</c> only where the code is missing or not documented.
/// </summary>
public static class TokenRefusals
{
    /// <summary>The company lives in another data centre: no refusal, but a call to be made there.</summary>
    public const int LivesElsewhere = 16;

    public static TokenRefusal Of(int? code, string error) => code switch
    {
        5 or 19 => IncorrectCredentials,
        10 or 11 or 123 => AccountDisabled,
        12 or 13 => LogonDenied,
        14 => AccountLocked,
        20 => AddressDenied,
        51 or 52 or 62 or 63 or 65 or 106 or 120 => IncompleteRequest,
        53 => CompanyNotEnabled,
        54 => ScopeExceeded,
        59 => ClientDisabled,
        60 => GrantNotAllowed,
        61 => UnknownClient,
        64 or 115 => WrongClientSecret,
        100 => UnknownPrincipal,
        105 => AnotherAppsToken,
        107 => RefreshNotAllowed,
        108 => RefreshTokenEnded,
        // One-time passwords, the authorization code grant, and the login page's own parameters.
        (>= 55 and <= 58) or (>= 80 and <= 85) or (>= 101 and <= 104) or 109 or (>= 117 and <= 119) or 121 or 122 => AnotherGrant,
        _ => error switch
        {
            "invalid_grant" => GrantNotAccepted,
            "invalid_client" or "unauthorized_client" => ClientNotAccepted,
            "invalid_request" => IncompleteRequest,
            "invalid_scope" => ScopeExceeded,
            "unsupported_grant_type" => GrantNotAllowed,
            "access_denied" => ClientDisabled,
            _ => Unknown,
        },
    };

    public static ConcurAppState StateAfter(TokenRefusal refusal) => Meaning(refusal).State;

    public static string WhatToDo(TokenRefusal refusal) => Meaning(refusal).WhatToDo;

    private static (ConcurAppState State, string WhatToDo) Meaning(TokenRefusal refusal) => refusal switch
    {
        IncorrectCredentials => (NeedsAuthorization,
            "Concur doesn't accept this id with this token. "
            + "Connect again from the App Center, or authorize with a new request token and the id that came with it; a request token is good for 12 hours."),
        AccountDisabled => (NeedsCustomer,
            "The account is disabled at Concur. "
            + "Have the customer's Concur administrator, or SAP Concur support, enable it; then authorize again."),
        LogonDenied => (NeedsCustomer,
            "Concur denies this account the logon. "
            + "Have the customer's Concur administrator, or SAP Concur support, find out why by the correlation id; then authorize again."),
        AddressDenied => (NeedsCustomer,
            "Concur denies the logon from the gateway's network address. "
            + "Have the customer's Concur administrator allow it; then authorize again."),
        AccountLocked => (NeedsCustomer,
            "The account is locked at Concur. "
            + "Have the customer's Concur administrator, or SAP Concur support, unlock it; then authorize again."),
        UnknownPrincipal => (NeedsAuthorization,
            "Concur doesn't know the id that the request token was sent with. "
            + "Connect again from the App Center and use the id that it hands over."),
        RefreshTokenEnded => (NeedsAuthorization,
            "The refresh token has expired or was revoked. "
            + "Connect again from the App Center, or authorize with a new request token."),
        AnotherAppsToken => (NeedsAuthorization,
            "The token was issued to another app. "
            + "Check that the client id is the one that the customer connected, then connect again from the App Center."),
        GrantNotAccepted => (NeedsAuthorization,
            "Concur doesn't accept the token. "
            + "Connect again from the App Center, or authorize with a new request token."),
        UnknownClient => (NeedsClient, "Concur doesn't know the client id in this data centre. Correct the client id or the app's geolocation."),
        WrongClientSecret => (NeedsClient, "Concur doesn't accept the client secret. Enter the one that SAP Concur issued last for this client id."),
        ClientNotAccepted => (NeedsClient,
            "Concur doesn't accept the app. "
            + "Check client id and client secret; if they are right, ask SAP Concur support by the correlation id."),
        IncompleteRequest => (NeedsClient,
            "Concur misses a part of the request. "
            + "Check that client id, client secret, id and token are complete; if they are, report it to SAP Concur support by the correlation id."),
        ClientDisabled => (NeedsConcur, "SAP Concur has disabled the app. Ask your Concur partner contact to enable it."),
        CompanyNotEnabled => (NeedsConcur,
            "The app isn't enabled for this company. "
            + "Have SAP Concur enable it, then connect again from the App Center."),
        GrantNotAllowed => (NeedsConcur, "The app may not get tokens in this way. Have SAP Concur enable the password and the refresh grant for it."),
        RefreshNotAllowed => (NeedsConcur, "The app may not renew its tokens. Have SAP Concur enable the refresh grant for it."),
        ScopeExceeded => (NeedsConcur, "Concur finds that the app asks for more scopes than it has. Have SAP Concur check the scopes of the app."),
        AnotherGrant => (NeedsConcur, "Concur complains about something that the gateway doesn't use. Ask SAP Concur support by the correlation id."),
        _ => (NeedsConcur, "Concur refuses for a reason that isn't documented. Ask SAP Concur support by the correlation id."),
    };
}
