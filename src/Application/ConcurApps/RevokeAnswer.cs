namespace GroundTransport.Application.ConcurApps;

/// <summary>Concur's answer to the revocation of a connection (authentication: Revoking a token).</summary>
public abstract record RevokeAnswer
{
    private protected RevokeAnswer()
    {
    }

    /// <summary>One or two sentences for the operator; empty if there is nothing to do.</summary>
    public abstract string WhatToDo { get; }

    /// <summary>The correlation id by which Concur finds the call: Concur's own, else the gateway's.</summary>
    public string CorrelationId { get; init; } = "";

    /// <summary>Concur has revoked the connection.</summary>
    public sealed record Revoked : RevokeAnswer
    {
        public override string WhatToDo => "";

        public override string ToString() => "Revoked";
    }

    /// <summary>
    /// The access token has expired (http-status-codes: 401, 403). A refresh gives one that can revoke; if the refresh is
    /// refused, there is nothing left to revoke.
    /// </summary>
    public sealed record TokenEnded : RevokeAnswer
    {
        public override string WhatToDo => "Concur no longer accepts the access token. Renew it and delete the app again; "
            + "if Concur refuses to renew it, the connection has ended already.";

        public override string ToString() => "The access token has expired";
    }

    /// <summary>The geolocation isn't allowed: nothing was sent there.</summary>
    public sealed record GeolocationNotAllowed(string Geolocation) : RevokeAnswer
    {
        public override string WhatToDo => GeolocationRule.HowToAllow(Geolocation);

        public override string ToString() => $"Not sent: {Geolocation} isn't allowed";
    }

    /// <summary>It is unknown whether Concur has revoked the connection.</summary>
    /// <param name="RetryAfter">The shortest wait before Concur may be asked again.</param>
    public sealed record Failed(TimeSpan RetryAfter, string Reason) : RevokeAnswer
    {
        public override string WhatToDo =>
            $"{Reason}. Delete the app again later, or have the customer's Concur administrator disconnect it in the App Center.";

        public override string ToString() => $"Failed: {Reason}; not retried within {RetryAfter}";
    }
}
