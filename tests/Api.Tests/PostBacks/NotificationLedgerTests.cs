using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Application.PostBacks;
using GroundTransport.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.PostBacks;

/// <summary>The notification ledger, and that lost notifications are sent again.</summary>
public sealed class NotificationLedgerTests : IAsyncLifetime
{
    private readonly PostBackServer postBacks = new();
    private readonly LostReplies lost = new();
    private readonly RunningGateway gateway;

    public NotificationLedgerTests() => gateway =
        new RunningGateway(postBacks.Url).With(services => services.AddSingleton<IStartupFilter>(lost));

    public async ValueTask InitializeAsync()
    {
        await postBacks.Start();
        gateway.Start();
    }

    public async ValueTask DisposeAsync()
    {
        gateway.Dispose();
        lost.Dispose();
        await postBacks.DisposeAsync();
    }

    [Fact]
    public async Task Delivered_reply_and_PostBack_are_the_last_notification()
    {
        var id = await Book(gateway);
        var sold = await LastNotified(id, version: 1);
        Assert.Equal(("RB", "sell", false), ((string?)sold["status"], (string?)sold["by"], (bool)sold["isBehind"]!));

        await RunAction(gateway, id, "accept");
        await postBacks.Next();
        var accepted = await LastNotified(id, version: 2);
        Assert.Equal(("RA", "postBack", $"{id}-2-1"),
            ((string?)accepted["status"], (string?)accepted["by"], (string?)accepted["correlationId"]));
    }

    [Fact]
    public async Task Detail_of_a_version_that_Concur_was_notified_of_is_no_notification()
    {
        var id = await Book(gateway);
        var sold = await LastNotified(id, version: 1);
        await gateway.Concur(Detail(id));
        // What is recorded after it is stored after it.
        await LastNotified(await Book(gateway), version: 1);

        Assert.Equal(sold.ToJsonString(), (await LastNotified(id, version: 1)).ToJsonString());
    }

    [Fact]
    public async Task Detail_of_a_version_that_Concur_wasnt_notified_of_is_a_notification()
    {
        await postBacks.Stop();
        var id = await BookAndAccept(gateway);
        Assert.Equal(1, (int)(await LastNotified(id, version: 1))["version"]!);

        await gateway.Concur(Detail(id));

        Assert.Equal("RA", (string?)(await LastNotified(id, version: 2, by: "reservationDetail"))["status"]);
        Assert.Empty(await Drifting());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lost_reply_is_resent_as_PostBack_after_two_minutes(bool callerHungUp)
    {
        var quoted = await gateway.Concur(Search(gateway));
        await lost.Lose(callerHungUp, ct => gateway.Http.SendAsync(LostReplies.Request(Sell(gateway, quoted)), ct));
        var (id, row) = await Behind();
        Assert.Equal("RB", (string?)row["status"]);

        gateway.Clock.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromSeconds(1));
        await gateway.Send(new ReconcileDrift());
        await gateway.Send(new DeliverPostBacks());
        Assert.True(postBacks.HasNoFurtherPostBack);
        gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        await gateway.Send(new ReconcileDrift());
        await gateway.Send(new ReconcileDrift());
        await gateway.Send(new DeliverPostBacks());

        var resent = await postBacks.Next();
        Assert.Equal((id, "RB"), (resent.Message["ReservationID"], resent.Status));
        await LastNotified(id, version: 1, by: "postBack");
        Assert.Empty(await Drifting());
        await gateway.Send(new ReconcileDrift());
        await gateway.Send(new DeliverPostBacks());
        Assert.True(postBacks.HasNoFurtherPostBack);
    }

    [Fact]
    public async Task Reservation_with_a_pending_PostBack_is_behind_and_isnt_swept()
    {
        await postBacks.Stop();
        var id = await BookAndAccept(gateway);
        Assert.Equal([id], (await Drifting()).Select(row => (string?)row!["id"]));

        gateway.Clock.Advance(TimeSpan.FromMinutes(10));
        await gateway.Send(new ReconcileDrift());

        var rows = JsonNode.Parse(await (await gateway.Dispatch(HttpMethod.Get, $"/post-backs?reservation={id}")).Content
            .ReadAsStringAsync())!["items"]!.AsArray();
        Assert.Equal(id, (string?)Assert.Single(rows)!["reservation"]);
    }

    [Fact]
    public async Task Reservation_with_a_dead_PostBack_stays_behind_and_isnt_swept()
    {
        postBacks.Responses.Enqueue((422, ""));
        var id = await BookAndAccept(gateway);
        await postBacks.Next();
        await Poll.For(async () => JsonNode.Parse(
            await (await gateway.Dispatch(HttpMethod.Get, "/post-backs?state=dead")).Content.ReadAsStringAsync())!["items"]!.AsArray()
            .FirstOrDefault());

        gateway.Clock.Advance(TimeSpan.FromMinutes(10));
        await gateway.Send(new ReconcileDrift());
        await gateway.Send(new DeliverPostBacks());

        Assert.True(postBacks.HasNoFurtherPostBack);
        Assert.Equal([id], (await Drifting()).Select(row => (string?)row!["id"]));
    }

    [Fact]
    public async Task Progress_alone_leaves_no_reservation_behind()
    {
        var id = await BookAndAccept(gateway);
        await postBacks.Next();
        await LastNotified(id, version: 2);

        var after = await RunAction(gateway, id, "progress", """{"state":"onTheWay"}""");

        Assert.False((bool)after["lastNotified"]!["isBehind"]!);
        Assert.Empty(await Drifting());
    }

    private async Task<JsonArray> Drifting() =>
        JsonNode.Parse(await (await gateway.Dispatch(HttpMethod.Get, "/reservations?drift=true")).Content.ReadAsStringAsync())!["items"]!
            .AsArray();

    private async Task<(string Id, JsonNode Row)> Behind()
    {
        var row = await Poll.For(async () => (await Drifting()).FirstOrDefault());
        return ((string)row["id"]!, row);
    }

    /// <summary>Waits until the ledger is as expected: replies are recorded asynchronously.</summary>
    private Task<JsonNode> LastNotified(string id, int version, string? by = null) => Poll.For(async () =>
        JsonNode.Parse(await (await gateway.Dispatch(HttpMethod.Get, $"/reservations/{id}")).Content
            .ReadAsStringAsync())!["lastNotified"] is { } notified
        && (int?)notified["version"] == version && (by is null || (string?)notified["by"] == by) ? notified : null);

    /// <summary>Loses the reply after the commit: the connection breaks, or its caller closes it.</summary>
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
