using System.Net.Http.Headers;
using System.Text;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.WireLog;
using GroundTransport.Infrastructure.ConcurClient.Http;
using GroundTransport.Infrastructure.ConcurWire;
using GroundTransport.Infrastructure.ConcurWire.PostBacks;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.ConcurClient.PostBacks;

/// <summary>Posts one message to Concur and reads what it answers; every way to fail is an answer, none an exception.</summary>
internal sealed class ConcurPostBackClient(
    ConcurHttpClient concur, PostBackSettings settings, PostBackCredentials credentials, IWireLog wireLog, TimeProvider clock, ILogger<ConcurPostBackClient> log) : IConcurPostBack
{
    /// <summary>One deadline for tokens, request and answer together: the row's lease is reckoned by it.</summary>
    public async Task<PostBackAnswer> Send(PostBack row, string correlationId, CancellationToken ct)
    {
        using var deadline = new CallDeadline(settings.Timeout, ct);
        var credential = await Credential(row, "", deadline);
        if (credential.IsNone)
            return new PostBackAnswer(PostBackAnswerKind.NoCredential, 0, Line($"Not sent: {credential.WhyNone}"));
        var answer = await SendWith(credential, row, correlationId, deadline);
        if (answer.Status is not (401 or 403) || !credential.IsOfApp)
            return answer;
        // It may have ended early. Whoever waits for another shares one renewal.
        var renewed = await Credential(row, credential.Value, deadline);
        return renewed.IsNone
            ? answer with { Text = Line($"{answer.Text}. {renewed.WhyNone}") }
            : await SendWith(renewed, row, correlationId, deadline);
    }

    private async Task<PostBackCredential> Credential(PostBack row, string refused, CallDeadline deadline)
    {
        try
        {
            return await credentials.Of(row.DirectConnectId, refused, deadline.Token);
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

    private async Task<PostBackAnswer> SendWith(PostBackCredential credential, PostBack row, string correlationId, CallDeadline deadline)
    {
        var at = clock.GetUtcNow();
        var response = await concur.Send(new ConcurRequest(() => Request(row, credential), correlationId, Secrets(credential), ReadsRefusals: false), deadline);
        var answer = Understood(response, credential);
        wireLog.Record(new Exchange
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
            Answer = response is ConcurResponse.Received { Body: { } body } ? Redaction.Of(body) : "",
        });
        return answer;
    }

    private HttpRequestMessage Request(PostBack row, PostBackCredential credential)
    {
        // ByteArrayContent knows its length: the request carries Content-Length, never chunks.
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(row.Payload));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        var request = new HttpRequestMessage(HttpMethod.Post, settings.Url) { Content = content };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/xml"));
        request.Headers.Authorization = new AuthenticationHeaderValue(credential.Scheme.ToString(), credential.Value);
        return request;
    }

    private PostBackAnswer Understood(ConcurResponse response, PostBackCredential credential) => response switch
    {
        ConcurResponse.Received { IsSuccess: true } answer => Read(answer, credential) with { CorrelationId = answer.CorrelationId },
        ConcurResponse.Received answer => new PostBackAnswer(PostBackAnswerKind.Status, answer.Status, $"HTTP {answer.Status}", answer.RetryAfter, answer.CorrelationId),
        ConcurResponse.Failed failed => new PostBackAnswer(
            failed.Reason switch
            {
                FailureReason.Timeout => PostBackAnswerKind.Timeout,
                FailureReason.Unreachable => PostBackAnswerKind.Unreachable,
                _ => PostBackAnswerKind.Unreadable,
            },
            0,
            failed.Why),
        _ => throw new NotSupportedException(response.GetType().Name),
    };

    /// <summary>The XML decides, not the charset that a header claims for it.</summary>
    private PostBackAnswer Read(ConcurResponse.Received answer, PostBackCredential credential) => answer.Body is not { } body
        ? new PostBackAnswer(PostBackAnswerKind.Unreadable, answer.Status, "The answer is longer than 64 KB")
        : PostBackResponseReader.Read(body) switch
        {
            (PostBackAnswerKind.Success, _) => new PostBackAnswer(PostBackAnswerKind.Success, answer.Status, "Success"),
            (PostBackAnswerKind.Error, var text) =>
                new PostBackAnswer(PostBackAnswerKind.Error, answer.Status, Line($"Error: {text}", credential)),
            _ => new PostBackAnswer(PostBackAnswerKind.Unreadable, answer.Status, "The answer is no CC_LimoPostBackResponse"),
        };

    private string Line(string text, PostBackCredential? credential = null) => AnswerText.Line(text, AnswerText.Longest, Secrets(credential));

    private string[] Secrets(PostBackCredential? credential) => [settings.Token, settings.Password, credential?.Value ?? ""];
}
