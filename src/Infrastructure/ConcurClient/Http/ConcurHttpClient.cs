using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.ConcurClient.Http;

/// <summary>
/// Sends one request to Concur and reads the response, limited in time and length. Every failure is a value, none an
/// exception.
/// </summary>
internal sealed class ConcurHttpClient(HttpClient http, TimeProvider clock, ILogger<ConcurHttpClient> log)
{
    private const string CorrelationHeader = "concur-correlationid";
    private const int MaxBodySize = 64 * 1024;
    private const int MaxHeaderLength = 200;
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(6);

    public async Task<ConcurResponse> Send(OutgoingRequest request, CallDeadline deadline)
    {
        try
        {
            using var message = request.CreateMessage();
            message.Headers.Add(CorrelationHeader, request.CorrelationId);
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            LogWarnings(response, request.Secrets);
            var body = response.IsSuccessStatusCode || request.ReadErrorBody ? await ReadBody(response, deadline.Token) : null;
            return new ConcurResponse.Received(
                (int)response.StatusCode, body, RetryAfter(response), CorrelationId(response, request.Secrets));
        }
        catch (Exception failure)
        {
            return Failed(failure, deadline);
        }
    }

    private void LogWarnings(HttpResponseMessage response, string[] secrets)
    {
        foreach (var name in (ReadOnlySpan<string>)["x-api-warn", "sunset"])
        {
            if (Header(response, name, secrets) is { Length: > 0 } warning)
                log.LogWarning("Concur sent {Header}: {Warning}", name, warning);
        }
    }

    /// <summary>Null if it is longer than 64 KB.</summary>
    private static async Task<byte[]?> ReadBody(HttpResponseMessage response, CancellationToken ct)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[MaxBodySize + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return length > MaxBodySize ? null : buffer[..length];
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        TimeSpan? asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => null,
        };
        return asked > MaxRetryAfter ? MaxRetryAfter : asked;
    }

    private static string CorrelationId(HttpResponseMessage response, string[] secrets) =>
        Header(response, CorrelationHeader, secrets) is { Length: > 0 } id ? id : Header(response, "correlationid", secrets);

    private static string Header(HttpResponseMessage response, string name, string[] secrets) =>
        response.Headers.TryGetValues(name, out var values)
            ? SafeText.SingleLine(string.Join(' ', values), MaxHeaderLength, secrets)
            : "";

    private ConcurResponse.Failed Failed(Exception failure, CallDeadline deadline)
    {
        switch (failure)
        {
            case OperationCanceledException:
                return new(FailureReason.Timeout, deadline.Reason);
            case HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            } unreachable:
                return new(FailureReason.Unreachable, $"Concur isn't reachable: {unreachable.HttpRequestError}");
            case HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }:
                return new(FailureReason.Broken, "No secure connection to Concur: TLS or the certificate failed");
            case HttpRequestException or IOException:
                return new(FailureReason.Broken, "The connection to Concur broke before the answer was complete");
            default:
                // For example a token that isn't allowed in a header. The exception's message may quote it, so it isn't logged.
                log.LogError("Call to Concur failed: {Failure}; check the settings under GroundTransport:Concur", failure.GetType().Name);
                return new(FailureReason.Broken, $"The gateway couldn't make the call: {failure.GetType().Name}");
        }
    }
}
