using System.Net.Http.Headers;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Infrastructure.ConcurClient.Http;
using GroundTransport.Infrastructure.Outgoing;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.ConcurClient.OAuth;

/// <summary>
/// Asks Concur for tokens: at the app's data centre, at one other if Concur names it or implies it, and never at an address
/// that isn't allowed.
/// </summary>
internal sealed class ConcurTokenClient(
    ConcurHttpClient concur, TokenSettings settings, TimeProvider clock, ILogger<ConcurTokenClient> log) : IConcurTokenClient
{
    public Task<TokenAnswer> Refresh(ConcurApp app, string refreshToken, CancellationToken ct) =>
        RequestTokens(app, TokenGrant.Refresh(app, refreshToken), ct);

    public Task<TokenAnswer> Exchange(ConcurApp app, string principal, string requestToken, CancellationToken ct) =>
        RequestTokens(app, TokenGrant.Exchange(app, principal, requestToken), ct);

    public async Task<RevokeAnswer> Revoke(ConcurApp app, string accessToken, CancellationToken ct)
    {
        if (DataCentreOf(app) is not { } dataCentre)
            return new RevokeAnswer.GeolocationNotAllowed(GeolocationRule.ForDisplay(app.Geolocation.OriginalString));
        var (response, correlationId) = await Send(() => CreateRevocation(dataCentre, accessToken), [accessToken], ct);
        var answer = InterpretRevocation(response) with { CorrelationId = correlationId };
        log.Log(answer is RevokeAnswer.Revoked ? LogLevel.Information : LogLevel.Warning,
            "Revocation at {Host}: {Answer}; Concur's correlation id {CorrelationId}", dataCentre.Host, answer, answer.CorrelationId);
        return answer;
    }

    /// <summary>At the app's data centre, and if Concur keeps the company in another, at one other: never at a third.</summary>
    private async Task<TokenAnswer> RequestTokens(ConcurApp app, TokenGrant grant, CancellationToken ct)
    {
        if (DataCentreOf(app) is not { } first)
            return new TokenAnswer.GeolocationNotAllowed(GeolocationRule.ForDisplay(app.Geolocation.OriginalString));
        var answer = await RequestTokensAt(first, grant, ct);
        return answer is TokenAnswer.OtherDataCentre other && SecondAfter(first, other) is { } second
            ? await RequestTokensAt(second, grant, ct)
            : answer;
    }

    private Uri? SecondAfter(Uri first, TokenAnswer.OtherDataCentre answer) => answer.Geolocation
        ?? (settings.DataCentres.OtherThan(first) is { } other ? settings.Geolocations.Base(other.OriginalString) : null);

    private async Task<TokenAnswer> RequestTokensAt(Uri dataCentre, TokenGrant grant, CancellationToken ct)
    {
        // The time before the call: however slow the call is, the token's lifetime isn't overestimated.
        var request = new TokenRequest(dataCentre, clock.GetUtcNow(), grant.RefreshToken);
        var (response, correlationId) = await Send(() => grant.CreateMessage(dataCentre), grant.Secrets, ct);
        var answer = Interpret(response, request, grant) with { CorrelationId = correlationId };
        log.Log(answer is TokenAnswer.Granted ? LogLevel.Information : LogLevel.Warning,
            "Token by {Grant} at {Host}: {Answer}; Concur's correlation id {CorrelationId}",
            grant.Type, dataCentre.Host, answer, answer.CorrelationId);
        return answer;
    }

    /// <summary>The response, and the correlation id by which Concur finds the call: Concur's own, else the gateway's.</summary>
    private async Task<(OutgoingResponse Response, string CorrelationId)> Send(
        Func<HttpRequestMessage> createMessage, string[] secrets, CancellationToken ct)
    {
        using var deadline = concur.Deadline(settings.Timeout, ct);
        var request = new OutgoingRequest(createMessage, Guid.NewGuid().ToString(), secrets, ReadErrorBody: true);
        var response = await concur.Send(request, deadline);
        var concurs = (response as OutgoingResponse.Received)?.CorrelationId;
        return (response, concurs is { Length: > 0 } ? concurs : request.CorrelationId);
    }

    private TokenAnswer Interpret(OutgoingResponse response, TokenRequest request, TokenGrant grant) => response switch
    {
        OutgoingResponse.Received received => WithoutSecrets(TokenAnswers.Interpret(ToTokenResponse(received), request, settings), grant),
        OutgoingResponse.Failed failed => new TokenAnswer.Unreachable(RetryDelay(failed), failed.Message),
        _ => throw new NotSupportedException(response.GetType().Name),
    };

    private RevokeAnswer InterpretRevocation(OutgoingResponse response) => response switch
    {
        OutgoingResponse.Received { IsSuccess: true } => new RevokeAnswer.Revoked(),
        OutgoingResponse.Received { Status: 401 or 403 } => new RevokeAnswer.TokenEnded(),
        OutgoingResponse.Received other => new RevokeAnswer.Failed(
            TokenAnswers.RetryDelay(ToTokenResponse(other), settings), $"Concur answered HTTP {other.Status} to the revocation"),
        OutgoingResponse.Failed failed => new RevokeAnswer.Failed(RetryDelay(failed), failed.Message),
        _ => throw new NotSupportedException(response.GetType().Name),
    };

    private static TokenAnswer WithoutSecrets(TokenAnswer answer, TokenGrant grant) => answer is TokenAnswer.Refused refused
        ? refused with { Description = SafeText.SingleLine(refused.Description, SafeText.MaxLength, grant.Secrets) }
        : answer;

    /// <summary>If nothing can have arrived, Concur's wait of five minutes doesn't apply.</summary>
    private TimeSpan RetryDelay(OutgoingResponse.Failed failed) =>
        failed.Reason == FailureReason.Unreachable ? settings.RetryAfter / 10 : settings.RetryAfter;

    private static TokenResponse ToTokenResponse(OutgoingResponse.Received received) =>
        new(received.Status, received.Body, received.RetryAfter);

    private static HttpRequestMessage CreateRevocation(Uri dataCentre, string accessToken) =>
        new(HttpMethod.Delete, new Uri(dataCentre, "/app-mgmt/v0/connections"))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", accessToken), Accept = { TokenGrant.Json } },
        };

    private Uri? DataCentreOf(ConcurApp app) => settings.Geolocations.Base(app.Geolocation.OriginalString);
}
