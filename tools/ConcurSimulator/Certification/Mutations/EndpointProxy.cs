using System.Collections.Concurrent;
using System.Text;
using ConcurSimulator.Certification.Exchanges;
using ConcurSimulator.Serving;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Mutations;

/// <summary>Stands before the endpoint and plays a mutation in its replies.</summary>
public sealed class EndpointProxy : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, int> answered = new(StringComparer.Ordinal);
    private readonly EndpointClient endpoint;
    private readonly WebApplication app;

    private EndpointProxy(WebApplication app, EndpointClient endpoint) => (this.app, this.endpoint) = (app, endpoint);

    public Uri Url => new(app.Urls.First());

    /// <summary>Null forwards everything as it is.</summary>
    public Mutation? Mutation { get; set; }

    /// <param name="endpoint">With the right credentials.</param>
    public static async Task<EndpointProxy> Start(EndpointClient endpoint, CancellationToken ct)
    {
        var proxy = new EndpointProxy(BareServer.Build(new Uri("http://127.0.0.1:0")), endpoint);
        proxy.app.Run(proxy.Forward);
        await proxy.app.StartAsync(ct);
        return proxy;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task Forward(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var request = body.ToArray();
        var message = NameOf(context, request);
        var mutation = Mutation is { } active && active.Message == message ? active : null;
        var authorization = mutation is { AcceptsAnyCredentials: true }
            ? endpoint.Authorization
            : context.Request.Headers.Authorization.ToString() is { Length: > 0 } given ? given : null;
        var call = new Call(context.Request.Method, context.Request.Path, request, context.Request.ContentType, authorization)
        {
            CorrelationId = context.Request.Headers[CorrelationIds.Header].ToString(),
        };
        var answer = await endpoint.Send(call, context.RequestAborted);
        if (answer.Exchange.Status is not { } status)
        {
            context.Abort();
            return;
        }
        var tampered = new TamperedMessage(answer.Exchange.Body)
        {
            Number = Count(message),
            Repetition = Count(Encoding.UTF8.GetString(request)),
            Status = status,
            ContentType = answer.Exchange.Headers.GetValueOrDefault("Content-Type", ""),
        };
        mutation?.Apply(tampered);
        await Task.Delay(tampered.Delay, context.RequestAborted);
        await Write(context.Response, tampered, answer.Exchange.Headers, mutation is { Element: "@size" });
    }

    private int Count(string key) => answered.AddOrUpdate(key, 0, (_, count) => count + 1);

    private static async Task Write(
        HttpResponse response, TamperedMessage tampered, IReadOnlyDictionary<string, string> headers, bool keepsSize)
    {
        var bytes = tampered.Write(keepsSize);
        response.StatusCode = tampered.Status;
        if (tampered.ContentType.Length > 0)
            response.ContentType = tampered.ContentType;
        if (!tampered.IsChunked)
            response.ContentLength = bytes.Length;
        foreach (var name in new[] { CorrelationIds.Header, "WWW-Authenticate", "Allow" }.Where(headers.ContainsKey))
            response.Headers[name] = headers[name];
        await response.Body.WriteAsync(bytes);
    }

    /// <summary>A request that can't be read counts as a Search.</summary>
    private static string NameOf(HttpContext context, byte[] request)
    {
        if (context.Request.Path == Call.TestConnection)
            return MessageNames.TestConnection;
        var start = Encoding.UTF8.GetString(request.AsSpan(0, Math.Min(100, request.Length)));
        string[] others = [MessageNames.Sell, MessageNames.ReservationDetail, MessageNames.Update, MessageNames.Cancel];
        return others.FirstOrDefault(name => start.StartsWith($"<CC_Limo{name}Request", StringComparison.Ordinal)) ?? MessageNames.Search;
    }
}
