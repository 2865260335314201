using System.Net.Http.Headers;
using System.Text;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.WireLog;
using GroundTransport.Infrastructure.ConcurWire;
using Microsoft.Extensions.Logging;
using ConcurSays = GroundTransport.Infrastructure.ConcurWire.Messages.PostBackAnswer;

namespace GroundTransport.Infrastructure.PostBackDelivery;

/// <summary>Posts one message to Concur and reads what it answers; every way to fail is an answer, none an exception.</summary>
internal sealed class ConcurPostBackClient(
    HttpClient http, PostBackSettings settings, PostBackCredentials credentials, IWireLog wireLog, TimeProvider clock, ILogger<ConcurPostBackClient> log) : IConcurPostBack
{
    private const int LongestAnswer = 64 * 1024;
    private const int LongestHeader = 200;
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(6);

    /// <summary>One patience for tokens, request and answer together: the row's lease is reckoned by it.</summary>
    public async Task<PostBackAnswer> Send(PostBack row, string correlationId, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(settings.Timeout);
        var credential = await Credential(row, "", timeout.Token);
        if (credential.IsNone)
            return new PostBackAnswer(PostBackAnswerKind.NoCredential, 0, AnswerText.Line($"Not sent: {credential.WhyNone}", settings));
        var answer = await SendWith(credential, row, correlationId, timeout.Token, ct);
        if (answer.Status is not (401 or 403) || !credential.IsOfApp)
            return answer;
        // It may have ended early. Whoever waits for another shares one renewal.
        var renewed = await Credential(row, credential.Value, timeout.Token);
        return renewed.IsNone
            ? answer with { Text = AnswerText.Line($"{answer.Text}. {renewed.WhyNone}", settings) }
            : await SendWith(renewed, row, correlationId, timeout.Token, ct);
    }

    private async Task<PostBackCredential> Credential(PostBack row, string refused, CancellationToken ct)
    {
        try
        {
            return await credentials.Of(row.DirectConnectId, refused, ct);
        }
        catch (OperationCanceledException)
        {
            return PostBackCredential.None($"There was no access token within {settings.Timeout.TotalSeconds:0.#} s");
        }
        catch (Exception failure)
        {
            log.LogError("The access token of direct connect {DirectConnect} couldn't be read: {Failure}", row.DirectConnectId, failure.GetType().Name);
            return PostBackCredential.None($"The access token couldn't be read: {failure.GetType().Name}");
        }
    }

    private async Task<PostBackAnswer> SendWith(PostBackCredential credential, PostBack row, string correlationId, CancellationToken timeout, CancellationToken ct)
    {
        var (at, heard) = (clock.GetUtcNow(), new HeardBody());
        var answer = await Exchange(credential, row, correlationId, heard, timeout, ct);
        wireLog.Note(new Exchange
        {
            At = at,
            Kind = ExchangeKind.PostBack,
            Outcome = answer.Kind switch { PostBackAnswerKind.Success => ExchangeOutcome.Ok, PostBackAnswerKind.Error => ExchangeOutcome.Refused, _ => ExchangeOutcome.Failed },
            DirectConnectId = row.DirectConnectId,
            VendorCode = row.VendorCode,
            ReservationId = row.ReservationId,
            CorrelationId = correlationId,
            ConcurCorrelationId = answer.CorrelationId,
            HttpStatus = answer.Status,
            Why = answer.Kind == PostBackAnswerKind.Success ? "" : answer.Text,
            DurationMs = (int)(clock.GetUtcNow() - at).TotalMilliseconds,
            Request = Redaction.Of(Encoding.UTF8.GetBytes(row.Payload)),
            Answer = heard.Bytes is null ? "" : Redaction.Of(heard.Bytes),
        });
        return answer;
    }

    private async Task<PostBackAnswer> Exchange(
        PostBackCredential credential, PostBack row, string correlationId, HeardBody heard, CancellationToken timeout, CancellationToken ct)
    {
        try
        {
            using var request = Request(row, correlationId);
            request.Headers.Authorization = new AuthenticationHeaderValue(credential.Scheme.ToString(), credential.Value);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout);
            LogWarnings(response, credential.Value);
            var answer = response.IsSuccessStatusCode
                ? Understood((int)response.StatusCode, heard.Bytes = await ReadBody(response, timeout), credential.Value)
                : new PostBackAnswer(PostBackAnswerKind.Status, (int)response.StatusCode, $"HTTP {(int)response.StatusCode}", RetryAfter(response));
            return answer with { CorrelationId = Header(response, "concur-correlationid", credential.Value) };
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
        catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            return new PostBackAnswer(PostBackAnswerKind.Unreadable, 0, "No secure connection: TLS or the certificate failed");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new PostBackAnswer(PostBackAnswerKind.Unreadable, 0, "The connection broke before the answer was whole");
        }
        catch (Exception failure)
        {
            // A token that no header can carry, for one. The exception's text may quote it.
            log.LogError("A PostBack couldn't be sent: {Failure}. Check the settings under GroundTransport:Concur", failure.GetType().Name);
            return new PostBackAnswer(PostBackAnswerKind.Unreadable, 0, $"The gateway couldn't send it: {failure.GetType().Name}");
        }
    }

    /// <summary>What came, for the wire log.</summary>
    private sealed class HeardBody
    {
        public byte[]? Bytes { get; set; }
    }

    private HttpRequestMessage Request(PostBack row, string correlationId)
    {
        // ByteArrayContent knows its length: the request carries Content-Length, never chunks.
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(row.Payload));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        var request = new HttpRequestMessage(HttpMethod.Post, settings.Url) { Content = content };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/xml"));
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

    /// <summary>The XML decides, not the charset that a header claims for it.</summary>
    private PostBackAnswer Understood(int status, byte[]? body, string token) => body is null
        ? new PostBackAnswer(PostBackAnswerKind.Unreadable, status, "The answer is longer than 64 KB")
        : PostBackAnswers.Read(body) switch
        {
            ConcurSays.Success => new PostBackAnswer(PostBackAnswerKind.Success, status, "Success"),
            ConcurSays.Error error => new PostBackAnswer(PostBackAnswerKind.Error, status, AnswerText.Line($"Error: {error.Text}", AnswerText.Longest, settings.Token, settings.Password, token)),
            _ => new PostBackAnswer(PostBackAnswerKind.Unreadable, status, "The answer is no CC_LimoPostBackResponse"),
        };

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

    private void LogWarnings(HttpResponseMessage response, string token)
    {
        foreach (var name in (ReadOnlySpan<string>)["x-api-warn", "sunset"])
        {
            if (Header(response, name, token) is { Length: > 0 } warning)
                log.LogWarning("Concur says {Header}: {Warning}", name, warning);
        }
    }

    private string Header(HttpResponseMessage response, string name, string token) =>
        response.Headers.TryGetValues(name, out var values) ? AnswerText.Line(string.Join(' ', values), LongestHeader, settings.Token, settings.Password, token) : "";
}
