using System.Diagnostics;
using GroundTransport.Api.Limits;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Search;
using GroundTransport.Application.Statistics;
using GroundTransport.Application.WireLog;
using GroundTransport.Domain;
using GroundTransport.Domain.Vendors;
using GroundTransport.Infrastructure.ConcurWire;
using GroundTransport.Infrastructure.ConcurWire.Codes;
using GroundTransport.Infrastructure.ConcurWire.Xml;
using MediatR;
using Microsoft.Net.Http.Headers;

namespace GroundTransport.Api.ConcurEndpoint;

/// <summary>
/// Concur's one URL. A call is checked in the order of docs/protocol.md: method, credentials, size, content type, XML. What
/// is wrong with a message is answered in its reply's Error block, under HTTP 200.
/// </summary>
public sealed class GroundTransportationEndpoint(
    ICatalog catalog,
    SearchRefusals searchRefusals,
    SearchRefusalCounts searchRefusalCounts,
    INotificationLedger ledger,
    IWireLog wireLog,
    ConcurMetrics metrics,
    FailedLogins failedLogins,
    TimeProvider clock,
    ILogger<GroundTransportationEndpoint> log)
{
    public const string Path = "/concur/groundtransportation";

    /// <summary>The tag of a call's span that names the message.</summary>
    public const string MessageTag = "concur.message";

    /// <summary>The largest request, in bytes.</summary>
    public const int MaxBodySize = 256 * 1024;

    /// <summary>What is read of a call without valid credentials, in bytes: enough for the root's name.</summary>
    private const int BeginningSize = 4096;

    private static readonly Refusal WrongCredentials = new(RefusalKind.Credentials, "Authorization",
        "Wrong or missing credentials. Use the user name and password that were created for this connection.");

    public async Task Answer(HttpContext context)
    {
        try
        {
            await AnswerInOrder(context);
        }
        catch (IOException malformed) when (!context.Response.HasStarted && UnreadableRequest.StatusOf(malformed) is not null)
        {
            var status = UnreadableRequest.StatusOf(malformed)!.Value;
            log.LogInformation("Malformed HTTP request refused: {Status}", status);
            await RefuseHttp(context, status,
                "The HTTP request is malformed or incomplete. Send it whole, preferably with its Content-Length.");
        }
    }

    private async Task AnswerInOrder(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "POST";
            await RefuseHttp(context, 405, "Use POST.");
        }
        else if (ConcurCredentials.Find(context.Request.Headers.Authorization.ToString(), catalog.Current, clock.GetUtcNow()) is var login
            && login.Connect is not { } connect)
            await RefuseCredentials(context, login.Name);
        else if (await ReadBody(context.Request, MaxBodySize) is not { } body)
            await RefuseHttp(context, 413, $"The request is larger than {MaxBodySize / 1024} KB. Send a smaller one.");
        else if (!IsXml(context.Request.ContentType))
            await RefuseHttp(context, 415, "Send Content-Type: application/xml, text/xml, or none.");
        else if (CharsetOf(context.Request.ContentType) is not { } charset)
            await AnswerMessage(context, body, connect);
        else if (Charset.IsKnown(charset))
            await AnswerMessage(context, Charset.Apply(charset, body), connect);
        else
            await RefuseHttp(context, 415, $"Unknown charset. Send one of {string.Join(", ", Charset.Names)}, or none.");
    }

    private async Task AnswerMessage(HttpContext context, ReadOnlyMemory<byte> body, DirectConnect connect)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var ct = context.RequestAborted;
        var request = ConcurMessages.Read(body, new ConcurCall(connect, context.TraceIdentifier));
        var reply = await request.Answer(context.RequestServices.GetRequiredService<IMediator>(), startedAt, ct);
        Log(connect, request, reply);
        await Write(context, reply.HttpStatus, reply.Body);
        var outcome = OutcomeOf(reply.Refusal);
        metrics.Record(request.Kind, outcome, startedAt);
        if (Activity.Current is { Recorded: true } span)
            span.SetTag(MessageTag, request.Kind.ToString()).SetTag("concur.outcome", outcome.ToString())
                .SetTag("concur.refusal", reply.Refusal?.Kind.ToString());
        Record(request, reply);
        // Only a reply that was sent counts: for a caller that hung up, the drift sweep sends a PostBack.
        if (reply.Reservation is { } reservation && !ct.IsCancellationRequested)
            ledger.Record(new LastNotified(
                reservation.Id, reservation.Version, reply.Status, clock.GetUtcNow(), request.Name, context.TraceIdentifier));

        void Record(ReceivedRequest request, MessageReply reply)
        {
            var why = reply.Refusal is { } refusal ? $"{refusal.Kind} {ElementNames.Of(refusal.Field)}".Trim() : "";
            if (!wireLog.ShouldRecord(request.Kind, outcome, connect.Id, why))
                return;
            wireLog.Record(new Exchange
            {
                At = clock.GetUtcNow(),
                Kind = request.Kind,
                Outcome = outcome,
                DirectConnectId = connect.Id,
                VendorCode = reply.Reservation?.VendorCode ?? (connect.VendorCodes.Count == 1 ? connect.VendorCodes[0] : ""),
                ReservationId = reply.Reservation?.Id ?? request.ReservationId,
                CorrelationId = context.TraceIdentifier,
                HttpStatus = reply.HttpStatus,
                Why = why,
                DurationMs = (int)Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds,
                RequestHeaders = HeadersOf(context.Request.Headers),
                Request = Redaction.Of(body),
                AnswerHeaders = HeadersOf(context.Response.Headers),
                Answer = Redaction.Of(reply.Body),
            });
        }
    }

    private static string HeadersOf(IHeaderDictionary headers) =>
        HeaderRedaction.Of(headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString())));

    /// <summary>Kind and element only: a refusal's text may quote what the traveller sent.</summary>
    private void Log(DirectConnect connect, ReceivedRequest request, MessageReply reply)
    {
        if (request.Kind == ExchangeKind.Search)
        {
            // Hundreds of searches come for each booking: they are counted.
            if (reply.Refusal is { } noRide)
            {
                searchRefusals.Count(noRide.Kind, ElementNames.Of(noRide.Field));
                searchRefusalCounts.Count(connect.VendorCodes, noRide.Kind, ElementNames.Of(noRide.Field));
            }
        }
        else if (reply.Refusal is { } refusal)
            log.LogInformation("{Message} refused: {Kind} {Element}", request.Name, refusal.Kind, ElementNames.Of(refusal.Field));
        else if (reply.Reservation is { } reservation && !request.Kind.IsRead)
            log.LogInformation("{Message} answered for reservation {Reservation}: {Status}, version {Version}",
                request.Name, reservation.Id, reservation.Status, reservation.Version);
    }

    private static ExchangeOutcome OutcomeOf(Refusal? refusal) => refusal?.Kind switch
    {
        null => ExchangeOutcome.Ok,
        RefusalKind.Failure => ExchangeOutcome.Failed,
        _ => ExchangeOutcome.Refused,
    };

    private async Task RefuseCredentials(HttpContext context, string name)
    {
        var wait = failedLogins.Count(context.Connection.RemoteIpAddress, name);
        var beginning = await ReadBeginning(context.Request);
        await Write(context, ConcurChallenge.Set(context, wait), ConcurMessages.Refuse(beginning, WrongCredentials));
    }

    private static Task RefuseHttp(HttpContext context, int status, string text) =>
        Write(context, status, ConcurMessages.BareError(Refusal.Request("", text)));

    private static bool IsXml(string? contentType)
    {
        if (string.IsNullOrWhiteSpace(contentType))
            return true;
        var mediaType = contentType.Split(';')[0].Trim();
        return mediaType.Equals("application/xml", StringComparison.OrdinalIgnoreCase)
            || mediaType.Equals("text/xml", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Null where none is named, or the rest of the header can't be read.</summary>
    private static string? CharsetOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && HeaderUtilities.RemoveQuotes(type.Charset) is { Length: > 0 } charset
            ? charset.ToString().Trim()
            : null;

    /// <summary>The whole body; null where it is too large.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadBody(HttpRequest request, int maxSize)
    {
        if (request.ContentLength > maxSize)
            return null;
        var buffer = new byte[request.ContentLength ?? maxSize + 1];
        var length = await ReadInto(buffer, request);
        // Two statements: in one conditional expression, null would be converted from an array to an empty Memory.
        if (length > maxSize)
            return null;
        return buffer.AsMemory(0, length);
    }

    /// <summary>Empty where the body can't be read: only callers with valid credentials learn what is wrong with it.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadBeginning(HttpRequest request)
    {
        var buffer = new byte[BeginningSize];
        try
        {
            var length = await ReadInto(buffer, request);
            return buffer.AsMemory(0, length);
        }
        catch (IOException malformed) when (UnreadableRequest.StatusOf(malformed) is not null)
        {
            return default;
        }
    }

    private static ValueTask<int> ReadInto(byte[] buffer, HttpRequest request) =>
        request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);

    private static async Task Write(HttpContext context, int status, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml";
        context.Response.ContentLength = body.Length;
        await context.Response.BodyWriter.WriteAsync(body);
    }
}

/// <summary>Maps Concur's URLs.</summary>
public static class ConcurRoutes
{
    /// <summary>
    /// Answers Concur's calls before anything that guards REST and the pages. A call with a query passes all of it: the query is checked
    /// there. Not with spans or the host's metrics, which name the route.
    /// </summary>
    public static void UseConcurFirst(this WebApplication app)
    {
        var endpoint = app.Services.GetRequiredService<GroundTransportationEndpoint>();
        app.Use((context, next) =>
            context.Request.Path.Value == GroundTransportationEndpoint.Path && !context.Request.QueryString.HasValue
                ? endpoint.Answer(context)
                : next(context));
    }

    public static void MapConcur(this WebApplication app)
    {
        var endpoint = app.Services.GetRequiredService<GroundTransportationEndpoint>();
        // The endpoint authenticates its own callers: an API key is of no use here.
        app.Map(GroundTransportationEndpoint.Path, endpoint.Answer).ShortCircuit();
        app.MapGet("/system/v1.0/testconnection",
            (HttpContext context, ICatalog catalog, FailedLogins failedLogins, TimeProvider clock) =>
            {
                var login = ConcurCredentials.Find(context.Request.Headers.Authorization.ToString(), catalog.Current, clock.GetUtcNow());
                if (login.Connect is not null)
                    return Results.Text("OK");
                var wait = failedLogins.Count(context.Connection.RemoteIpAddress, login.Name);
                return Results.Text("Wrong or missing credentials.", statusCode: ConcurChallenge.Set(context, wait));
            });
    }
}

/// <summary>The status and headers of an answer to wrong or missing credentials.</summary>
internal static class ConcurChallenge
{
    /// <param name="wait">What <see cref="FailedLogins"/> answered.</param>
    public static int Set(HttpContext context, TimeSpan? wait)
    {
        if (wait is { } tooMany)
        {
            RetryAfterHeader.Set(context, tooMany);
            return 429;
        }
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"GroundTransport\"";
        return 401;
    }
}
