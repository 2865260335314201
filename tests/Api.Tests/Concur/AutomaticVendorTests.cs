using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Application.Housekeeping;
using GroundTransport.Domain.Decisions;
using GroundTransport.Infrastructure.Catalog;
using GroundTransport.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Concur;

/// <summary>A vendor that decides at once, and whose rides close by themselves: Concur learns from the replies.</summary>
public sealed class AutomaticVendorTests : IAsyncLifetime
{
    private readonly RunningGateway gateway = new RunningGateway("http://127.0.0.1:9/nobody-listens").Start();

    public async ValueTask InitializeAsync()
    {
        await using var scope = gateway.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
        var automatic = new DecisionRules
        {
            Bookings = DecisionMode.Automatic,
            Changes = DecisionMode.Automatic,
            Cancellations = DecisionMode.Automatic
        };
        await db.Vendors.ExecuteUpdateAsync(set =>
            set.SetProperty(vendor => vendor.Decisions, automatic).SetProperty(vendor => vendor.CloseAfterHours, 4));
        await db.CatalogStates.ExecuteUpdateAsync(state => state.SetProperty(row => row.Version, row => row.Version + 1));
        await gateway.Services.GetRequiredService<CatalogCache>().Refresh(CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        gateway.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Sell_update_and_cancel_are_accepted_in_their_replies_and_nothing_is_posted()
    {
        var sold = await SearchAndSell(gateway);
        var id = sold["ReservationID"]!;
        var changed = await gateway.Concur(Update(gateway, id).Set("NumPassengers", "2"));
        var cancelled = await gateway.Concur(Cancel(id));

        Assert.Equal(("RA", "CA", "XA"), (sold["Status"], changed["Status"], cancelled["Status"]));
        Assert.Equal(8, sold["ConfNum"]!.Length);
        Assert.Equal(sold["ConfNum"], changed["ConfNum"]);
        Assert.Equal(8, cancelled["CancelNum"]!.Length);
        Assert.Empty(await PostBacks());
    }

    [Fact]
    public async Task Ride_closes_by_itself_after_its_hours_and_concur_is_told()
    {
        var id = (await SearchAndSell(gateway))["ReservationID"]!;

        gateway.Clock.Advance(TimeSpan.FromHours(51 + 4));
        await gateway.Send(new ApplyDeadlines());
        var early = await gateway.Concur(Detail(id));
        Assert.Empty(await PostBacks());
        gateway.Clock.Advance(TimeSpan.FromMinutes(16));
        await gateway.Send(new ApplyDeadlines());

        Assert.Equal("RA", early["Status"]);
        Assert.Equal("RC", (string?)Assert.Single(await PostBacks())!["status"]);
    }

    private async Task<JsonArray> PostBacks() =>
        JsonNode.Parse(await (await gateway.Dispatch(HttpMethod.Get, "/post-backs")).Content.ReadAsStringAsync())!["items"]!.AsArray();
}
