using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Application.PostBacks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.PostBacks;

/// <summary>What Concur last heard, and that it hears what got lost on the way.</summary>
public sealed class NotificationLedgerTests : IAsyncLifetime
{
    private readonly ConcurPeer peer = new();
    private readonly LostReplies lost = new();
    private readonly RunningGateway gateway;

    public NotificationLedgerTests() => gateway =
        new RunningGateway(peer.Url).With(services => services.AddSingleton<IStartupFilter>(lost));

    public async ValueTask InitializeAsync()
    {
        await peer.Up();
        gateway.Start();
    }

    public async ValueTask DisposeAsync()
    {
        gateway.Dispose();
        lost.Dispose();
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Reply_and_PostBack_that_arrived_are_what_Concur_heard()
    {
        var id = await Book(gateway);
        var sold = await Heard(id, version: 1);
        Assert.Equal(("RB", "sell", false), ((string?)sold["status"], (string?)sold["by"], (bool)sold["isBehind"]!));

        await Do(gateway, id, "accept");
        await peer.Next();
        var accepted = await Heard(id, version: 2);
        Assert.Equal(("RA", "postBack", $"{id}-2-1"),
            ((string?)accepted["status"], (string?)accepted["by"], (string?)accepted["correlationId"]));

        await gateway.Concur(Detail(id));
        Assert.Equal("reservationDetail", (string?)(await Heard(id, version: 2, by: "reservationDetail"))["by"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reply_that_was_lost_is_told_by_PostBack_after_two_minutes(bool callerHungUp)
    {
        var quoted = await gateway.Concur(Search(gateway));
        await lost.Lose(callerHungUp, ct => gateway.Http.SendAsync(LostReplies.Request(Sell(gateway, quoted)), ct));
        var (id, row) = await Behind();
        Assert.Equal("RB", (string?)row["status"]);

        gateway.Clock.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromSeconds(1));
        await gateway.Send(new ReconcileDrift());
        await gateway.Send(new DeliverPostBacks());
        Assert.True(peer.HeardNothingMore);
        gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        await gateway.Send(new ReconcileDrift());
        await gateway.Send(new ReconcileDrift());
        await gateway.Send(new DeliverPostBacks());

        var told = await peer.Next();
        Assert.Equal((id, "RB"), (told.Message["ReservationID"], told.Status));
        await Heard(id, version: 1, by: "postBack");
        Assert.Empty(await Drifting());
        await gateway.Send(new ReconcileDrift());
        await gateway.Send(new DeliverPostBacks());
        Assert.True(peer.HeardNothingMore);
    }

    [Fact]
    public async Task Reservation_whose_PostBack_waits_is_behind_and_isnt_swept()
    {
        await peer.Down();
        var id = await Accepted(gateway);
        Assert.Equal([id], (await Drifting()).Select(row => (string?)row!["id"]));

        gateway.Clock.Advance(TimeSpan.FromMinutes(10));
        await gateway.Send(new ReconcileDrift());

        var rows = JsonNode.Parse(await (await gateway.Dispatch(HttpMethod.Get, $"/post-backs?reservation={id}")).Content
            .ReadAsStringAsync())!["items"]!.AsArray();
        Assert.Equal(id, (string?)Assert.Single(rows)!["reservation"]);
    }

    [Fact]
    public async Task What_was_given_up_is_behind_until_somebody_retries_it()
    {
        peer.Answers.Enqueue((422, ""));
        var id = await Accepted(gateway);
        await peer.Next();
        await Until(async () => JsonNode.Parse(
            await (await gateway.Dispatch(HttpMethod.Get, "/post-backs?state=dead")).Content.ReadAsStringAsync())!["items"]!.AsArray()
            .FirstOrDefault());

        gateway.Clock.Advance(TimeSpan.FromMinutes(10));
        await gateway.Send(new ReconcileDrift());
        await gateway.Send(new DeliverPostBacks());

        Assert.True(peer.HeardNothingMore);
        Assert.Equal([id], (await Drifting()).Select(row => (string?)row!["id"]));
    }

    [Fact]
    public async Task Progress_alone_leaves_nobody_behind()
    {
        var id = await Accepted(gateway);
        await peer.Next();
        await Heard(id, version: 2);

        var after = await Do(gateway, id, "progress", """{"state":"onTheWay"}""");

        Assert.False((bool)after["lastNotified"]!["isBehind"]!);
        Assert.Empty(await Drifting());
    }

    private async Task<JsonArray> Drifting() =>
        JsonNode.Parse(await (await gateway.Dispatch(HttpMethod.Get, "/reservations?drift=true")).Content.ReadAsStringAsync())!["items"]!
            .AsArray();

    private async Task<(string Id, JsonNode Row)> Behind()
    {
        var row = await Until(async () => (await Drifting()).FirstOrDefault());
        return ((string)row["id"]!, row);
    }

    /// <summary>The ledger's line, as soon as it says so: replies are entered beside the test.</summary>
    private Task<JsonNode> Heard(string id, int version, string? by = null) => Until(async () =>
        JsonNode.Parse(await (await gateway.Dispatch(HttpMethod.Get, $"/reservations/{id}")).Content
            .ReadAsStringAsync())!["lastNotified"] is { } heard
        && (int?)heard["version"] == version && (by is null || (string?)heard["by"] == by) ? heard : null);

    private static async Task<JsonNode> Until(Func<Task<JsonNode?>> look)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            if (await look() is { } found)
                return found;
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Stands between the commit and the reply: the connection breaks there, or its caller hangs up.</summary>
    private sealed class LostReplies : IStartupFilter, IDisposable
    {
        private const string Mark = "lose-this-reply";
        private readonly CancellationTokenSource hangUp = new();
        private bool callerHangsUp;

        public static HttpRequestMessage Request(object message) => new(HttpMethod.Post, "/concur/groundtransportation")
        {
            Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(message.ToString()!)),
            Headers = { Authorization = RunningGateway.Basic("concur-demo", "concur-demo-password"), UserAgent = { new(Mark, "1") } },
        };

        public async Task Lose(bool callerHungUp, Func<CancellationToken, Task<HttpResponseMessage>> send)
        {
            callerHangsUp = callerHungUp;
            await Assert.ThrowsAnyAsync<Exception>(() => send(hangUp.Token));
        }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, inner) =>
            {
                if (context.Request.Headers.UserAgent.ToString().StartsWith(Mark, StringComparison.Ordinal))
                    context.Response.Body = new BrokenBody(() => Break(context));
                await inner(context);
            });
            next(app);
        };

        public void Dispose() => hangUp.Dispose();

        private async Task Break(HttpContext context)
        {
            if (callerHangsUp)
                await hangUp.CancelAsync();
            else
                context.Abort();
            var aborted = new TaskCompletionSource();
            await using (context.RequestAborted.Register(aborted.SetResult))
                await aborted.Task;
        }
    }

    private sealed class BrokenBody(Func<Task> broken) : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            await broken();
    }
}
