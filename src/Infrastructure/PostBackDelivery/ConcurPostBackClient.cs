using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.ConcurWire;
using Microsoft.Extensions.Logging;
using ConcurSays = GroundTransport.Infrastructure.ConcurWire.Messages.PostBackAnswer;

namespace GroundTransport.Infrastructure.PostBackDelivery;

/// <summary>Posts one message to Concur and reads what it answers; every way to fail is an answer, none an exception.</summary>
internal sealed class ConcurPostBackClient(HttpClient http, PostBackSettings settings, TimeProvider clock, ILogger<ConcurPostBackClient> log) : IConcurPostBack
{
    private const int LongestAnswer = 64 * 1024;

    public async Task<PostBackAnswer> Send(PostBack row, string correlationId, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(settings.Timeout);
        try
        {
            using var request = Request(row, correlationId);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            LogWarnings(response);
            var body = await ReadBody(response, timeout.Token);
            return Classify(response, body) with { CorrelationId = Header(response, "concur-correlationid") };
        }
        catch (OperationCanceledException)
        {
            return new PostBackAnswer(PostBackAnswerKind.Timeout, 0, ct.IsCancellationRequested
                ? "The gateway stopped while it waited for the answer"
                : $"No answer within {settings.Timeout.TotalSeconds:0.#} s");
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            return new PostBackAnswer(PostBackAnswerKind.Unreachable, 0, $"Not reachable: {failure.HttpRequestError}");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new PostBackAnswer(PostBackAnswerKind.Unreadable, 0, "The connection broke before the answer was whole");
        }
    }

    private HttpRequestMessage Request(PostBack row, string correlationId)
    {
        // ByteArrayContent knows its length: the request carries Content-Length, never chunks.
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(row.Payload));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        var request = new HttpRequestMessage(HttpMethod.Post, settings.Url) { Content = content };
        request.Headers.Authorization = settings.Scheme == PostBackScheme.Basic
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.User}:{settings.Password}")))
            : new AuthenticationHeaderValue(settings.Scheme.ToString(), settings.Token);
        request.Headers.Add("concur-correlationid", correlationId);
        return request;
    }

    private static async Task<byte[]?> ReadBody(HttpResponseMessage response, CancellationToken ct)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[LongestAnswer + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return length > LongestAnswer ? null : buffer[..length];
    }

    private PostBackAnswer Classify(HttpResponseMessage response, byte[]? body)
    {
        var status = (int)response.StatusCode;
        if (status != 200)
            return new PostBackAnswer(PostBackAnswerKind.Status, status, $"HTTP {status}", RetryAfter(response));
        if (body is null)
            return new PostBackAnswer(PostBackAnswerKind.Unreadable, status, "The answer is longer than 64 KB");
        return PostBackAnswers.Read(body) switch
        {
            ConcurSays.Success => new PostBackAnswer(PostBackAnswerKind.Success, status, "Success"),
            ConcurSays.Error error => new PostBackAnswer(PostBackAnswerKind.Error, status, OneLine($"Error: {error.Text}")),
            _ => new PostBackAnswer(PostBackAnswerKind.Unreadable, status, "The answer is no CC_LimoPostBackResponse"),
        };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => Bounded(delta),
        { Date: { } date } => Bounded(date - clock.GetUtcNow()),
        _ => null,
    };

    private static TimeSpan Bounded(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait > TimeSpan.FromHours(6) ? TimeSpan.FromHours(6) : wait;

    private void LogWarnings(HttpResponseMessage response)
    {
        foreach (var name in (ReadOnlySpan<string>)["x-api-warn", "sunset"])
        {
            if (Header(response, name) is { Length: > 0 } warning)
                log.LogWarning("Concur says {Header}: {Warning}", name, warning);
        }
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? OneLine(string.Join(' ', values), 200) : "";

    private static string OneLine(string text, int longest = 500)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{new string([.. text.Take(longest).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)])}");
        return line.Trim();
    }
}
