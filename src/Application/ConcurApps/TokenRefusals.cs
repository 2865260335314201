using static GroundTransport.Application.ConcurApps.ConcurAppState;
using static GroundTransport.Application.ConcurApps.TokenRefusal;

namespace GroundTransport.Application.ConcurApps;

/// <summary>
/// Concur's codes (authentication: Response Codes, /token) and what the operator does about each. The code decides; the broader
/// <c>error</c> only if the code is missing or not documented.
/// </summary>
public static class TokenRefusals
{
    /// <summary>Concur keeps the company in another data centre: no refusal, but a call to be repeated there.</summary>
    public const int OtherDataCentreCode = 16;

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
            + "Connect again from the App Center, or authorize with a new request token and the id that came with it; "
            + "a request token is valid for 12 hours."),
        AccountDisabled => (NeedsCustomer,
            "The account is disabled at Concur. "
            + "Have the customer's Concur administrator, or SAP Concur support, enable it; then authorize again."),
        LogonDenied => (NeedsCustomer,
            "Concur doesn't allow this account to log on. "
            + "Ask the customer's Concur administrator, or SAP Concur support with the correlation id, for the reason; "
            + "then authorize again."),
        AddressDenied => (NeedsCustomer,
            "Concur doesn't allow a logon from the gateway's network address. "
            + "Have the customer's Concur administrator allow it; then authorize again."),
        AccountLocked => (NeedsCustomer,
            "The account is locked at Concur. "
            + "Have the customer's Concur administrator, or SAP Concur support, unlock it; then authorize again."),
        UnknownPrincipal => (NeedsAuthorization,
            "The id that was sent with the request token is unknown to Concur. "
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
        UnknownClient => (NeedsClient,
            "The client id is unknown to Concur in this data centre. Correct the client id or the app's geolocation."),
        WrongClientSecret => (NeedsClient,
            "Concur doesn't accept the client secret. Store the one that SAP Concur issued last for this client id."),
        ClientNotAccepted => (NeedsClient,
            "Concur doesn't accept the app. "
            + "Check client id and client secret; if they are right, ask SAP Concur support with the correlation id."),
        IncompleteRequest => (NeedsClient,
            "Concur reports that a part of the request is missing. "
            + "Check that client id, client secret, id and token are complete; "
            + "if they are, report it to SAP Concur support with the correlation id."),
        ClientDisabled => (NeedsConcur, "SAP Concur has disabled the app. Ask your Concur partner contact to enable it."),
        CompanyNotEnabled => (NeedsConcur,
            "The app isn't enabled for this company. "
            + "Have SAP Concur enable it, then connect again from the App Center."),
        GrantNotAllowed => (NeedsConcur,
            "The app isn't allowed to use this grant. Have SAP Concur enable the password grant and the refresh grant for it."),
        RefreshNotAllowed => (NeedsConcur, "The app isn't allowed to renew its tokens. Have SAP Concur enable the refresh grant for it."),
        ScopeExceeded => (NeedsConcur,
            "Concur reports that the app asks for more scopes than it has. Have SAP Concur check the app's scopes."),
        AnotherGrant => (NeedsConcur,
            "The error concerns a grant that the gateway doesn't use. Ask SAP Concur support with the correlation id."),
        _ => (NeedsConcur, "Concur refused for an undocumented reason. Ask SAP Concur support with the correlation id."),
    };
}
