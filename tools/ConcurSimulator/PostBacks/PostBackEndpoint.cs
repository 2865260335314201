using ConcurSimulator.Received;
using ConcurSimulator.Tokens;
using ConcurSimulator.Wire;

namespace ConcurSimulator.PostBacks;

/// <summary>Receives PostBacks: validates and stores each one, and responds as the fault script says.</summary>
public sealed class PostBackEndpoint(
    ReceivedMessages received, TokenService tokens, PostBackCredentials credentials, FaultScript script, TimeProvider clock,
    IHostApplicationLifetime lifetime)
{
    public const string Path = "/api/tws/v1.0/Limo/PostBack";

    private const int MaxBodyBytes = 256 * 1024;

    private readonly FaultInjector injector = new(clock, lifetime.ApplicationStopping);

    public async Task Handle(HttpContext context)
    {
        // Drawn for every call, even a rejected one, so that the n-th call of each run gets the same fault.
        var fault = script.Next();
        var status = credentials.Check(context.Request.Headers.Authorization.ToString(), tokens);
        if (status != 200)
        {
            received.CountRejectedCredentials();
            await WriteHttpError(context, status, "The Authorization header is missing, or its credentials are not valid.");
            return;
        }
        byte[] body;
        try
        {
            body = await ReadBody(context.Request);
        }
        catch (Exception cut) when (cut is IOException or OperationCanceledException)
        {
            received.CountCutOff();
            context.Abort();
            return;
        }
        if (body.Length > MaxBodyBytes)
        {
            await Reject(context, CreateMessage(context, Message.Read([]), [], ["The body is longer than 256 KB."]), 400);
            return;
        }
        string[] headerProblems = [.. FindHeaderProblems(context.Request)];
        var content = Message.Read(body);
        var message = CreateMessage(context, content, body, [.. headerProblems, .. content.Problems]);
        if (message.Problems.Count == 0)
            await Accept(context, message, fault);
        else // Problems with HTTP or XML get an HTTP error, problems with the content get an Error with status 200.
            await Reject(context, message, headerProblems.Length == 0 && content.IsXml ? 200 : 400);
    }

    private async Task Accept(HttpContext context, PostBackMessage message, Fault? fault)
    {
        var delivery = received.Add(message, fault?.Name ?? Delivery.Success);
        var succeeded = false;
        try
        {
            if (fault is not null)
            {
                succeeded = await injector.Inject(context, fault);
            }
            else
            {
                await PostBackResponses.Write(context, 200, PostBackResponses.Success);
                succeeded = true;
            }
        }
        catch (Exception disconnected) when (disconnected is OperationCanceledException or IOException)
        {
            // The gateway has gone, or the server is stopping: an incomplete response must not look complete.
            context.Abort();
        }
        finally
        {
            received.Complete(delivery, succeeded && !context.RequestAborted.IsCancellationRequested);
        }
    }

    private async Task Reject(HttpContext context, PostBackMessage message, int status)
    {
        var delivery = received.Add(message, Delivery.Rejected);
        var reason = string.Join(' ', message.Problems);
        if (status == 200)
            await PostBackResponses.Write(context, 200, PostBackResponses.Error(reason));
        else
            await WriteHttpError(context, status, reason);
        received.Complete(delivery, acknowledged: false);
    }

    private Task WriteHttpError(HttpContext context, int status, string text) =>
        PostBackResponses.Write(context, status, PostBackResponses.HttpError(text, clock.GetUtcNow()));

    private static PostBackMessage CreateMessage(HttpContext context, Message content, byte[] body, IReadOnlyList<string> problems) => new(
        content, body, problems,
        context.Request.Headers[CorrelationIds.Header].ToString(), context.Response.Headers[CorrelationIds.Header].ToString());

    private static IEnumerable<string> FindHeaderProblems(HttpRequest request)
    {
        if (request.Headers.TransferEncoding.Count > 0)
            yield return "The request is chunked: Concur doesn't support chunked transfer encoding.";
        else if (request.ContentLength is null)
            yield return "The request has no Content-Length.";
        if (!string.Equals(request.ContentType, "application/xml", StringComparison.OrdinalIgnoreCase))
            yield return $"The Content-Type is '{request.ContentType}' instead of application/xml.";
    }

    /// <summary>One byte more than is allowed if the body is too long.</summary>
    private static async Task<byte[]> ReadBody(HttpRequest request)
    {
        var buffer = new byte[MaxBodyBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(
            buffer, buffer.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        return buffer[..length];
    }
}
