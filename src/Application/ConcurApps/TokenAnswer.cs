using System.Globalization;

namespace GroundTransport.Application.ConcurApps;

/// <summary>
/// The meaning of an answer to a token call: each has the state that it leaves the app in, and what an operator does about
/// it.
/// </summary>
public abstract record TokenAnswer
{
    private protected TokenAnswer()
    {
    }

    public abstract ConcurAppState State { get; }

    /// <summary>One or two sentences for the operator; empty if there is nothing to do.</summary>
    public abstract string WhatToDo { get; }

    /// <summary>
    /// The correlation id by which Concur finds the call: Concur's own, else the gateway's (authentication: Troubleshooting).
    /// </summary>
    public string CorrelationId { get; init; } = "";

    /// <summary>Tokens (authentication: Token Response). The refresh token replaces the stored one whenever it differs.</summary>
    /// <param name="ExpiresAt">Counted from before the call, so never later than at Concur.</param>
    /// <param name="RefreshToken">The one that was sent, if the answer to a refresh contains none.</param>
    /// <param name="RefreshExpiresAt">Null if Concur gives none; six months from the day of issue are documented.</param>
    /// <param name="Geolocation">
    /// The base URI of later token calls; the one that answered, if the answer names none or one that isn't allowed.
    /// </param>
    /// <param name="UnlistedGeolocation">What the answer names and <see cref="GeolocationRule"/> doesn't allow; else empty.</param>
    public sealed record Granted(
        string AccessToken, DateTimeOffset ExpiresAt, string RefreshToken, DateTimeOffset? RefreshExpiresAt, Uri Geolocation,
        string UnlistedGeolocation = "")
        : TokenAnswer
    {
        /// <summary>What the token may be used for; empty: Concur didn't say.</summary>
        public string Scope { get; init; } = "";

        // The tokens are valid in either case, and the refresh token may be a new one: it must not be lost.
        public override ConcurAppState State =>
            UnlistedGeolocation.Length == 0 ? ConcurAppState.Connected : ConcurAppState.NeedsGeolocation;

        public override string WhatToDo => UnlistedGeolocation.Length == 0
            ? ""
            : $"The tokens are valid, but Concur names {UnlistedGeolocation} for the next ones, which isn't allowed; "
                + $"the gateway continues to ask {Geolocation.Host}. If it is Concur's, add its host to {GeolocationRule.Setting}.";

        // A record's default prints every property, including secrets.
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"Granted until {ExpiresAt:u} by {Geolocation.Host}");
    }

    /// <summary>Concur understood and refused (authentication: Response Codes, /token).</summary>
    /// <param name="Code">Concur's own; null if it gives none.</param>
    /// <param name="Description">Concur's description, for the support case; no code may depend on it.</param>
    public sealed record Refused(TokenRefusal Refusal, int? Code, string Description) : TokenAnswer
    {
        public override ConcurAppState State => TokenRefusals.StateAfter(Refusal);

        public override string WhatToDo => TokenRefusals.WhatToDo(Refusal);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Refused: {Refusal}, code {Code}");
    }

    /// <summary>
    /// Code 16: Concur keeps the company in another data centre, and the one further call didn't find it (authentication:
    /// Response Codes).
    /// </summary>
    /// <param name="Geolocation">The data centre that Concur names.</param>
    public sealed record OtherDataCentre(Uri? Geolocation) : TokenAnswer
    {
        public override ConcurAppState State => ConcurAppState.NeedsGeolocation;

        public override string WhatToDo => Geolocation is { } named
            ? $"Concur keeps this company in another data centre. Set the app's geolocation to {named.GetLeftPart(UriPartial.Authority)}."
            : "Concur keeps this company in another data centre and doesn't name it. "
                + "Ask SAP Concur for its base URI and set the app's geolocation to it.";

        public override string ToString() => $"Other data centre: {Geolocation?.Host ?? "not named"}";
    }

    /// <summary>The geolocation isn't one that <see cref="GeolocationRule"/> allows: nothing was sent there.</summary>
    /// <param name="Geolocation">The app's, or the one in Concur's answer; safe to display.</param>
    public sealed record GeolocationNotAllowed(string Geolocation) : TokenAnswer
    {
        public override ConcurAppState State => ConcurAppState.NeedsGeolocation;

        public override string WhatToDo => GeolocationRule.HowToAllow(Geolocation);

        public override string ToString() => $"Not sent: {Geolocation} isn't allowed";
    }

    /// <summary>No answer, or one which means that Concur is down or too busy (http-status-codes: Failed Requests).</summary>
    /// <param name="RetryAfter">The shortest wait before Concur may be asked again.</param>
    public sealed record Unreachable(TimeSpan RetryAfter, string Reason) : TokenAnswer
    {
        public override ConcurAppState State => ConcurAppState.Waiting;

        public override string WhatToDo =>
            $"{Reason}. The gateway retries automatically. If it lasts, check your network's outbound access and Concur's service status.";

        public override string ToString() => $"Unreachable: {Reason}; not retried within {RetryAfter}";
    }

    /// <summary>A complete answer, but not of Concur's token endpoint: a proxy's or a maintenance page, or a redirect.</summary>
    /// <param name="RetryAfter">The shortest wait before Concur may be asked again.</param>
    public sealed record Unreadable(TimeSpan RetryAfter, string Reason) : TokenAnswer
    {
        public override ConcurAppState State => ConcurAppState.Waiting;

        public override string WhatToDo => $"{Reason}. The gateway retries automatically. If it lasts, check the app's geolocation: "
            + "something other than Concur's token endpoint seems to answer there.";

        public override string ToString() => $"Unreadable: {Reason}; not retried within {RetryAfter}";
    }
}
