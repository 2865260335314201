using System.Diagnostics;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Search;
using GroundTransport.Application.WireLog;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;
using GroundTransport.Infrastructure.ConcurWire;
using GroundTransport.Infrastructure.ConcurWire.Messages;
using MediatR;

namespace GroundTransport.Api.ConcurEndpoint;

/// <summary>
/// Concur's one URL. What is wrong with a call is told in the order that the spec gives ("HTTP"): method, credentials,
/// size, content type, form; whatever is wrong with its content is told by its reply's Error block, under HTTP 200.
/// </summary>
public sealed class GroundTransportationEndpoint(ICatalog catalog, SearchRefusals searchRefusals, INotificationLedger toldLedger, IWireLog wireLog, TimeProvider clock, ILogger<GroundTransportationEndpoint> log)
{
    public const string Path = "/concur/groundtransportation";

    /// <summary>Longest request, in bytes.</summary>
    public const int LongestBody = 256 * 1024;

    /// <summary>What is read of a call without credentials: its root's name stands at its beginning.</summary>
    private const int RootIsWithin = 4096;

    private static readonly Refusal WrongCredentials = new(RefusalKind.Credentials, "Authorization",
        "Wrong or missing credentials. Use the user name and password that this connection was given.");

    public async Task Answer(HttpContext context)
    {
        try
        {
            await AnswerInOrder(context);
        }
        catch (BadHttpRequestException broken) when (!context.Response.HasStarted)
        {
            log.LogInformation("A call that is broken as HTTP was refused: {Status}", broken.StatusCode);
            await Write(context, broken.StatusCode, LimoReplies.BareError(Refusal.Request("", "The HTTP request is broken or was cut off. Send it whole, best with its Content-Length.")));
        }
    }

    private async Task AnswerInOrder(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "POST";
            await Write(context, 405, LimoReplies.BareError(Refusal.Request("", "Use POST.")));
        }
        else if (ConcurCredentials.Find(context.Request.Headers.Authorization.ToString(), catalog.Current) is not { } connect)
            await RefuseCredentials(context);
        else if (await ReadBody(context.Request, LongestBody) is not { } body)
            await Write(context, 413, LimoReplies.BareError(Refusal.Request("", $"The request is longer than {LongestBody / 1024} KB.")));
        else if (!IsXml(context.Request.ContentType))
            await Write(context, 415, LimoReplies.BareError(Refusal.Request("", "Send Content-Type: application/xml, text/xml, or none.")));
        else
            await AnswerMessage(context, body, connect);
    }

    private async Task AnswerMessage(HttpContext context, ReadOnlyMemory<byte> body, DirectConnect connect)
    {
        var started = Stopwatch.GetTimestamp();
        var call = new ConcurCall(connect, context.TraceIdentifier);
        var mediator = context.RequestServices.GetRequiredService<IMediator>();
        var ct = context.RequestAborted;
        var read = LimoRequests.Read(body, call);

        Task<Outcome<T>> Ask<T>(IRequest<Outcome<T>> command) =>
            read.Wrong is { } wrong ? Task.FromResult<Outcome<T>>(wrong) : mediator.Send(command, ct);

        switch (read)
        {
            case LimoSearch { Command: var search }:
                var rides = await Ask(search);
                if (rides.Refusal is { } refusal)
                    searchRefusals.Count(refusal);
                var answer = LimoReplies.Search(search, rides, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                await Write(context, 200, answer);
                Record(ExchangeKind.Search, rides.Refusal, null, answer);
                break;
            case LimoSell { Command: var sell }:
                await Reply("Sell", await Ask(sell), outcome => LimoReplies.Sell(sell, outcome));
                break;
            case LimoDetail { Command: var detail }:
                await Reply("ReservationDetail", await Ask(detail), outcome => LimoReplies.Detail(detail, outcome));
                break;
            case LimoUpdate { Command: var update }:
                await Reply("Update", await Ask(update), outcome => LimoReplies.Update(update, outcome));
                break;
            case LimoCancel { Command: var cancel }:
                await Reply("Cancel", await Ask(cancel), outcome => LimoReplies.Cancel(cancel, outcome));
                break;
            default:
                var bare = LimoReplies.BareError(read.Wrong!);
                await Write(context, 400, bare);
                LogRefusal("Unreadable call", read.Wrong);
                Record(ExchangeKind.Unreadable, read.Wrong, null, bare);
                break;
        }

        // A search that went well costs nothing here unless it is asked for.
        void Record(ExchangeKind kind, Refusal? refusal, Reservation? reservation, ReadOnlyMemory<byte> reply)
        {
            var ended = refusal is null ? ExchangeOutcome.Ok : refusal.Kind == RefusalKind.Failure ? ExchangeOutcome.Failed : ExchangeOutcome.Refused;
            if (!wireLog.Wants(kind, ended))
                return;
            wireLog.Note(new Exchange
            {
                At = clock.GetUtcNow(),
                Kind = kind,
                Outcome = ended,
                DirectConnectId = connect.Id,
                VendorCode = reservation?.VendorCode ?? (connect.VendorCodes.Count == 1 ? connect.VendorCodes[0] : ""),
                ReservationId = reservation?.Id ?? read switch
                {
                    LimoDetail { Command: var detail } => detail.ReservationId,
                    LimoUpdate { Command: var update } => update.ReservationId,
                    LimoCancel { Command: var cancel } => cancel.ReservationId,
                    _ => null,
                },
                CorrelationId = context.TraceIdentifier,
                HttpStatus = context.Response.StatusCode,
                Why = refusal is null ? "" : $"{refusal.Kind} {refusal.Element}".Trim(),
                DurationMs = (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds,
                Request = Redaction.Of(body),
                Answer = Redaction.Of(reply),
            });
        }

        async Task Reply(string message, Outcome<Reservation> outcome, Func<Outcome<Reservation>, ReadOnlyMemory<byte>> encode)
        {
            LogRefusal(message, outcome.Refusal);
            if (!outcome.IsRefused)
                log.LogInformation("{Message} answered for reservation {Reservation}: {Status}, version {Version}", message, outcome.Value.Id, outcome.Value.Status, outcome.Value.Version);
            var reply = encode(outcome);
            await Write(context, 200, reply);
            Record(Enum.Parse<ExchangeKind>(message), outcome.Refusal, outcome.IsRefused ? null : outcome.Value, reply);
            // Only what left counts as told: to a caller that hung up, the sweep tells it.
            if (!outcome.IsRefused && !ct.IsCancellationRequested)
                toldLedger.Note(new LastNotified(outcome.Value.Id, outcome.Value.Version, LimoReplies.StatusIn(message, outcome.Value.Status), clock.GetUtcNow(), message, context.TraceIdentifier));
        }
    }

    private void LogRefusal(string message, Refusal? refusal)
    {
        // Kind and element only: the sentence may quote what the traveller sent.
        if (refusal is not null)
            log.LogInformation("{Message} refused: {Kind} {Element}", message, refusal.Kind, refusal.Element);
    }

    private async Task RefuseCredentials(HttpContext context)
    {
        log.LogWarning("A call without valid credentials was refused");
        var beginning = await ReadBeginning(context.Request);
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"GroundTransport\"";
        await Write(context, 401, LimoReplies.Refused(LimoRequests.RootOf(beginning), WrongCredentials));
    }

    private static bool IsXml(string? contentType)
    {
        if (string.IsNullOrWhiteSpace(contentType))
            return true;
        var mediaType = contentType.Split(';')[0].Trim();
        return mediaType.Equals("application/xml", StringComparison.OrdinalIgnoreCase) || mediaType.Equals("text/xml", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The whole body; null where it is longer than it may be.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadBody(HttpRequest request, int longest)
    {
        if (request.ContentLength > longest)
            return null;
        var buffer = new byte[request.ContentLength ?? longest + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        // As two statements: in one, null would become an empty Memory by way of its conversion from an array.
        if (length > longest)
            return null;
        return buffer.AsMemory(0, length);
    }

    /// <summary>Nothing where the body can't be read: what is wrong with it is told only to those with credentials.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadBeginning(HttpRequest request)
    {
        var buffer = new byte[RootIsWithin];
        try
        {
            var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
            return buffer.AsMemory(0, length);
        }
        catch (BadHttpRequestException)
        {
            return default;
        }
    }

    private static async Task Write(HttpContext context, int status, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml";
        context.Response.ContentLength = body.Length;
        await context.Response.BodyWriter.WriteAsync(body);
    }
}

/// <summary>Where Concur's calls arrive.</summary>
public static class ConcurRoutes
{
    public static void MapConcur(this WebApplication app)
    {
        var endpoint = app.Services.GetRequiredService<GroundTransportationEndpoint>();
        // It knows its own callers: an API key opens nothing here.
        app.Map(GroundTransportationEndpoint.Path, endpoint.Answer).ShortCircuit();
        app.MapGet("/system/v1.0/testconnection", (HttpContext context, ICatalog catalog) =>
        {
            if (ConcurCredentials.Find(context.Request.Headers.Authorization.ToString(), catalog.Current) is not null)
                return Results.Text("OK");
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"GroundTransport\"";
            return Results.Text("Wrong or missing credentials.", statusCode: 401);
        });
    }
}
