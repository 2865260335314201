namespace GroundTransport.Application.ConcurApps;

/// <summary>What an app can be called with: a token, or why there is none.</summary>
public abstract record AccessToken
{
    private AccessToken()
    {
    }

    /// <summary>The direct connect has no app.</summary>
    public sealed record NoApp : AccessToken;

    /// <summary>Good for now, as far as the gateway knows.</summary>
    public sealed record Given(string Value) : AccessToken
    {
        // The default of a record prints every property, secrets included.
        public override string ToString() => "Access token";
    }

    /// <summary>None can be had now.</summary>
    /// <param name="WhatToDo">For the operator.</param>
    public sealed record Missing(ConcurAppState State, string WhatToDo) : AccessToken;
}

/// <summary>Access tokens of the apps; the database and Concur's token endpoint stand behind it.</summary>
public interface IAccessTokenProvider
{
    /// <summary>
    /// The app's access token, renewed where that is needed: by one call to Concur however many wait, on whichever node.
    /// Cancelling ends the wait, never the renewal: its answer may carry the next refresh token.
    /// </summary>
    /// <param name="refused">A token that Concur didn't accept: another is wanted. Empty: none.</param>
    Task<AccessToken> Get(string directConnectId, string refused, CancellationToken ct);
}
