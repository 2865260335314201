using System.Collections.Concurrent;
using System.Net.Http.Headers;
using ConcurSimulator.PostBacks;
using ConcurSimulator.Serving;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Mutations;

/// <summary>Stands before the PostBack listener and plays a mutation in the endpoint's PostBacks.</summary>
public sealed class PostBackProxy : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, int> sent = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (TamperedMessage Message, IHeaderDictionary Headers)> held = new(StringComparer.Ordinal);
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly WebApplication app;
    private readonly Uri listener;

    private PostBackProxy(WebApplication app, Uri listener) => (this.app, this.listener) = (app, listener);

    /// <summary>Null forwards everything as it is.</summary>
    public Mutation? Mutation { get; set; }

    public static async Task<PostBackProxy> Start(Uri url, Uri listener, CancellationToken ct)
    {
        var proxy = new PostBackProxy(BareServer.Build(url), listener);
        proxy.app.Run(proxy.Forward);
        await proxy.app.StartAsync(ct);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
    }

    private async Task Forward(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var read = new TamperedMessage(body.ToArray());
        var reservationId = read.Text("ReservationID");
        var message = new TamperedMessage(body.ToArray())
        {
            Number = sent.AddOrUpdate(reservationId, 0, (_, count) => count + 1),
            Path = context.Request.Path,
            ContentType = context.Request.ContentType ?? "",
            Authorization = context.Request.Headers.Authorization.ToString() is { Length: > 0 } given ? given : null,
        };
        Mutation?.Apply(message);
        var headers = context.Request.Headers;
        switch (message.Fate)
        {
            case Fate.Dropped:
                await Acknowledge(context);
                return;
            case Fate.Overtaken when message.Number == 0:
                held[reservationId] = (message, headers);
                await Acknowledge(context);
                return;
        }
        var (status, answer) = await Send(message, headers, context.RequestAborted);
        if (message.Fate == Fate.Repeated)
            await Send(message, headers, context.RequestAborted);
        if (held.TryRemove(reservationId, out var older))
            await Send(older.Message, older.Headers, context.RequestAborted);
        if (message.HidesAnswer)
            await Acknowledge(context);
        else
            await PostBackResponses.Write(context, status, answer);
    }

    private static Task Acknowledge(HttpContext context) => PostBackResponses.Write(context, 200, PostBackResponses.Success);

    private async Task<(int Status, byte[] Body)> Send(TamperedMessage message, IHeaderDictionary headers, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(listener, message.Path));
        request.Content = new ByteArrayContent(message.Write(keepsSize: true));
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(message.ContentType);
        request.Headers.TransferEncodingChunked = message.IsChunked ? true : null;
        if (message.Authorization is { } authorization)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        request.Headers.TryAddWithoutValidation(CorrelationIds.Header, headers[CorrelationIds.Header].ToString());
        using var response = await http.SendAsync(request, ct);
        return ((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(ct));
    }
}
