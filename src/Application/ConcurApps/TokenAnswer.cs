using System.Globalization;

namespace GroundTransport.Application.ConcurApps;

/// <summary>What came of asking for a token: every answer with the state it leaves the app in, and what an operator does about it.</summary>
public abstract record TokenAnswer
{
    private protected TokenAnswer()
    {
    }

    public abstract ConcurAppState State { get; }

    /// <summary>One or two sentences for the operator; empty where there is nothing to do.</summary>
    public abstract string WhatToDo { get; }

    /// <summary>By which Concur finds the call: its own, else the one that we sent (authentication: Troubleshooting).</summary>
    public string CorrelationId { get; init; } = "";

    /// <summary>Tokens (authentication: Token Response). The refresh token replaces the stored one whenever it differs.</summary>
    /// <param name="ExpiresAt">Counted from before the call: never later than Concur means.</param>
    /// <param name="RefreshToken">The one that was sent, where a refresh names none.</param>
    /// <param name="RefreshExpiresAt">Null where Concur doesn't say; documented are six months from the day it was issued.</param>
    /// <param name="Geolocation">The base of later token calls; where the answer was had, if it names none or one that isn't listed.</param>
    /// <param name="UnlistedGeolocation">What the answer names and <see cref="GeolocationRule"/> doesn't allow; else empty.</param>
    public sealed record Granted(
        string AccessToken, DateTimeOffset ExpiresAt, string RefreshToken, DateTimeOffset? RefreshExpiresAt, Uri Geolocation, string UnlistedGeolocation = "")
        : TokenAnswer
    {
        // The tokens are good in either case, and the refresh token may be a new one: they must not be lost over this.
        public override ConcurAppState State => UnlistedGeolocation.Length == 0 ? ConcurAppState.Connected : ConcurAppState.NeedsGeolocation;

        public override string WhatToDo => UnlistedGeolocation.Length == 0 ? ""
            : $"The tokens are good, but Concur names {UnlistedGeolocation} for the next ones, which isn't allowed; "
                + $"the gateway goes on asking {Geolocation.Host}. If it is Concur's, add its host to {GeolocationRule.Setting}.";

        // The default of a record prints every property, secrets included.
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Granted until {ExpiresAt:u} by {Geolocation.Host}");
    }

    /// <summary>Concur understood and refused (authentication: Response Codes, /token).</summary>
    /// <param name="Code">Concur's own; null where it gives none.</param>
    /// <param name="ConcurSays">Concur's description, for the support case; nothing may match on it.</param>
    public sealed record Refused(TokenRefusal Refusal, int? Code, string ConcurSays) : TokenAnswer
    {
        public override ConcurAppState State => TokenRefusals.StateAfter(Refusal);

        public override string WhatToDo => TokenRefusals.WhatToDo(Refusal);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Refused: {Refusal}, code {Code}");
    }

    /// <summary>Code 16: the company lives in another data centre, and the one further call didn't find it (authentication: Response Codes).</summary>
    /// <param name="Geolocation">Where Concur says it lives.</param>
    public sealed record Elsewhere(Uri? Geolocation) : TokenAnswer
    {
        public override ConcurAppState State => ConcurAppState.NeedsGeolocation;

        public override string WhatToDo => Geolocation is { } there
            ? $"Concur keeps this company in another data centre. Set the app's geolocation to {there.GetLeftPart(UriPartial.Authority)}."
            : "Concur keeps this company in another data centre and doesn't say which. Ask SAP Concur for its base URI and set the app's geolocation to it.";

        public override string ToString() => $"Lives elsewhere: {Geolocation?.Host ?? "no geolocation"}";
    }

    /// <summary>The geolocation isn't one that <see cref="GeolocationRule"/> allows: nothing was sent there.</summary>
    /// <param name="Geolocation">As it stands in the app or in Concur's answer, fit to be shown.</param>
    public sealed record NotListed(string Geolocation) : TokenAnswer
    {
        public override ConcurAppState State => ConcurAppState.NeedsGeolocation;

        public override string WhatToDo => GeolocationRule.HowToAllow(Geolocation);

        public override string ToString() => $"Not asked: {Geolocation} isn't allowed";
    }

    /// <summary>No answer, or one that says that Concur is down or too busy (http-status-codes: Failed Requests).</summary>
    /// <param name="RetryAfter">Never asked again before.</param>
    public sealed record Unreachable(TimeSpan RetryAfter, string Why) : TokenAnswer
    {
        public override ConcurAppState State => ConcurAppState.Waiting;

        public override string WhatToDo =>
            $"{Why}. The gateway tries again by itself. If it lasts, check the way out of your network, and Concur's service status.";

        public override string ToString() => $"Unreachable: {Why}; not again before {RetryAfter}";
    }

    /// <summary>A whole answer, but not one of Concur's token endpoint: a proxy's or a maintenance page, a redirect.</summary>
    /// <param name="RetryAfter">Never asked again before.</param>
    public sealed record Unreadable(TimeSpan RetryAfter, string Why) : TokenAnswer
    {
        public override ConcurAppState State => ConcurAppState.Waiting;

        public override string WhatToDo => $"{Why}. The gateway tries again by itself. If it lasts, check the app's geolocation: "
            + "something other than Concur's token endpoint seems to answer there.";

        public override string ToString() => $"Unreadable: {Why}; not again before {RetryAfter}";
    }
}
