using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Tests.ConcurClient.Receipts;

/// <summary>Concur's receipt service as far as a test scripts it: one response for each request, which it records.</summary>
internal sealed class ReceiptServer : IAsyncDisposable
{
    private readonly WebApplication server;

    private ReceiptServer(WebApplication server) => this.server = server;

    public Uri Url => new(server.Urls.First());

    /// <summary>The next responses, in order.</summary>
    public ConcurrentQueue<(int Status, string Body, string[] Headers)> Responses { get; } = new();

    public ConcurrentQueue<ReceiptRequest> Requests { get; } = new();

    public static async Task<ReceiptServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var started = new ReceiptServer(app);
        app.Run(started.Respond);
        await app.StartAsync();
        return started;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task Respond(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
        Requests.Enqueue(new ReceiptRequest(
            $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}",
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync()));
        var (status, body, headers) = Responses.TryDequeue(out var next) ? next : (500, "", []);
        context.Response.StatusCode = status;
        context.Response.Headers["concur-correlationid"] = "concur-1";
        foreach (var header in headers)
            context.Response.Headers.Append(header.Split(": ")[0], header.Split(": ", 2)[1]);
        await context.Response.WriteAsync(body);
    }
}

/// <summary>A request as it arrived.</summary>
internal sealed record ReceiptRequest(string Line, IReadOnlyDictionary<string, string> Headers, string Body);
