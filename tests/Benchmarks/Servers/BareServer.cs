using GroundTransport.Api.ConcurEndpoint;
using GroundTransport.Api.Hosting;

namespace GroundTransport.Benchmarks.Servers;

/// <summary>
/// The minimum of ASP.NET Core for a call: the slim host with the gateway's limits, no log and no middleware. Reads the body and
/// returns this many bytes.
/// </summary>
public static class BareServer
{
    public static async Task Serve(int bytes, CancellationToken ct)
    {
        var answer = new byte[bytes];
        answer.AsSpan().Fill((byte)'x');
        await using var app = Build();
        app.MapPost(GroundTransportationEndpoint.Path, async context =>
        {
            await ReadWhole(context.Request);
            await Answer(context.Response, answer);
        });
        await app.RunAsync(ct);
    }

    public static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(KestrelLimits.Apply);
        var app = builder.Build();
        app.MapGet("/health/ready", () => "ready");
        return app;
    }

    public static async Task<byte[]> ReadWhole(HttpRequest request)
    {
        var body = new byte[request.ContentLength!.Value];
        await request.Body.ReadExactlyAsync(body, request.HttpContext.RequestAborted);
        return body;
    }

    public static async Task Answer(HttpResponse response, ReadOnlyMemory<byte> answer)
    {
        response.ContentType = "application/xml";
        response.ContentLength = answer.Length;
        await response.BodyWriter.WriteAsync(answer);
    }
}
