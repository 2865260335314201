using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Outgoing;

/// <summary>Sends one request and reads the response, limited in time and length. Every failure is a value, none an exception.</summary>
/// <param name="peer">Who is called, as the texts name it.</param>
internal abstract class OutgoingHttpClient(string peer, HttpClient http, TimeProvider clock, ILogger log)
{
    private const string CorrelationHeader = "concur-correlationid";
    private const int FirstBuffer = 4 * 1024;
    private const int MaxHeaderLength = 200;
    private const int MaxLinkLength = 4000;
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(6);

    public async Task<OutgoingResponse> Send(OutgoingRequest request, CallDeadline deadline)
    {
        try
        {
            using var message = request.CreateMessage();
            if (request.CorrelationId.Length > 0)
                message.Headers.Add(CorrelationHeader, request.CorrelationId);
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            Inspect(response, request.Secrets);
            var body = response.IsSuccessStatusCode || request.ReadErrorBody
                ? await ReadBody(response, request.MaxBodySize, deadline.Token)
                : null;
            return new OutgoingResponse.Received(
                (int)response.StatusCode, body, RetryAfter(response), CorrelationId(response, request.Secrets))
            {
                Location = response.Headers.Location,
                Link = Link(response),
            };
        }
        catch (Exception failure)
        {
            return Failed(failure, deadline);
        }
    }

    /// <summary>Starts the deadline of a call.</summary>
    public CallDeadline Deadline(TimeSpan timeout, CancellationToken stopping) => new(peer, timeout, stopping);

    /// <summary>Looks at the headers of every response.</summary>
    protected virtual void Inspect(HttpResponseMessage response, string[] secrets)
    {
    }

    /// <summary>Null if it is longer.</summary>
    private static async Task<byte[]?> ReadBody(HttpResponseMessage response, int maxSize, CancellationToken ct)
    {
        var announced = response.Content.Headers.ContentLength;
        if (announced > maxSize)
            return null;
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        // One byte more than is announced, so that the end is found without a larger buffer.
        var buffer = new byte[(int)(announced ?? FirstBuffer) + 1];
        var length = 0;
        while (await stream.ReadAsync(buffer.AsMemory(length), ct) is > 0 and var read)
        {
            length += read;
            if (length > maxSize)
                return null;
            if (length == buffer.Length)
                Array.Resize(ref buffer, Math.Min(2 * buffer.Length, maxSize + 1));
        }
        return buffer[..length];
    }

    private static string Link(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Link", out var values) && string.Join(", ", values) is { Length: <= MaxLinkLength } link ? link : "";

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

    protected static string Header(HttpResponseMessage response, string name, string[] secrets) =>
        response.Headers.TryGetValues(name, out var values)
            ? SafeText.SingleLine(string.Join(' ', values), MaxHeaderLength, secrets)
            : "";

    private OutgoingResponse.Failed Failed(Exception failure, CallDeadline deadline)
    {
        switch (failure)
        {
            case OperationCanceledException:
                return new(FailureReason.Timeout, deadline.Reason);
            case HttpRequestException { InnerException: ForbiddenAddressException forbidden }:
                return new(FailureReason.Unreachable, forbidden.Message);
            case HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            } unreachable:
                return new(FailureReason.Unreachable, $"{peer} isn't reachable: {unreachable.HttpRequestError}");
            case HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }:
                return new(FailureReason.Broken, $"No secure connection to {peer}: TLS or the certificate failed");
            case HttpRequestException or IOException:
                return new(FailureReason.Broken, $"The connection to {peer} broke before the answer was complete");
            default:
                // For example a token that isn't allowed in a header. The exception's message may quote it, so it isn't logged.
                log.LogError("Call to {Peer} failed: {Failure}; check its settings", peer, failure.GetType().Name);
                return new(FailureReason.Broken, $"The gateway couldn't make the call: {failure.GetType().Name}");
        }
    }
}
