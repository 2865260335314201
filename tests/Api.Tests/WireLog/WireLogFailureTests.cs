using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Api.Tests.WireLog;

/// <summary>What the wire log can't store costs no booking.</summary>
[DatabaseIndependent]
public sealed class WireLogFailureTests : IDisposable
{
    private readonly RunningGateway gateway = new RunningGateway().Start();

    public void Dispose() => gateway.Dispose();

    [Fact]
    public async Task Bookings_succeed_while_the_wire_log_cant_be_stored()
    {
        // A full disk does the same: SQLite rolls the whole transaction back, with whatever shares it.
        await Execute("CREATE TRIGGER full BEFORE INSERT ON exchanges BEGIN SELECT RAISE(ROLLBACK, 'the disk is full'); END");

        for (var round = 0; round < 4; round++)
        {
            // There are eight vehicles at a time.
            var at = Booking.At(gateway, TimeSpan.FromHours(51 + (24 * round)));
            var booked = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Book(at)));
            Assert.All(booked, reply => Assert.Equal("RB", reply["Status"]));
        }
        await gateway.Log.Find(line => line.Contains("Failed to store", StringComparison.Ordinal));
        Assert.Empty(await Sells());

        await Execute("DROP TRIGGER full");
        await Book(Booking.At(gateway, TimeSpan.FromHours(200)));
        while ((await Sells()).Count == 0)
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        Assert.DoesNotContain(gateway.Log.Lines, line => line.Contains("SellRide failed", StringComparison.Ordinal));
    }

    private async Task<LimoMessage> Book(string at)
    {
        var found = await gateway.Concur(Booking.Search(gateway).Set("StartDateTime", at));
        return await gateway.Concur(Booking.Sell(gateway, found).Set("StartDateTime", at));
    }

    private async Task<JsonArray> Sells()
    {
        using var answer = await gateway.Dispatch(HttpMethod.Get, "/exchanges?kind=sell");
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["items"]!.AsArray();
    }

    private async Task Execute(string sql)
    {
        await using var scope = gateway.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<GatewayDbContext>().Database.ExecuteSqlRawAsync(sql);
    }
}
