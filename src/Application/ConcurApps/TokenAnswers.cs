using GroundTransport.Application.PostBacks;

namespace GroundTransport.Application.ConcurApps;

/// <summary>An HTTP answer, as far as its meaning depends on it.</summary>
/// <param name="Body">Null where it is longer than the gateway reads.</param>
/// <param name="RetryAfter">The answer's own Retry-After.</param>
public sealed record TokenReply(int Status, byte[]? Body, TimeSpan? RetryAfter = null);

/// <summary>What an answer is read against.</summary>
/// <param name="At">The base that was called.</param>
/// <param name="RefreshToken">The one that was sent; null in an exchange.</param>
public sealed record TokenAsked(Uri At, DateTimeOffset When, string? RefreshToken)
{
    // The default of a record prints every property, secrets included.
    public override string ToString() => $"Token asked at {At.Host}";
}

/// <summary>Turns what came from the token endpoint into its meaning (authentication: Access Tokens, Response Codes; http-status-codes).</summary>
public static class TokenAnswers
{
    private static readonly TimeSpan DocumentedLifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(1);
    private static readonly long LatestEpoch = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static TokenAnswer Of(TokenReply reply, TokenAsked asked, TokenSettings settings)
    {
        if (reply.Status is 408 or 429 or >= 500)
            return new TokenAnswer.Unreachable(Wait(reply, settings), $"Concur answers HTTP {reply.Status}");
        if (reply.Body is not { } bytes)
            return new TokenAnswer.Unreadable(settings.RetryAfter, $"HTTP {reply.Status} with an answer that is longer than 64 KB");
        if (reply.Status is >= 300 and < 400 || TokenBody.Read(bytes) is not { } body)
            return new TokenAnswer.Unreadable(settings.RetryAfter, $"HTTP {reply.Status} without the JSON of Concur's token endpoint");
        if (reply.Status < 300 && body.AccessToken.Length > 0)
            return Granted(body, asked, settings);
        return body.IsRefusal
            ? Refused(body, asked, settings)
            : new TokenAnswer.Unreadable(settings.RetryAfter, $"HTTP {reply.Status} with JSON that holds neither a token nor an error");
    }

    /// <summary>Concur's own Retry-After replaces the delay of a 429; any other answer's can only lengthen it.</summary>
    public static TimeSpan Wait(TokenReply reply, TokenSettings settings)
    {
        var wait = reply.Status == 429 ? TimeSpan.FromMinutes(1) * (settings.RetryAfter / PostBackSettings.DefaultRetryAfter) : settings.RetryAfter;
        return reply.RetryAfter is { } asked && asked > TimeSpan.Zero && (reply.Status == 429 || asked > wait) ? asked : wait;
    }

    private static TokenAnswer Granted(TokenBody body, TokenAsked asked, TokenSettings settings)
    {
        // It will stand in a header.
        if (body.AccessToken.Any(c => c is <= ' ' or > '~'))
            return new TokenAnswer.Unreadable(settings.RetryAfter, "Concur's access token holds characters that no header can carry");
        var refreshToken = body.RefreshToken.Length > 0 ? body.RefreshToken : asked.RefreshToken;
        if (refreshToken is null)
            return new TokenAnswer.Unreadable(settings.RetryAfter, "Concur's answer holds no refresh token");
        var named = settings.Geolocations.Base(body.Geolocation);
        var unlisted = named is null ? GeolocationRule.Shown(body.Geolocation) : "";
        return new TokenAnswer.Granted(body.AccessToken, asked.When + Lifetime(body), refreshToken, RefreshExpiry(body, asked), named ?? asked.At, unlisted);
    }

    private static TokenAnswer Refused(TokenBody body, TokenAsked asked, TokenSettings settings)
    {
        if (body.Code != TokenRefusals.LivesElsewhere)
            return new TokenAnswer.Refused(TokenRefusals.Of(body.Code, body.Error), body.Code, body.Description);
        if (body.Geolocation.Length == 0)
            return new TokenAnswer.Elsewhere(null);
        if (settings.Geolocations.Base(body.Geolocation) is not { } there)
            return new TokenAnswer.NotListed(GeolocationRule.Shown(body.Geolocation));
        // A place that sends us to itself names no other.
        return new TokenAnswer.Elsewhere(there == asked.At ? null : there);
    }

    // A lifetime that can't be read must not cost the refresh token beside it. The bound keeps nonsense from lasting.
    private static TimeSpan Lifetime(TokenBody body) => body.ExpiresIn is { } seconds
        ? TimeSpan.FromSeconds((double)Math.Clamp(seconds, 0, (decimal)LongestLifetime.TotalSeconds))
        : DocumentedLifetime;

    // A token that was given just now hasn't ended: an epoch in the past says nothing.
    private static DateTimeOffset? RefreshExpiry(TokenBody body, TokenAsked asked) =>
        body.RefreshExpiresIn is { } epoch && epoch > asked.When.ToUnixTimeSeconds() && epoch <= LatestEpoch
            ? DateTimeOffset.FromUnixTimeSeconds((long)epoch)
            : null;
}
