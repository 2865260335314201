using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Simulator.Tests.Booking;

/// <summary>Stands between the simulator and a gateway, and changes or cuts what the gateway answers.</summary>
public sealed class Meddler : IAsyncDisposable
{
    private readonly HttpClient gateway;
    private readonly WebApplication server;

    private Meddler(WebApplication server, Uri gateway)
    {
        this.server = server;
        this.gateway = new HttpClient { BaseAddress = gateway };
    }

    /// <summary>From the request's body and the reply's to what is answered; null cuts the connection.</summary>
    public Func<string, string, string?> Meddle { get; set; } = (_, reply) => reply;

    public Uri Url => new(server.Urls.First());

    public static async Task<Meddler> Before(Uri gateway)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var meddler = new Meddler(builder.Build(), gateway);
        meddler.server.Urls.Clear();
        meddler.server.Urls.Add("http://127.0.0.1:0");
        meddler.server.Run(meddler.Pass);
        await meddler.server.StartAsync();
        return meddler;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        gateway.Dispose();
    }

    private async Task Pass(HttpContext context)
    {
        var asked = await new StreamReader(context.Request.Body).ReadToEndAsync();
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.GetEncodedPathAndQuery());
        request.Content = asked.Length == 0 ? null : new StringContent(asked, new MediaTypeHeaderValue("application/xml"));
        foreach (var name in new[] { "Authorization", "concur-correlationid" })
            request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name].ToString());
        using var response = await gateway.SendAsync(request);
        if (Meddle(asked, await response.Content.ReadAsStringAsync()) is not { } answer)
        {
            context.Abort();
            return;
        }
        var bytes = System.Text.Encoding.UTF8.GetBytes(answer);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers["concur-correlationid"] = context.Request.Headers["concur-correlationid"];
        await context.Response.Body.WriteAsync(bytes);
    }
}

/// <summary>One gateway for all tests of a class, and the meddler before it.</summary>
public sealed class GatewayBehindMeddler : IAsyncLifetime
{
    public GatewayProcess Gateway { get; } = new();

    public Meddler Meddler { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Meddler = await Meddler.Before((await Gateway.Start()).Url);

    public async ValueTask DisposeAsync()
    {
        await Meddler.DisposeAsync();
        Gateway.Dispose();
    }
}
