using GroundTransport.Application.PostBacks;

namespace GroundTransport.Application.ConcurApps;

/// <summary>The app of one direct connect as the gateway keeps it: who it is at Concur, its tokens, and where it stands.</summary>
public sealed record RegisteredApp
{
    /// <summary>How long a refresh token is good where Concur doesn't say (authentication: Enterprise Business Applications).</summary>
    private const int MonthsOfARefreshToken = 6;

    public required string DirectConnectId { get; init; }

    public required string ClientId { get; init; }

    /// <summary>Empty where what is stored can't be decrypted.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>False where the key ring that its secrets were encrypted with is lost: only entering it anew or deleting it is left.</summary>
    public bool IsReadable => ClientSecret.Length > 0;

    /// <summary>The app's own, where first tokens are asked for; each token says where the next are.</summary>
    public required Uri Geolocation { get; init; }

    /// <summary>Null until the app is authorized.</summary>
    public ConcurTokens? Tokens { get; init; }

    public required ConcurAppState State { get; init; }

    /// <summary>One or two sentences for the operator; empty where there is nothing to do.</summary>
    public required string WhatToDo { get; init; }

    /// <summary>Concur's last answer in one line; empty before the first.</summary>
    public string LastAnswer { get; init; } = "";

    /// <summary>By which Concur finds its last answer.</summary>
    public string CorrelationId { get; init; } = "";

    /// <summary>When Concur last gave tokens.</summary>
    public DateTimeOffset? RenewedAt { get; init; }

    /// <summary>Concur isn't asked again before; null: at any time.</summary>
    public DateTimeOffset? AskAgainAt { get; init; }

    public int Version { get; init; } = 1;

    /// <summary>As it is shown where its secrets can't be decrypted.</summary>
    public static RegisteredApp Unreadable(string directConnectId, string clientId, Uri geolocation, int version) => new()
    {
        DirectConnectId = directConnectId,
        ClientId = clientId,
        ClientSecret = "",
        Geolocation = geolocation,
        State = ConcurAppState.NeedsClient,
        WhatToDo = "The stored client secret and tokens can't be decrypted: the database's key ring was lost or is another's. Enter the app anew with its client secret, and authorize it.",
        Version = version,
    };

    /// <summary>As it asks for its first tokens.</summary>
    public ConcurApp ToAuthorize() => new(ClientId, ClientSecret, Geolocation);

    /// <summary>As it asks for further ones.</summary>
    public ConcurApp ToRenew() => new(ClientId, ClientSecret, Tokens?.Geolocation ?? Geolocation);

    /// <summary>As it stands after Concur's answer.</summary>
    public RegisteredApp After(TokenAnswer answer, DateTimeOffset now, TokenSettings settings) => this with
    {
        State = answer.State,
        WhatToDo = answer.WhatToDo,
        LastAnswer = answer.ToString(),
        CorrelationId = answer.CorrelationId,
        Tokens = answer is TokenAnswer.Granted granted ? Kept(granted, now) : Tokens,
        RenewedAt = answer is TokenAnswer.Granted ? now : RenewedAt,
        AskAgainAt = Wait(answer, settings) is { } wait ? now + wait : null,
        Version = Version + 1,
    };

    /// <summary>
    /// After a refusal an hour: what it names may be mended at Concur without anybody telling the gateway, and a token
    /// that has ended costs one vain call an hour.
    /// </summary>
    private static TimeSpan? Wait(TokenAnswer answer, TokenSettings settings) => answer switch
    {
        TokenAnswer.Granted => null,
        TokenAnswer.Unreachable unreachable => unreachable.RetryAfter,
        TokenAnswer.Unreadable unreadable => unreadable.RetryAfter,
        TokenAnswer.NotListed => settings.RetryAfter,
        _ => TimeSpan.FromHours(1) * (settings.RetryAfter / PostBackSettings.DefaultRetryAfter),
    };

    private ConcurTokens Kept(TokenAnswer.Granted granted, DateTimeOffset now)
    {
        var known = Tokens is { } before && before.RefreshToken == granted.RefreshToken ? before.RefreshExpiresAt : now.AddMonths(MonthsOfARefreshToken);
        return new ConcurTokens(granted.Geolocation, granted.RefreshToken, granted.RefreshExpiresAt ?? known, granted.AccessToken, ConcurTokens.UseUntil(now, granted.ExpiresAt));
    }

    // The default of a record prints every property, secrets included.
    public override string ToString() => $"App of direct connect {DirectConnectId}: {State}";
}

/// <summary>What Concur gave an app.</summary>
/// <param name="Geolocation">The base of the calls for further tokens.</param>
/// <param name="AccessToken">Empty where none was had yet.</param>
/// <param name="AccessUntil">The access token isn't used after this.</param>
public sealed record ConcurTokens(Uri Geolocation, string RefreshToken, DateTimeOffset RefreshExpiresAt, string AccessToken, DateTimeOffset AccessUntil)
{
    public bool HasAccess(DateTimeOffset now) => AccessToken.Length > 0 && now < AccessUntil;

    /// <summary>Nine tenths of its life, of an hour 54 minutes: it mustn't end on the way.</summary>
    public static DateTimeOffset UseUntil(DateTimeOffset now, DateTimeOffset expiresAt) => now + 0.9 * (expiresAt - now);

    public override string ToString() => "Concur tokens";
}

/// <summary>Apps in the database, their secrets encrypted there.</summary>
public interface IConcurApps
{
    Task<RegisteredApp?> Find(string directConnectId, CancellationToken ct);

    Task<IReadOnlyList<RegisteredApp>> All(CancellationToken ct);

    /// <summary>
    /// Apps that must be renewed, with their present access tokens: last renewed before, or expiring before, and not renewed
    /// since; and whichever isn't connected, that what was mended heals though no message needs it. None that was told to wait.
    /// </summary>
    Task<IReadOnlyList<(string DirectConnectId, string AccessToken)>> DueForRenewal(
        DateTimeOffset renewedBefore, DateTimeOffset expiringBefore, DateTimeOffset notSince, DateTimeOffset now, CancellationToken ct);

    void Add(RegisteredApp app);

    /// <summary>Replaces the version before this one; a conflict where that has gone.</summary>
    void Replace(RegisteredApp app);

    void Remove(RegisteredApp app);
}
