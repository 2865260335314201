using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Api.Tests.Supplier;
using GroundTransport.Application.Callers;
using GroundTransport.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using PricingService;

namespace GroundTransport.Api.Tests.PricingServices;

/// <summary>A gateway, and the example pricing service on a port of its own.</summary>
public sealed class PricingFixture : IAsyncLifetime
{
    private readonly List<WebApplication> servers = [];

    public SupplierFixture Supplier { get; } = new(gateway => gateway.Set("Outgoing:AllowedHosts:0", "127.0.0.1"));

    public RunningGateway Gateway => Supplier.Gateway;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers)
            await server.DisposeAsync();
        Supplier.Dispose();
    }

    /// <summary>Starts a service; it stops with the fixture.</summary>
    public async Task<PricingServer> StartService()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var server = new PricingServer(new Service(null, Gateway.Clock), app);
        app.Use(async (context, next) =>
        {
            await server.BeforeAnswer();
            await next(context);
        });
        server.Service.Map(app);
        await app.StartAsync();
        servers.Add(app);
        return server;
    }

    /// <summary>A vendor whose rides the service prices, and a connection that sells it.</summary>
    /// <param name="pricing">Further members of the pricing, such as <c>"confirm": true</c>.</param>
    public async Task<PricedVendor> CreateVendor(
        PricingServer service, string pricing = "", string? decisions = null, bool hasPlan = false, Role role = Role.Admin)
    {
        string code;
        if (hasPlan)
            code = await Supplier.CreateVendor(decisions);
        else
        {
            code = SupplierFixture.NewCode();
            await Supplier.Ok(HttpMethod.Post, "/vendors", $$"""
                { "code": "{{code}}", "name": "Vendor {{code}}", "phone": "703 555 0142", "currency": "USD",
                  "timeZone": "America/New_York", "decisions": {{decisions ?? "null"}} }
                """);
        }
        var put = await Supplier.Ok(HttpMethod.Put, $"/vendors/{code}/pricing", Pricing(service, pricing));
        service.Service.Secret = (string?)put["secret"];
        return new PricedVendor(code, await Supplier.CreateConnection(code), (string)put["secret"]!);
    }

    /// <summary>A pricing by this service, with a time-out that a hanging service doesn't make a test wait for.</summary>
    /// <param name="suffix">Follows the service's address.</param>
    public static string Pricing(PricingServer service, string further = "", string suffix = "") =>
        $$"""{ "mode": "service", "url": "{{service.Url}}{{suffix}}" """
        + (further.Contains("timeoutMs", StringComparison.Ordinal) ? "" : ", \"timeoutMs\": 3000")
        + (further.Length > 0 ? ", " + further : "") + " }";

    public Task<LimoMessage> Concur(object message, PricedVendor vendor) =>
        Gateway.Concur(message, vendor.Connection.User, vendor.Connection.Password);

    public Task<LimoMessage> Search(PricedVendor vendor) => Concur(SearchRequest(), vendor);

    /// <summary>The example's search, for any vehicle.</summary>
    public LimoMessage SearchRequest() => Booking.Search(Gateway).Set("VehicleType", "900");

    /// <summary>The example's Sell of the first ride of a search.</summary>
    public LimoMessage Sell(LimoMessage searchReply) => Booking.Sell(Gateway, searchReply)
        .Replace("Vehicle", searchReply.Element("Limos/Limo/Vehicle")!)
        .Replace("Vendor", searchReply.Element("Limos/Limo/Vendor")!);

    public async Task<string> Book(PricedVendor vendor)
    {
        var reply = await Concur(Sell(await Search(vendor)), vendor);
        Assert.Equal("", reply["Error/ErrorDescription"]);
        return reply["ReservationID"]!;
    }

    public Task<JsonNode> Reservation(string id) => Supplier.Ok(HttpMethod.Get, $"/reservations/{id}");
}

/// <summary>A running pricing service.</summary>
public sealed record PricingServer(Service Service, WebApplication App)
{
    public string Url => App.Urls.First() + PricingService.Service.PricesPath;

    /// <summary>Is awaited when a request has arrived: so a test makes something happen meanwhile.</summary>
    public Func<Task> BeforeAnswer { get; set; } = () => Task.CompletedTask;

    public Behaviour Behaviour
    {
        set => Service.Behaviour = value;
    }

    /// <summary>How often prices were asked.</summary>
    public int Asked => Service.Requests.Count(request => request.Path == PricingService.Service.PricesPath);
}

/// <summary>A vendor with a pricing service.</summary>
public sealed record PricedVendor(string Code, Connection Connection, string Secret);
