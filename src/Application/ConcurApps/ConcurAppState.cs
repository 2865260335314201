namespace GroundTransport.Application.ConcurApps;

/// <summary>The state of an app at Concur, named for who has to act next.</summary>
public enum ConcurAppState
{
    /// <summary>The gateway has its tokens.</summary>
    Connected,

    /// <summary>Concur hasn't been asked yet, can't be reached, or gives no readable answer: the gateway asks again by itself.</summary>
    Waiting,

    /// <summary>Concur doesn't accept its tokens, or no longer does: it must be authorized again.</summary>
    NeedsAuthorization,

    /// <summary>Its client id or client secret must be corrected here.</summary>
    NeedsClient,

    /// <summary>Its geolocation must be corrected here, or be allowed.</summary>
    NeedsGeolocation,

    /// <summary>The customer's Concur administrator must correct the account.</summary>
    NeedsCustomer,

    /// <summary>SAP Concur must enable something for the app, or explain its answer.</summary>
    NeedsConcur,
}
