namespace GroundTransport.Application.ConcurApps;

/// <summary>Where an app stands with Concur, told by who has to act next.</summary>
public enum ConcurAppState
{
    /// <summary>Its tokens are in hand.</summary>
    Connected,

    /// <summary>Concur wasn't asked yet, can't be reached, or answers nothing that can be read: the gateway asks by itself.</summary>
    Waiting,

    /// <summary>Concur doesn't accept its tokens, or no longer: it must be authorized anew.</summary>
    NeedsAuthorization,

    /// <summary>Its client id or client secret must be corrected here.</summary>
    NeedsClient,

    /// <summary>Its geolocation must be corrected here, or be allowed.</summary>
    NeedsGeolocation,

    /// <summary>The customer's Concur administrator must do something about the account.</summary>
    NeedsCustomer,

    /// <summary>SAP Concur must enable something for the app, or explain itself.</summary>
    NeedsConcur,
}
