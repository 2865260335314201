using System.Diagnostics;
using System.Text;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Receipts;
using GroundTransport.Application.WireLog;
using GroundTransport.Infrastructure.ConcurClient.Http;
using GroundTransport.Infrastructure.ConcurWire;
using GroundTransport.Infrastructure.ConcurWire.Receipts;
using GroundTransport.Infrastructure.Outgoing;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.ConcurClient.Receipts;

/// <inheritdoc cref="IConcurReceiptClient"/>
internal sealed class ConcurReceiptClient(
    ConcurHttpClient concur,
    PostBackSettings settings,
    TokenSettings tokenSettings,
    IAccessTokenProvider tokens,
    IWireLog wireLog,
    TimeProvider clock,
    ILogger<ConcurReceiptClient> log)
    : IConcurReceiptClient
{
    /// <summary>A user's receipts come complete, not as a summary.</summary>
    private const int MaxPageSize = 16 * 1024 * 1024;

    private const int MaxPages = 1000;

    private static readonly ActivitySource Source = new("GroundTransport.Concur");

    /// <summary>One deadline covers token, search and request together; the length of the row's lease is based on it.</summary>
    public async Task<ReceiptAnswer> Advance(ReceiptDelivery row, string correlationId, CancellationToken ct)
    {
        using var span = Source.StartActivity("Concur receipt");
        using var deadline = concur.Deadline(settings.Timeout, ct);
        var answer = await AdvanceInTime(new Call(row, correlationId, deadline));
        span?.SetTag("concur.message", answer.Step.ToString()).SetTag("concur.outcome", answer.Kind.ToString())
            .SetTag("correlation.id", correlationId).SetTag("http.response.status_code", answer.Status)
            .SetStatus(answer.Status is >= 200 and < 300 ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
        return answer;
    }

    private async Task<ReceiptAnswer> AdvanceInTime(Call call)
    {
        var step = call.Row.IsAccepted ? ReceiptStep.Follow : call.Row.MayHaveArrived ? ReceiptStep.Search : ReceiptStep.Send;
        var token = await GetToken(call, "");
        if (token.Token is null)
            return new ReceiptAnswer(step, ReceiptAnswerKind.NoCredential, 0, SingleLine($"Not sent: {token.MissingReason}"));
        var answer = await Take(step, call, token.Token);
        if (answer.Status is not (401 or 403))
            return answer;
        // The token may have expired early. All deliveries that need another share one renewal.
        var renewed = await GetToken(call, token.Token.Value);
        if (renewed.Token is null)
        {
            return answer with
            {
                Kind = ReceiptAnswerKind.NoCredential,
                Text = SingleLine($"{answer.Text}. {renewed.MissingReason}"),
            };
        }
        var repeated = await Take(answer.Step, call, renewed.Token);
        return repeated with { SearchFoundNothing = repeated.SearchFoundNothing || answer.SearchFoundNothing };
    }

    private Task<ReceiptAnswer> Take(ReceiptStep step, Call call, AccessToken.Available token) => step switch
    {
        ReceiptStep.Follow => Follow(call, token),
        ReceiptStep.Search => SearchAndSend(call, token),
        _ => Send(call, token),
    };

    private async Task<(AccessToken.Available? Token, string MissingReason)> GetToken(Call call, string refused)
    {
        try
        {
            return await tokens.Get(call.Row.DirectConnectId, refused, call.Deadline.Token) switch
            {
                AccessToken.Available available => (available, ""),
                AccessToken.Unavailable unavailable =>
                    (null, $"The direct connect's concur-app has no access token. {unavailable.WhatToDo}"),
                _ => (null, "The direct connect has no concur-app, which receipts need"),
            };
        }
        catch (OperationCanceledException)
        {
            return (null, $"No access token was obtained within {settings.Timeout.TotalSeconds:0.#} s");
        }
        catch (Exception failure)
        {
            log.LogError("Failed to read the access token of direct connect {DirectConnect}: {Failure}",
                call.Row.DirectConnectId, failure.GetType().Name);
            return (null, $"The access token couldn't be read: {failure.GetType().Name}");
        }
    }

    private async Task<ReceiptAnswer> Send(Call call, AccessToken.Available token)
    {
        var (response, sentAt) = await Ask(call, () => ReceiptRequests.Post(call.Row, token), token);
        var answer = response is OutgoingResponse.Received { IsSuccess: true } received
            ? Accept(received, token)
            : Fail(ReceiptStep.Send, response);
        AddToWireLog(call, token, ExchangeKind.Receipt, sentAt, Encoding.UTF8.GetBytes(call.Row.Payload), response, answer);
        return answer;
    }

    private ReceiptAnswer Accept(OutgoingResponse.Received received, AccessToken.Available token) =>
        ReceiptResponses.Accepted(received, token.Geolocation, tokenSettings.Geolocations) is { } accepted
            ? new ReceiptAnswer(
                ReceiptStep.Send, ReceiptAnswerKind.Accepted, received.Status, $"HTTP {received.Status}", received.CorrelationId)
            {
                ConcurReceiptId = accepted.Id,
                StatusUrl = accepted.StatusUrl,
            }
            : new ReceiptAnswer(
                ReceiptStep.Send, ReceiptAnswerKind.Unreadable, received.Status,
                $"HTTP {received.Status} without the address of the receipt", received.CorrelationId);

    private async Task<ReceiptAnswer> Follow(Call call, AccessToken.Available token)
    {
        var url = new Uri(call.Row.StatusUrl);
        if (!ReceiptResponses.IsAllowed(url, tokenSettings.Geolocations))
            url = ReceiptRequests.StatusOf(token.Geolocation, call.Row.ConcurReceiptId);
        var (response, sentAt) = await Ask(call, () => ReceiptRequests.Get(url, token), token);
        var answer = response is OutgoingResponse.Received { IsSuccess: true } received
            ? StatusAnswer(received)
            : Fail(ReceiptStep.Follow, response);
        AddToWireLog(call, token, ExchangeKind.ReceiptStatus, sentAt, [], response, answer);
        return answer;
    }

    private static ReceiptAnswer StatusAnswer(OutgoingResponse.Received received)
    {
        var (kind, text, details) = ReceiptResponses.Status(received.Body);
        return new ReceiptAnswer(ReceiptStep.Follow, kind, received.Status, text, received.CorrelationId) { Details = details };
    }

    /// <summary>Nothing is sent unless Concur's complete list of the user's receipts lacks this one.</summary>
    private async Task<ReceiptAnswer> SearchAndSend(Call call, AccessToken.Available token)
    {
        var pages = new HashSet<Uri>();
        for (var page = ReceiptRequests.UsersReceipts(token.Geolocation, call.Row.UserId); pages.Count < MaxPages && pages.Add(page);)
        {
            var (response, sentAt) = await Ask(call, () => ReceiptRequests.Get(page, token), token, MaxPageSize);
            var (answer, next) = Search(call, token, page, isFirst: pages.Count == 1, response);
            AddToWireLog(call, token, ExchangeKind.ReceiptSearch, sentAt, [], response, answer);
            if (answer.Kind != ReceiptAnswerKind.NotFound)
                return answer;
            if (next is null)
                return await Send(call, token) with { SearchFoundNothing = true };
            page = next;
        }
        return new ReceiptAnswer(ReceiptStep.Search, ReceiptAnswerKind.Unreadable, 0, "Concur's list of the user's receipts doesn't end");
    }

    /// <summary>What one page says of the receipt, and the page that follows it.</summary>
    private (ReceiptAnswer Answer, Uri? Next) Search(
        Call call, AccessToken.Available token, Uri page, bool isFirst, OutgoingResponse response)
    {
        if (isFirst && response is OutgoingResponse.Received { Status: 404 } none)
            return (Page(none, ReceiptAnswerKind.NotFound, "Concur has no receipt of this user"), null);
        if (response is not OutgoingResponse.Received { IsSuccess: true } received)
            return (Fail(ReceiptStep.Search, response), null);
        if (ReceiptResponses.Find(received.Body, call.Row.Reference, page, tokenSettings.Geolocations) is not { } found)
            return (Page(received, ReceiptAnswerKind.Unreadable, "Concur's list of the user's receipts can't be read"), null);
        if (found.Id is not { } id)
            return (Page(received, ReceiptAnswerKind.NotFound, "Not in this page"), found.Next);
        return (Page(received, ReceiptAnswerKind.Accepted, "An earlier attempt had arrived") with
        {
            ConcurReceiptId = id,
            StatusUrl = ReceiptRequests.StatusOf(token.Geolocation, id).AbsoluteUri,
        }, null);
    }

    private static ReceiptAnswer Page(OutgoingResponse.Received received, ReceiptAnswerKind kind, string text) =>
        new(ReceiptStep.Search, kind, received.Status, text, received.CorrelationId);

    private async Task<(OutgoingResponse Response, DateTimeOffset SentAt)> Ask(
        Call call, Func<HttpRequestMessage> createMessage, AccessToken.Available token, int? maxBodySize = null)
    {
        var sentAt = clock.GetUtcNow();
        var request = new OutgoingRequest(createMessage, call.CorrelationId, [token.Value], ReadErrorBody: true);
        if (maxBodySize is { } size)
            request = request with { MaxBodySize = size };
        return (await concur.Send(request, call.Deadline), sentAt);
    }

    private static ReceiptAnswer Fail(ReceiptStep step, OutgoingResponse response) => response switch
    {
        OutgoingResponse.Received received => new ReceiptAnswer(
            step, ReceiptAnswerKind.Status, received.Status, TextOf(step, received.Status), received.CorrelationId)
        {
            RetryAfter = received.RetryAfter,
            Details = received.Status is >= 400 and < 500 ? ReceiptResponses.Refusal(received.Body) : "",
        },
        OutgoingResponse.Failed failed => new ReceiptAnswer(step, KindOf(failed.Reason), 0, SingleLine(failed.Message)),
        _ => throw new NotSupportedException(response.GetType().Name),
    };

    private static string TextOf(ReceiptStep step, int status) => status switch
    {
        400 => "HTTP 400: Concur doesn't accept the content of the receipt",
        401 => "HTTP 401: the user doesn't belong to the company that the concur-app is authorized for",
        403 => $"HTTP 403: the access token isn't accepted, or the concur-app lacks the scope {TokenScope.Receipts}",
        404 when step == ReceiptStep.Send => "HTTP 404: Concur doesn't know the user",
        404 when step == ReceiptStep.Follow => "HTTP 404: Concur doesn't know the receipt yet",
        413 => "HTTP 413: the picture is too large",
        415 => "HTTP 415: Concur doesn't take this kind of picture",
        _ => $"HTTP {status}",
    };

    private static ReceiptAnswerKind KindOf(FailureReason reason) => reason switch
    {
        FailureReason.Timeout => ReceiptAnswerKind.Timeout,
        FailureReason.Unreachable => ReceiptAnswerKind.Unreachable,
        _ => ReceiptAnswerKind.Unreadable,
    };

    /// <summary>Of a search only that it was made: the list contains the user's other receipts.</summary>
    private void AddToWireLog(
        Call call, AccessToken.Available token, ExchangeKind kind, DateTimeOffset sentAt, byte[] request, OutgoingResponse response,
        ReceiptAnswer answer)
    {
        var isOk = answer.Kind == ReceiptAnswerKind.NotFound
            || (answer.Status is >= 200 and < 300 && answer.Kind != ReceiptAnswerKind.Unreadable);
        wireLog.Record(new Exchange
        {
            At = sentAt,
            Kind = kind,
            Outcome = isOk ? ExchangeOutcome.Ok : answer.Status is >= 400 and < 500 ? ExchangeOutcome.Refused : ExchangeOutcome.Failed,
            DirectConnectId = call.Row.DirectConnectId,
            VendorCode = call.Row.VendorCode,
            ReservationId = call.Row.ReservationId,
            CorrelationId = call.CorrelationId,
            ConcurCorrelationId = answer.CorrelationId,
            HttpStatus = answer.Status,
            Why = isOk ? "" : answer.Text,
            DurationMs = (int)(clock.GetUtcNow() - sentAt).TotalMilliseconds,
            RequestHeaders = HeaderRedaction.Of(response.SentHeaders, token.Value),
            Request = ReceiptRedaction.Of(request),
            AnswerHeaders = HeaderRedaction.Of(response.Headers, token.Value),
            Answer = kind != ExchangeKind.ReceiptSearch && response is OutgoingResponse.Received { Body: { } body }
                ? ReceiptRedaction.Of(body)
                : "",
        });
    }

    private static string SingleLine(string text) => SafeText.SingleLine(text, SafeText.MaxLength);

    private sealed record Call(ReceiptDelivery Row, string CorrelationId, CallDeadline Deadline);
}
