using GroundTransport.Application.PostBacks;

namespace GroundTransport.Application.ConcurApps;

/// <summary>The app of one direct connect as the gateway stores it: its credentials at Concur, its tokens and its state.</summary>
public sealed record RegisteredApp
{
    /// <summary>The lifetime of a refresh token if Concur gives none (authentication: Enterprise Business Applications).</summary>
    private const int RefreshTokenMonths = 6;

    public required string DirectConnectId { get; init; }

    public required string ClientId { get; init; }

    /// <summary>Empty if the stored secret can't be decrypted.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>
    /// False if the key ring that its secrets were encrypted with is lost: then it can only be stored again or deleted.
    /// </summary>
    public bool IsReadable => ClientSecret.Length > 0;

    /// <summary>The app's own, where the first tokens are obtained; each token answer names the one for the next.</summary>
    public required Uri Geolocation { get; init; }

    /// <summary>Null until the app is authorized.</summary>
    public ConcurTokens? Tokens { get; init; }

    public required ConcurAppState State { get; init; }

    /// <summary>One or two sentences for the operator; empty if there is nothing to do.</summary>
    public required string WhatToDo { get; init; }

    /// <summary>Concur's last answer in one line; empty before the first.</summary>
    public string LastAnswer { get; init; } = "";

    /// <summary>The correlation id by which Concur finds its last answer.</summary>
    public string CorrelationId { get; init; } = "";

    /// <summary>When Concur last granted tokens.</summary>
    public DateTimeOffset? RenewedAt { get; init; }

    /// <summary>Concur isn't asked again before this time; null if it may be asked at any time.</summary>
    public DateTimeOffset? AskAgainAt { get; init; }

    public int Version { get; init; } = 1;

    /// <summary>The app as it is shown if its secrets can't be decrypted.</summary>
    public static RegisteredApp Unreadable(string directConnectId, string clientId, Uri geolocation, int version) => new()
    {
        DirectConnectId = directConnectId,
        ClientId = clientId,
        ClientSecret = "",
        Geolocation = geolocation,
        State = ConcurAppState.NeedsClient,
        WhatToDo = "The stored client secret and tokens can't be decrypted: the database's key ring was lost, or belongs to another "
            + "database. Store the app again with its client secret, and authorize it.",
        Version = version,
    };

    /// <summary>The credentials for its first tokens.</summary>
    public ConcurApp ForAuthorization() => new(ClientId, ClientSecret, Geolocation);

    /// <summary>The credentials for further tokens.</summary>
    public ConcurApp ForRenewal() => new(ClientId, ClientSecret, Tokens?.Geolocation ?? Geolocation);

    /// <summary>The app after an answer of Concur's.</summary>
    public RegisteredApp Apply(TokenAnswer answer, DateTimeOffset now, TokenSettings settings) => this with
    {
        State = answer.State,
        WhatToDo = answer.WhatToDo,
        LastAnswer = answer.ToString(),
        CorrelationId = answer.CorrelationId,
        Tokens = answer is TokenAnswer.Granted granted ? TokensOf(granted, now) : Tokens,
        RenewedAt = answer is TokenAnswer.Granted ? now : RenewedAt,
        AskAgainAt = WaitAfter(answer, settings) is { } wait ? now + wait : null,
        Version = Version + 1,
    };

    /// <summary>
    /// An hour after a refusal: nobody informs the gateway when the cause has been corrected at Concur, and a token that has
    /// expired costs one futile call an hour.
    /// </summary>
    private static TimeSpan? WaitAfter(TokenAnswer answer, TokenSettings settings) => answer switch
    {
        TokenAnswer.Granted => null,
        TokenAnswer.Unreachable unreachable => unreachable.RetryAfter,
        TokenAnswer.Unreadable unreadable => unreadable.RetryAfter,
        TokenAnswer.GeolocationNotAllowed => settings.RetryAfter,
        _ => TimeSpan.FromHours(1) * (settings.RetryAfter / PostBackSettings.DefaultRetryAfter),
    };

    private ConcurTokens TokensOf(TokenAnswer.Granted granted, DateTimeOffset now)
    {
        var assumedExpiry = Tokens is { } before && before.RefreshToken == granted.RefreshToken
            ? before.RefreshExpiresAt
            : now.AddMonths(RefreshTokenMonths);
        return new ConcurTokens(
            granted.Geolocation, granted.RefreshToken, granted.RefreshExpiresAt ?? assumedExpiry,
            granted.AccessToken, ConcurTokens.UseUntil(now, granted.ExpiresAt))
        {
            Scope = granted.Scope,
        };
    }

    // A record's default prints every property, including secrets.
    public override string ToString() => $"App of direct connect {DirectConnectId}: {State}";
}

/// <summary>The tokens that Concur granted an app.</summary>
/// <param name="Geolocation">The base URI of the calls for further tokens.</param>
/// <param name="AccessToken">Empty before the first.</param>
/// <param name="AccessUntil">The access token isn't used after this time.</param>
public sealed record ConcurTokens(
    Uri Geolocation, string RefreshToken, DateTimeOffset RefreshExpiresAt, string AccessToken, DateTimeOffset AccessUntil)
{
    /// <summary>What the access token may be used for, as Concur lists it; empty: it doesn't.</summary>
    public string Scope { get; init; } = "";

    public bool HasAccess(DateTimeOffset now) => AccessToken.Length > 0 && now < AccessUntil;

    /// <summary>Nine tenths of its lifetime, 54 minutes of an hour, so that it doesn't expire during a call.</summary>
    public static DateTimeOffset UseUntil(DateTimeOffset now, DateTimeOffset expiresAt) => now + 0.9 * (expiresAt - now);

    public override string ToString() => "Concur tokens";
}

/// <summary>The apps in the database, with encrypted secrets.</summary>
public interface IConcurApps
{
    Task<RegisteredApp?> Find(string directConnectId, CancellationToken ct);

    Task<IReadOnlyList<RegisteredApp>> All(CancellationToken ct);

    /// <summary>
    /// The apps that must be renewed, with their current access tokens: those last renewed before
    /// <paramref name="renewedBefore"/> or expiring before <paramref name="expiringBefore"/>, unless they were renewed since
    /// <paramref name="notSince"/>; and those that aren't connected, so that they recover even if no message needs them.
    /// Without those for which Concur may not be asked yet.
    /// </summary>
    Task<IReadOnlyList<(string DirectConnectId, string AccessToken)>> DueForRenewal(
        DateTimeOffset renewedBefore, DateTimeOffset expiringBefore, DateTimeOffset notSince, DateTimeOffset now, CancellationToken ct);

    void Add(RegisteredApp app);

    /// <summary>Replaces the version before this one; a conflict if that is no longer the stored one.</summary>
    void Replace(RegisteredApp app);

    void Remove(RegisteredApp app);
}
