using System.Net.Http.Headers;
using System.Text;
using GroundTransport.Api.Tests.Gateway;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Simulator.Tests.Fixtures;

/// <summary>A proxy between the simulator and a gateway that changes or cuts the gateway's replies.</summary>
public sealed class TamperingProxy : IAsyncDisposable
{
    private readonly HttpClient gateway;
    private readonly WebApplication server;

    private TamperingProxy(WebApplication server, Uri gateway)
    {
        this.server = server;
        this.gateway = new HttpClient { BaseAddress = gateway };
    }

    /// <summary>Maps the bodies of request and reply to the reply that is sent; null closes the connection.</summary>
    public Func<string, string, string?> Tamper { get; set; } = (_, reply) => reply;

    public Uri Url => new(server.Urls.First());

    public static async Task<TamperingProxy> Start(Uri gateway)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var proxy = new TamperingProxy(builder.Build(), gateway);
        proxy.server.Urls.Clear();
        proxy.server.Urls.Add("http://127.0.0.1:0");
        proxy.server.Run(proxy.Forward);
        await proxy.server.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        gateway.Dispose();
    }

    private async Task Forward(HttpContext context)
    {
        var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.GetEncodedPathAndQuery());
        request.Content = body.Length == 0 ? null : new StringContent(body, new MediaTypeHeaderValue("application/xml"));
        foreach (var name in new[] { "Authorization", "concur-correlationid" })
            request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name].ToString());
        using var response = await gateway.SendAsync(request);
        if (Tamper(body, await response.Content.ReadAsStringAsync()) is not { } reply)
        {
            context.Abort();
            return;
        }
        var bytes = Encoding.UTF8.GetBytes(reply);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers["concur-correlationid"] = context.Request.Headers["concur-correlationid"];
        await context.Response.Body.WriteAsync(bytes);
    }
}

/// <summary>A gateway behind a tampering proxy, shared by the tests of a class.</summary>
public sealed class GatewayBehindProxy : IAsyncLifetime
{
    public RunningGateway Gateway { get; } = GatewayHere.New();

    public TamperingProxy Proxy { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Proxy = await TamperingProxy.Start(Gateway.Start().Http.BaseAddress!);

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        await Gateway.DisposeAsync();
    }
}
