namespace GroundTransport.Application.ConcurApps;

/// <summary>The access token of an app, or why there is none.</summary>
public abstract record AccessToken
{
    private AccessToken()
    {
    }

    /// <summary>The direct connect has no app.</summary>
    public sealed record NoApp : AccessToken;

    /// <summary>A token that is valid as far as the gateway knows.</summary>
    /// <param name="Geolocation">The base URI of calls with it.</param>
    public sealed record Available(string Value, Uri Geolocation) : AccessToken
    {
        // A record's default prints every property, including secrets.
        public override string ToString() => "Access token";
    }

    /// <summary>No token can be obtained now.</summary>
    /// <param name="WhatToDo">For the operator.</param>
    public sealed record Unavailable(ConcurAppState State, string WhatToDo) : AccessToken;
}

/// <summary>Provides the apps' access tokens; the database and Concur's token endpoint stand behind it.</summary>
public interface IAccessTokenProvider
{
    /// <summary>
    /// Gets the app's access token and renews it if necessary: with one call to Concur however many callers wait, on any
    /// node. Cancellation ends the wait, never the renewal, because its answer may contain the next refresh token.
    /// </summary>
    /// <param name="refused">A token that Concur didn't accept, so that another one is needed; empty if there is none.</param>
    Task<AccessToken> Get(string directConnectId, string refused, CancellationToken ct);
}
