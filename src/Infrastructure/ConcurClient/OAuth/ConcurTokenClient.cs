using System.Net.Http.Headers;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Infrastructure.ConcurClient.Http;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.ConcurClient.OAuth;

/// <summary>Asks Concur for tokens, in another data centre where it is sent there, and never anywhere that isn't allowed.</summary>
internal sealed class ConcurTokenClient(ConcurHttpClient concur, TokenSettings settings, TimeProvider clock, ILogger<ConcurTokenClient> log) : IConcurTokens
{
    public Task<TokenAnswer> Refresh(ConcurApp app, string refreshToken, CancellationToken ct) =>
        Ask(app, TokenGrant.Refresh(app, refreshToken), ct);

    public Task<TokenAnswer> Exchange(ConcurApp app, string principal, string requestToken, CancellationToken ct) =>
        Ask(app, TokenGrant.Exchange(app, principal, requestToken), ct);

    public async Task<RevokeAnswer> Revoke(ConcurApp app, string accessToken, CancellationToken ct)
    {
        if (Base(app) is not { } place)
            return new RevokeAnswer.NotListed(GeolocationRule.Shown(app.Geolocation.OriginalString));
        var (response, correlationId) = await Send(() => Revocation(place, accessToken), [accessToken], ct);
        RevokeAnswer answer = response switch
        {
            ConcurResponse.Received { IsSuccess: true } => new RevokeAnswer.Revoked(),
            ConcurResponse.Received { Status: 401 or 403 } => new RevokeAnswer.TokenEnded(),
            ConcurResponse.Received other => new RevokeAnswer.Failed(TokenAnswers.Wait(Reply(other), settings), $"Concur answers HTTP {other.Status} to the revocation"),
            ConcurResponse.Failed failed => new RevokeAnswer.Failed(Wait(failed), failed.Why),
            _ => throw new NotSupportedException(response.GetType().Name),
        };
        answer = answer with { CorrelationId = correlationId };
        log.Log(answer is RevokeAnswer.Revoked ? LogLevel.Information : LogLevel.Warning,
            "Revocation at {Host}: {Answer}; Concur's correlation id {CorrelationId}", place.Host, answer, answer.CorrelationId);
        return answer;
    }

    /// <summary>At the app's geolocation, and where Concur keeps the company elsewhere, at one other place: never at a third.</summary>
    private async Task<TokenAnswer> Ask(ConcurApp app, TokenGrant grant, CancellationToken ct)
    {
        if (Base(app) is not { } home)
            return new TokenAnswer.NotListed(GeolocationRule.Shown(app.Geolocation.OriginalString));
        var answer = await AskAt(home, grant, ct);
        return answer is TokenAnswer.Elsewhere moved && Next(home, moved) is { } there ? await AskAt(there, grant, ct) : answer;
    }

    private Uri? Next(Uri home, TokenAnswer.Elsewhere moved) => moved.Geolocation
        ?? (settings.DataCentres.OtherThan(home) is { } other ? settings.Geolocations.Base(other.OriginalString) : null);

    private async Task<TokenAnswer> AskAt(Uri place, TokenGrant grant, CancellationToken ct)
    {
        // Before the call: however slow it is, the token isn't believed to live longer than it does.
        var asked = new TokenAsked(place, clock.GetUtcNow(), grant.RefreshToken);
        var (response, correlationId) = await Send(() => grant.To(place), grant.Secrets, ct);
        var answer = response switch
        {
            ConcurResponse.Received reply => Safe(TokenAnswers.Of(Reply(reply), asked, settings), grant),
            ConcurResponse.Failed failed => new TokenAnswer.Unreachable(Wait(failed), failed.Why),
            _ => throw new NotSupportedException(response.GetType().Name),
        };
        answer = answer with { CorrelationId = correlationId };
        log.Log(answer is TokenAnswer.Granted ? LogLevel.Information : LogLevel.Warning,
            "Token by {Grant} at {Host}: {Answer}; Concur's correlation id {CorrelationId}", grant.Kind, place.Host, answer, answer.CorrelationId);
        return answer;
    }

    /// <summary>What came, and by which id Concur finds the call: its own, else ours.</summary>
    private async Task<(ConcurResponse Response, string CorrelationId)> Send(Func<HttpRequestMessage> write, string[] secrets, CancellationToken ct)
    {
        using var deadline = new CallDeadline(settings.Timeout, ct);
        var call = new ConcurRequest(write, Guid.NewGuid().ToString(), secrets, ReadsRefusals: true);
        var response = await concur.Send(call, deadline);
        return (response, response is ConcurResponse.Received { CorrelationId: { Length: > 0 } theirs } ? theirs : call.CorrelationId);
    }

    /// <summary>Concur's five minutes don't bind where nothing can have arrived.</summary>
    private TimeSpan Wait(ConcurResponse.Failed failed) => failed.Reason == FailureReason.Unreachable ? settings.RetryAfter / 10 : settings.RetryAfter;

    private static TokenAnswer Safe(TokenAnswer answer, TokenGrant grant) => answer is TokenAnswer.Refused refused
        ? refused with { ConcurSays = AnswerText.Line(refused.ConcurSays, AnswerText.Longest, grant.Secrets) }
        : answer;

    private static HttpRequestMessage Revocation(Uri place, string accessToken) => new(HttpMethod.Delete, new Uri(place, "/app-mgmt/v0/connections"))
    {
        Headers = { Authorization = new AuthenticationHeaderValue("Bearer", accessToken), Accept = { TokenGrant.Json } },
    };

    private static TokenReply Reply(ConcurResponse.Received answer) => new(answer.Status, answer.Body, answer.RetryAfter);

    private Uri? Base(ConcurApp app) => settings.Geolocations.Base(app.Geolocation.OriginalString);
}
