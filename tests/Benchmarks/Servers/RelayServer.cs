using System.Net.Http.Headers;
using System.Text;
using GroundTransport.Api.ConcurEndpoint;

namespace GroundTransport.Benchmarks.Servers;

/// <summary>
/// <see cref="BareServer"/>, which posts a pricing request's bytes by a bare HttpClient before it answers: no signature, no limits, and
/// nobody reads what comes back.
/// </summary>
public static class RelayServer
{
    private static readonly byte[] Request = Encoding.UTF8.GetBytes("""
        {"search":"0af7651916cd43dd8448eb211c80319c","vendor":"PRICED","serviceType":"toAirport","classOfService":"normal",
        "pickup":{"kind":"address","street":"209 Madison St. #400","city":"Alexandria","state":"VA","country":"US","postalCode":"22314"},
        "dropoff":{"kind":"airport","code":"DCA"},"start":"2030-03-06T15:00:00Z","localStart":"2030-03-06T10:00",
        "timeZone":"America/New_York","end":null,"passengers":1,"vehicleType":"any","discount":null,"language":"en"}
        """);

    public static async Task Serve(int bytes, Uri service, CancellationToken ct)
    {
        var answer = new byte[bytes];
        answer.AsSpan().Fill((byte)'x');
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });
        await using var app = BareServer.Build();
        app.MapPost(GroundTransportationEndpoint.Path, async context =>
        {
            await BareServer.ReadWhole(context.Request);
            using var content = new ByteArrayContent(Request);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await http.PostAsync(service, content, context.RequestAborted);
            await response.Content.ReadAsByteArrayAsync(context.RequestAborted);
            await BareServer.Answer(context.Response, answer);
        });
        await app.RunAsync(ct);
    }
}
