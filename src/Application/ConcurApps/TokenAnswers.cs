using GroundTransport.Application.PostBacks;

namespace GroundTransport.Application.ConcurApps;

/// <summary>The token call that an answer belongs to.</summary>
/// <param name="Base">The base URI that was called.</param>
/// <param name="RefreshToken">The one that was sent; null in an exchange.</param>
public sealed record TokenRequest(Uri Base, DateTimeOffset SentAt, string? RefreshToken)
{
    // A record's default prints every property, including secrets.
    public override string ToString() => $"Token request to {Base.Host}";
}

/// <summary>An HTTP response of the token endpoint, as far as its meaning depends on it.</summary>
/// <param name="Body">Null if it is longer than the gateway reads.</param>
/// <param name="RetryAfter">The response's own Retry-After.</param>
public sealed record TokenResponse(int Status, byte[]? Body, TimeSpan? RetryAfter = null);

/// <summary>Interprets responses of the token endpoint (authentication: Access Tokens, Response Codes; http-status-codes).</summary>
public static class TokenAnswers
{
    private static readonly TimeSpan DocumentedLifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(1);
    private static readonly long MaxEpoch = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static TokenAnswer Interpret(TokenResponse response, TokenRequest request, TokenSettings settings)
    {
        if (response.Status is 408 or 429 or >= 500)
            return new TokenAnswer.Unreachable(RetryDelay(response, settings), $"Concur answered HTTP {response.Status}");
        if (response.Body is not { } bytes)
            return Unreadable($"HTTP {response.Status} with a body of more than 64 KB");
        if (response.Status is >= 300 and < 400 || TokenBody.Read(bytes) is not { } body)
            return Unreadable($"HTTP {response.Status} without the JSON of Concur's token endpoint");
        if (response.Status < 300 && body.AccessToken.Length > 0)
            return Granted(body, request, settings);
        return body.IsRefusal
            ? Refused(body, request, settings)
            : Unreadable($"HTTP {response.Status} with JSON that contains neither a token nor an error");

        TokenAnswer.Unreadable Unreadable(string reason) => new(settings.RetryAfter, reason);
    }

    /// <summary>Concur's own Retry-After replaces the delay after a 429; after any other answer it can only lengthen it.</summary>
    public static TimeSpan RetryDelay(TokenResponse response, TokenSettings settings)
    {
        var delay = response.Status == 429
            ? TimeSpan.FromMinutes(1) * (settings.RetryAfter / PostBackSettings.DefaultRetryAfter)
            : settings.RetryAfter;
        return response.RetryAfter is { } asked && asked > TimeSpan.Zero && (response.Status == 429 || asked > delay) ? asked : delay;
    }

    private static TokenAnswer Granted(TokenBody body, TokenRequest request, TokenSettings settings)
    {
        // It will be sent in a header.
        if (body.AccessToken.Any(c => c is <= ' ' or > '~'))
        {
            return new TokenAnswer.Unreadable(
                settings.RetryAfter, "Concur's access token contains characters that aren't allowed in a header");
        }
        var refreshToken = body.RefreshToken.Length > 0 ? body.RefreshToken : request.RefreshToken;
        if (refreshToken is null)
            return new TokenAnswer.Unreadable(settings.RetryAfter, "Concur's answer contains no refresh token");
        var named = settings.Geolocations.Base(body.Geolocation);
        var unlisted = named is null ? GeolocationRule.ForDisplay(body.Geolocation) : "";
        return new TokenAnswer.Granted(
            body.AccessToken, request.SentAt + Lifetime(body), refreshToken, RefreshExpiry(body, request), named ?? request.Base, unlisted)
        {
            Scope = ScopeOf(body),
        };
    }

    private static TokenAnswer Refused(TokenBody body, TokenRequest request, TokenSettings settings)
    {
        if (body.Code != TokenRefusals.OtherDataCentreCode)
            return new TokenAnswer.Refused(TokenRefusals.Of(body.Code, body.Error), body.Code, body.Description);
        if (body.Geolocation.Length == 0)
            return new TokenAnswer.OtherDataCentre(null);
        if (settings.Geolocations.Base(body.Geolocation) is not { } named)
            return new TokenAnswer.GeolocationNotAllowed(GeolocationRule.ForDisplay(body.Geolocation));
        // A data centre that names itself names no other.
        return new TokenAnswer.OtherDataCentre(named == request.Base ? null : named);
    }

    // An unreadable lifetime must not cost the refresh token beside it; a nonsensical one is limited.
    private static TimeSpan Lifetime(TokenBody body) => body.ExpiresIn is { } seconds
        ? TimeSpan.FromSeconds((double)Math.Clamp(seconds, 0, (decimal)MaxLifetime.TotalSeconds))
        : DocumentedLifetime;

    /// <summary>Only names of scopes: the text is shown and stored.</summary>
    private static string ScopeOf(TokenBody body) => string.Join(
        ' ', body.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(TokenScope.IsName).Take(TokenScope.MaxCount));

    // A token that was just granted can't have expired: an epoch in the past is ignored.
    private static DateTimeOffset? RefreshExpiry(TokenBody body, TokenRequest request) =>
        body.RefreshExpiresIn is { } epoch && epoch > request.SentAt.ToUnixTimeSeconds() && epoch <= MaxEpoch
            ? DateTimeOffset.FromUnixTimeSeconds((long)epoch)
            : null;
}
