using GroundTransport.Api.ConcurEndpoint;
using GroundTransport.Benchmarks.Databases;

namespace GroundTransport.Benchmarks.Servers;

/// <summary>A Sell endpoint written by hand: reads the body, writes the rows and returns as many bytes as the gateway.</summary>
public static class HandWrittenServer
{
    public static async Task Serve(GatewayDatabase database, long sold, int bytes, CancellationToken ct)
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
