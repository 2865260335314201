namespace GroundTransport.Application.ConcurApps;

/// <summary>What came of revoking a connection at Concur (authentication: Revoking a token).</summary>
public abstract record RevokeAnswer
{
    private protected RevokeAnswer()
    {
    }

    /// <summary>One or two sentences for the operator; empty where there is nothing to do.</summary>
    public abstract string WhatToDo { get; }

    /// <summary>By which Concur finds the call: its own, else the one that we sent.</summary>
    public string CorrelationId { get; init; } = "";

    /// <summary>Concur has forgotten the connection.</summary>
    public sealed record Revoked : RevokeAnswer
    {
        public override string WhatToDo => "";

        public override string ToString() => "Revoked";
    }

    /// <summary>
    /// The access token has ended (http-status-codes: 401, 403). A refresh gives one that can revoke; a refresh that is
    /// refused means that nothing is left to revoke.
    /// </summary>
    public sealed record TokenEnded : RevokeAnswer
    {
        public override string WhatToDo => "Concur no longer accepts the access token. Renew it and delete the app again; "
            + "if Concur refuses to renew it, the connection has ended already.";

        public override string ToString() => "The access token has ended";
    }

    /// <summary>The geolocation isn't allowed: nothing was sent there.</summary>
    public sealed record NotListed(string Geolocation) : RevokeAnswer
    {
        public override string WhatToDo => GeolocationRule.HowToAllow(Geolocation);

        public override string ToString() => $"Not asked: {Geolocation} isn't allowed";
    }

    /// <summary>Whether Concur has revoked it isn't known.</summary>
    /// <param name="RetryAfter">Never asked again before.</param>
    public sealed record Failed(TimeSpan RetryAfter, string Why) : RevokeAnswer
    {
        public override string WhatToDo => $"{Why}. Delete the app again later, or have the customer's Concur administrator disconnect it in the App Center.";

        public override string ToString() => $"Failed: {Why}; not again before {RetryAfter}";
    }
}
