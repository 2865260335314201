using System.Net.Http.Headers;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Infrastructure.PostBackDelivery;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.ConcurOAuth;

/// <summary>One request to Concur and the whole of its answer, bounded in time and length; every way to fail is a value.</summary>
internal sealed class ConcurExchange(HttpClient http, TokenSettings settings, TimeProvider clock, ILogger<ConcurExchange> log)
{
    private const int LongestAnswer = 64 * 1024;
    private const int LongestHeader = 200;
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(6);

    /// <param name="write">Called once; what it throws is an answer too.</param>
    /// <param name="secrets">What no log line and no answer's text may hold.</param>
    public async Task<ConcurHeard> Send(Func<HttpRequestMessage> write, string[] secrets, CancellationToken ct)
    {
        var ours = Guid.NewGuid().ToString();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(settings.Timeout);
        try
        {
            using var request = write();
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            request.Headers.Add("concur-correlationid", ours);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            LogWarnings(response, secrets);
            var theirs = Header(response, "concur-correlationid", secrets) is { Length: > 0 } named ? named : Header(response, "correlationid", secrets);
            var body = await ReadBody(response, timeout.Token);
            return new ConcurHeard.Answer((int)response.StatusCode, body, RetryAfter(response)) { CorrelationId = theirs.Length > 0 ? theirs : ours };
        }
        catch (Exception failure)
        {
            return Nothing(failure, ct.IsCancellationRequested) with { CorrelationId = ours };
        }
    }

    private ConcurHeard.Nothing Nothing(Exception failure, bool stopped)
    {
        switch (failure)
        {
            case OperationCanceledException:
                return new(settings.RetryAfter, stopped ? "The gateway stopped while it waited for Concur's answer" : $"Concur gave no answer within {settings.Timeout.TotalSeconds:0.#} s");
            case HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } unreached:
                // It can't have arrived, so Concur's five minutes don't bind.
                return new(settings.RetryAfter / 10, $"Concur isn't reachable: {unreached.HttpRequestError}");
            case HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }:
                return new(settings.RetryAfter, "No secure connection to Concur: TLS or the certificate failed");
            case HttpRequestException or IOException:
                return new(settings.RetryAfter, "The connection to Concur broke before the answer was whole");
            default:
                // A token that no header can carry, for one. The exception's text may quote it.
                log.LogError("A call to Concur couldn't be made: {Failure}", failure.GetType().Name);
                return new(settings.RetryAfter, $"The gateway couldn't make the call: {failure.GetType().Name}");
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
