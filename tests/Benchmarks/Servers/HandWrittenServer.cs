using GroundTransport.Api.ConcurEndpoint;
using GroundTransport.Benchmarks.Databases;

namespace GroundTransport.Benchmarks.Servers;

/// <summary>Endpoints written by hand.</summary>
public static class HandWrittenServer
{
    /// <summary>Reads the row and returns what the gateway does.</summary>
    public static async Task ServeDetails(GatewayDatabase database, CancellationToken ct)
    {
        var detail = new HandWrittenDetail(database);
        await using var app = BareServer.Build();
        app.MapPost(GroundTransportationEndpoint.Path, async context =>
        {
            var body = await BareServer.ReadWhole(context.Request);
            await BareServer.Answer(context.Response, await detail.Answer(body, CancellationToken.None));
        });
        await app.RunAsync(ct);
    }

    /// <summary>Reads the body, writes the rows and returns as many bytes as the gateway.</summary>
    public static async Task ServeSells(GatewayDatabase database, long sold, int bytes, CancellationToken ct)
    {
        var answer = new byte[bytes];
        answer.AsSpan().Fill((byte)'x');
        var sell = await HandWrittenSell.Like(database, sold, ct);
        await using var app = BareServer.Build();
        app.MapPost(GroundTransportationEndpoint.Path, async context =>
        {
            await BareServer.ReadWhole(context.Request);
            await sell.Sell(CancellationToken.None);
            await BareServer.Answer(context.Response, answer);
        });
        await app.RunAsync(ct);
    }
}
