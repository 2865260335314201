using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.WireLog;
using GroundTransport.Infrastructure.ConcurClient.Http;
using GroundTransport.Infrastructure.ConcurWire;
using GroundTransport.Infrastructure.ConcurWire.PostBacks;
using GroundTransport.Infrastructure.Outgoing;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.ConcurClient.PostBacks;

/// <summary>Posts one message to Concur and reads the answer. Every failure is an answer, none an exception.</summary>
internal sealed class ConcurPostBackClient(
    ConcurHttpClient concur,
    PostBackSettings settings,
    PostBackCredentials credentials,
    IWireLog wireLog,
    TimeProvider clock,
    ILogger<ConcurPostBackClient> log)
    : IConcurPostBackClient
{
    private static readonly ActivitySource Source = new("GroundTransport.Concur");

    /// <summary>One deadline covers token, request and answer together; the length of the row's lease is based on it.</summary>
    public async Task<PostBackAnswer> Send(PostBack row, string correlationId, CancellationToken ct)
    {
        using var span = Source.StartActivity("Concur PostBack");
        var answer = await SendInTime(row, correlationId, ct);
        span?.SetTag("concur.message", "PostBack").SetTag("concur.outcome", answer.Kind.ToString()).SetTag("correlation.id", correlationId)
            .SetTag("http.response.status_code", answer.Status)
            .SetStatus(answer.Kind == PostBackAnswerKind.Success ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
        return answer;
    }

    private async Task<PostBackAnswer> SendInTime(PostBack row, string correlationId, CancellationToken ct)
    {
        using var deadline = concur.Deadline(settings.Timeout, ct);
        var credential = await GetCredential(row, "", deadline);
        if (credential.IsMissing)
            return new PostBackAnswer(PostBackAnswerKind.NoCredential, 0, SingleLine($"Not sent: {credential.MissingReason}"));
        var answer = await SendWith(credential, row, correlationId, deadline);
        if (answer.Status is not (401 or 403) || !credential.IsOfApp)
            return answer;
        // The token may have been revoked early. All deliveries that need another share one renewal.
        var renewed = await GetCredential(row, credential.Value, deadline);
        return renewed.IsMissing
            ? answer with { Text = SingleLine($"{answer.Text}. {renewed.MissingReason}") }
            : await SendWith(renewed, row, correlationId, deadline);
    }

    private async Task<PostBackCredential> GetCredential(PostBack row, string refused, CallDeadline deadline)
    {
        try
        {
            return await credentials.Get(row.DirectConnectId, refused, deadline.Token);
        }
        catch (OperationCanceledException)
        {
            return PostBackCredential.Missing($"No access token was obtained within {settings.Timeout.TotalSeconds:0.#} s");
        }
        catch (Exception failure)
        {
            log.LogError("Failed to read the access token of direct connect {DirectConnect}: {Failure}",
                row.DirectConnectId, failure.GetType().Name);
            return PostBackCredential.Missing($"The access token couldn't be read: {failure.GetType().Name}");
        }
    }

    private async Task<PostBackAnswer> SendWith(PostBackCredential credential, PostBack row, string correlationId, CallDeadline deadline)
    {
        var sentAt = clock.GetUtcNow();
        var request = new OutgoingRequest(
            () => CreateMessage(row, credential), correlationId, Secrets(credential), ReadErrorBody: false);
        var response = await concur.Send(request, deadline);
        var answer = Interpret(response, credential);
        wireLog.Record(ToExchange(row, correlationId, sentAt, response, answer) with
        {
            RequestHeaders = HeaderRedaction.Of(response.SentHeaders, Secrets(credential)),
            AnswerHeaders = HeaderRedaction.Of(response.Headers, Secrets(credential)),
        });
        return answer;
    }

    private HttpRequestMessage CreateMessage(PostBack row, PostBackCredential credential)
    {
        // The length of ByteArrayContent is known: the request has a Content-Length and isn't chunked.
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(row.Payload));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        var message = new HttpRequestMessage(HttpMethod.Post, settings.Url) { Content = content };
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/xml"));
        message.Headers.Authorization = new AuthenticationHeaderValue(credential.Scheme.ToString(), credential.Value);
        return message;
    }

    private PostBackAnswer Interpret(OutgoingResponse response, PostBackCredential credential) => response switch
    {
        OutgoingResponse.Received { IsSuccess: true } answer => Read(answer, credential) with { CorrelationId = answer.CorrelationId },
        OutgoingResponse.Received answer => new PostBackAnswer(
            PostBackAnswerKind.Status, answer.Status, $"HTTP {answer.Status}", answer.RetryAfter, answer.CorrelationId),
        OutgoingResponse.Failed failed => new PostBackAnswer(KindOf(failed.Reason), 0, failed.Message),
        _ => throw new NotSupportedException(response.GetType().Name),
    };

    private static PostBackAnswerKind KindOf(FailureReason reason) => reason switch
    {
        FailureReason.Timeout => PostBackAnswerKind.Timeout,
        FailureReason.Unreachable => PostBackAnswerKind.Unreachable,
        _ => PostBackAnswerKind.Unreadable,
    };

    private Exchange ToExchange(
        PostBack row, string correlationId, DateTimeOffset sentAt, OutgoingResponse response, PostBackAnswer answer) =>
        new()
        {
            At = sentAt,
            Kind = ExchangeKind.PostBack,
            Outcome = answer.Kind switch
            {
                PostBackAnswerKind.Success => ExchangeOutcome.Ok,
                PostBackAnswerKind.Error => ExchangeOutcome.Refused,
                _ => ExchangeOutcome.Failed,
            },
            DirectConnectId = row.DirectConnectId,
            VendorCode = row.VendorCode,
            ReservationId = row.ReservationId,
            CorrelationId = correlationId,
            ConcurCorrelationId = answer.CorrelationId,
            HttpStatus = answer.Status,
            Why = answer.Kind == PostBackAnswerKind.Success ? "" : answer.Text,
            DurationMs = (int)(clock.GetUtcNow() - sentAt).TotalMilliseconds,
            Request = Redaction.Of(Encoding.UTF8.GetBytes(row.Payload)),
            Answer = response is OutgoingResponse.Received { Body: { } body } ? Redaction.Of(body) : "",
        };

    /// <summary>The XML decides, not the charset that a header claims for it.</summary>
    private PostBackAnswer Read(OutgoingResponse.Received answer, PostBackCredential credential) => answer.Body is not { } body
        ? new PostBackAnswer(PostBackAnswerKind.Unreadable, answer.Status, "The answer is longer than 64 KB")
        : PostBackResponseReader.Read(body) switch
        {
            (PostBackAnswerKind.Success, _) => new PostBackAnswer(PostBackAnswerKind.Success, answer.Status, "Success"),
            (PostBackAnswerKind.Error, var text) =>
                new PostBackAnswer(PostBackAnswerKind.Error, answer.Status, SingleLine($"Error: {text}", credential)),
            _ => new PostBackAnswer(PostBackAnswerKind.Unreadable, answer.Status, "The answer is no CC_LimoPostBackResponse"),
        };

    private string SingleLine(string text, PostBackCredential? credential = null) =>
        SafeText.SingleLine(text, SafeText.MaxLength, Secrets(credential));

    private string[] Secrets(PostBackCredential? credential) => [settings.Token, settings.Password, credential?.Value ?? ""];
}
