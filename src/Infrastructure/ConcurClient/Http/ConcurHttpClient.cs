using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.ConcurClient.Http;

/// <summary>One call to Concur.</summary>
/// <param name="Write">Called once; what it throws is an answer too.</param>
/// <param name="CorrelationId">Ours.</param>
/// <param name="Secrets">What no log line and no answer's header may show.</param>
/// <param name="ReadsRefusals">Whether the body of an answer other than 2xx says anything; else its status is the whole answer.</param>
internal sealed record ConcurRequest(Func<HttpRequestMessage> Write, string CorrelationId, string[] Secrets, bool ReadsRefusals)
{
    // The default of a record prints every property, secrets included.
    public override string ToString() => $"Call {CorrelationId}";
}

/// <summary>Sends one request to Concur and reads its answer, bounded in time and length; every way to fail is a value.</summary>
internal sealed class ConcurHttpClient(HttpClient http, TimeProvider clock, ILogger<ConcurHttpClient> log)
{
    private const string CorrelationHeader = "concur-correlationid";
    private const int LongestAnswer = 64 * 1024;
    private const int LongestHeader = 200;
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(6);

    public async Task<ConcurResponse> Send(ConcurRequest call, CallDeadline deadline)
    {
        try
        {
            using var request = call.Write();
            request.Headers.Add(CorrelationHeader, call.CorrelationId);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            LogWarnings(response, call.Secrets);
            var theirs = Header(response, CorrelationHeader, call.Secrets) is { Length: > 0 } named ? named : Header(response, "correlationid", call.Secrets);
            var body = response.IsSuccessStatusCode || call.ReadsRefusals ? await ReadBody(response, deadline.Token) : null;
            return new ConcurResponse.Received((int)response.StatusCode, body, RetryAfter(response), theirs);
        }
        catch (Exception failure)
        {
            return Failed(failure, deadline);
        }
    }

    private ConcurResponse.Failed Failed(Exception failure, CallDeadline deadline)
    {
        switch (failure)
        {
            case OperationCanceledException:
                return new(FailureReason.Timeout, deadline.Reason);
            case HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } unreached:
                return new(FailureReason.Unreachable, $"Concur isn't reachable: {unreached.HttpRequestError}");
            case HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }:
                return new(FailureReason.Broken, "No secure connection to Concur: TLS or the certificate failed");
            case HttpRequestException or IOException:
                return new(FailureReason.Broken, "The connection to Concur broke before the answer was whole");
            default:
                // A token that no header can carry, for one. The exception's text may quote it.
                log.LogError("A call to Concur couldn't be made: {Failure}. Check the settings under GroundTransport:Concur", failure.GetType().Name);
                return new(FailureReason.Broken, $"The gateway couldn't make the call: {failure.GetType().Name}");
        }
    }

    private static async Task<byte[]?> ReadBody(HttpResponseMessage response, CancellationToken ct)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[LongestAnswer + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return length > LongestAnswer ? null : buffer[..length];
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        TimeSpan? asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => null,
        };
        return asked > LongestRetryAfter ? LongestRetryAfter : asked;
    }

    private void LogWarnings(HttpResponseMessage response, string[] secrets)
    {
        foreach (var name in (ReadOnlySpan<string>)["x-api-warn", "sunset"])
        {
            if (Header(response, name, secrets) is { Length: > 0 } warning)
                log.LogWarning("Concur says {Header}: {Warning}", name, warning);
        }
    }

    private static string Header(HttpResponseMessage response, string name, string[] secrets) =>
        response.Headers.TryGetValues(name, out var values) ? AnswerText.Line(string.Join(' ', values), LongestHeader, secrets) : "";
}
