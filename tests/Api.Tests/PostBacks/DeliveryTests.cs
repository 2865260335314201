using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Application.PostBacks;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.PostBacks;

/// <summary>From a decision to Concur's ear, with a real HTTP peer.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private readonly ConcurPeer peer = new();
    private readonly RunningGateway gateway;

    public DeliveryTests() => gateway = new RunningGateway(peer.Url);

    public async ValueTask InitializeAsync()
    {
        await peer.Up();
        gateway.Start();
    }

    public async ValueTask DisposeAsync()
    {
        gateway.Dispose();
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Accept_and_what_follows_arrive_in_order()
    {
        var id = await Accepted(gateway);
        var accepted = await peer.Next();
        await Do(gateway, id, "cancel", """{"reason":"The road is closed."}""");
        var cancelled = await peer.Next();

        Assert.Equal(("RA", id), (accepted.Status, accepted.Message["ReservationID"]));
        Assert.Equal("XA", cancelled.Status);
        Assert.Contains("The road is closed.", cancelled.Message["ProviderFeedback"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_carries_length_token_type_and_correlation_id()
    {
        var id = await Accepted(gateway);
        var heard = await peer.Next();

        Assert.Equal("application/xml", heard.Headers["Content-Type"]);
        Assert.Equal($"OAuth {RunningGateway.PostBackToken}", heard.Headers["Authorization"]);
        Assert.Equal($"{id}-2-1", heard.Headers["concur-correlationid"]);
        Assert.True(heard.Headers.ContainsKey("Content-Length"));
        Assert.False(heard.Headers.ContainsKey("Transfer-Encoding"));
    }

    [Fact]
    public async Task Delivered_shows_with_concurs_answer_and_correlation_id()
    {
        await Accepted(gateway);
        await peer.Next();

        var row = await Row(state => state != "pending");

        Assert.Equal(("delivered", 1, "Success"), ((string?)row["state"], (int)row["attempts"]!, (string?)row["lastAnswer"]));
        Assert.StartsWith("concur-says-", (string?)row["concurCorrelationId"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Peer_that_was_down_hears_it_all_in_order_when_it_is_back()
    {
        await peer.Down();
        var id = await Accepted(gateway);
        await Row(state => state == "pending", attempts: 1);
        await Do(gateway, id, "cancel", """{"reason":"No driver."}""");

        await peer.Up();
        gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        await gateway.Send(new DeliverPostBacks());

        Assert.Equal("RA", (await peer.Next()).Status);
        Assert.Equal("XA", (await peer.Next()).Status);
    }

    [Fact]
    public async Task Error_answer_is_tried_again_and_given_up_after_its_last_delay()
    {
        const string Error = "<CC_LimoPostBackResponse><Version>1.0</Version><Error>This reservation does not exist.</Error>"
            + "</CC_LimoPostBackResponse>";
        for (var i = 0; i < 5; i++)
            peer.Answers.Enqueue((200, Error));
        await Accepted(gateway);

        for (var attempt = 1; attempt <= 4; attempt++)
        {
            await peer.Next();
            var waiting = await Row(state => state == "pending", attempts: attempt);
            Assert.Equal("Error: This reservation does not exist.", (string?)waiting["lastAnswer"]);
            gateway.Clock.Advance(TimeSpan.FromMinutes(70));
            await gateway.Send(new DeliverPostBacks());
        }
        var dead = await Row(state => state == "dead");

        Assert.Equal(5, (int)dead["attempts"]!);
        Assert.True((await gateway.Dispatch(HttpMethod.Post, $"/post-backs/{dead["id"]}/retry")).IsSuccessStatusCode);
        await peer.Next();
        await peer.Next();
        Assert.Equal("delivered", (string?)(await Row(state => state != "pending"))["state"]);
    }

    [Fact]
    public async Task Nothing_is_resent_within_RetryAfter_of_a_503()
    {
        peer.Answers.Enqueue((503, ""));
        await Accepted(gateway);
        await peer.Next();
        await Row(state => state == "pending", attempts: 1);

        gateway.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        await gateway.Send(new DeliverPostBacks());
        Assert.True(peer.HeardNothingMore);
        gateway.Clock.Advance(TimeSpan.FromSeconds(32));
        await gateway.Send(new DeliverPostBacks());

        Assert.Equal("RA", (await peer.Next()).Status);
    }

    [Fact]
    public async Task Progress_isnt_posted_but_told_when_asked()
    {
        var id = await Accepted(gateway);
        await peer.Next();

        await Do(gateway, id, "progress", """{"state":"onTheWay","driver":"D. 7"}""");
        await gateway.Send(new DeliverPostBacks());

        Assert.True(peer.HeardNothingMore);
        Assert.Contains("driver on the way", (await gateway.Concur(Detail(id)))["ProviderFeedback"], StringComparison.Ordinal);
    }

    /// <summary>The newest row, as soon as it is as the test expects; the delivery runs beside the test.</summary>
    private async Task<JsonNode> Row(Func<string, bool> state, int? attempts = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            var list = JsonNode.Parse(await (await gateway.Dispatch(HttpMethod.Get, "/post-backs")).Content.ReadAsStringAsync())!;
            if (list["items"]!.AsArray().FirstOrDefault() is { } row && state((string)row["state"]!)
                && (attempts is null || (int)row["attempts"]! == attempts))
                return row;
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
