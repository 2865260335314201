using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Application.PostBacks;
using GroundTransport.TestKit;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.PostBacks;

/// <summary>From a decision to Concur, over HTTP.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private readonly PostBackServer postBacks = new();
    private readonly RunningGateway gateway;

    public DeliveryTests() => gateway = new RunningGateway(postBacks.Url);

    public async ValueTask InitializeAsync()
    {
        await postBacks.Start();
        gateway.Start();
    }

    public async ValueTask DisposeAsync()
    {
        gateway.Dispose();
        await postBacks.DisposeAsync();
    }

    [Fact]
    public async Task Acceptance_and_later_changes_arrive_in_order()
    {
        var id = await BookAndAccept(gateway);
        var accepted = await postBacks.Next();
        await RunAction(gateway, id, "cancel", """{"reason":"The road is closed."}""");
        var cancelled = await postBacks.Next();

        Assert.Equal(("RA", id), (accepted.Status, accepted.Message["ReservationID"]));
        Assert.Equal("XA", cancelled.Status);
        Assert.Contains("The road is closed.", cancelled.Message["ProviderFeedback"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, "<html/>")]
    [InlineData(200, "garbage")]
    public async Task Current_state_follows_a_message_that_may_have_arrived_after_a_newer_reply(int status, string answer)
    {
        postBacks.Responses.Enqueue((status, answer));
        var id = await BookAndAccept(gateway);
        Assert.Equal("RA", (await postBacks.Next()).Status);
        await Row(state => state == "pending", attempts: 1);

        // Concur took the RA after all, and after this reply.
        Assert.Equal("XB", (await gateway.Concur(Cancel(id)))["Status"]);
        await gateway.Log.Find(line => line.Contains("Cancel answered", StringComparison.Ordinal));
        gateway.Clock.Advance(TimeSpan.FromMinutes(10));
        await gateway.Send(new DeliverPostBacks());

        Assert.Equal("XB", (await postBacks.Next()).Status);
    }

    [Fact]
    public async Task Request_has_length_token_content_type_and_correlation_id()
    {
        var id = await BookAndAccept(gateway);
        var received = await postBacks.Next();

        Assert.Equal("application/xml", received.Headers["Content-Type"]);
        Assert.Equal($"OAuth {RunningGateway.PostBackToken}", received.Headers["Authorization"]);
        Assert.Equal($"{id}-2-1", received.Headers["concur-correlationid"]);
        Assert.True(received.Headers.ContainsKey("Content-Length"));
        Assert.False(received.Headers.ContainsKey("Transfer-Encoding"));
    }

    [Fact]
    public async Task Delivered_PostBack_has_Concurs_response_and_correlation_id()
    {
        await BookAndAccept(gateway);
        await postBacks.Next();

        var row = await Row(state => state != "pending");

        Assert.Equal(("delivered", 1, "Success"), ((string?)row["state"], (int)row["attempts"]!, (string?)row["lastAnswer"]));
        Assert.StartsWith("concur-says-", (string?)row["concurCorrelationId"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_was_down_receives_all_PostBacks_in_order()
    {
        await postBacks.Stop();
        var id = await BookAndAccept(gateway);
        await Row(state => state == "pending", attempts: 1);
        await RunAction(gateway, id, "cancel", """{"reason":"No driver."}""");

        await postBacks.Start();
        gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        await gateway.Send(new DeliverPostBacks());

        Assert.Equal("RA", (await postBacks.Next()).Status);
        Assert.Equal("XA", (await postBacks.Next()).Status);
    }

    [Fact]
    public async Task Error_response_is_retried_until_the_last_delay()
    {
        const string Error = "<CC_LimoPostBackResponse><Version>1.0</Version><Error>This reservation does not exist.</Error>"
            + "</CC_LimoPostBackResponse>";
        for (var i = 0; i < 5; i++)
            postBacks.Responses.Enqueue((200, Error));
        await BookAndAccept(gateway);

        for (var attempt = 1; attempt <= 4; attempt++)
        {
            await postBacks.Next();
            var waiting = await Row(state => state == "pending", attempts: attempt);
            Assert.Equal("Error: This reservation does not exist.", (string?)waiting["lastAnswer"]);
            gateway.Clock.Advance(TimeSpan.FromMinutes(70));
            await gateway.Send(new DeliverPostBacks());
        }
        var dead = await Row(state => state == "dead");

        Assert.Equal(5, (int)dead["attempts"]!);
        Assert.True((await gateway.Dispatch(HttpMethod.Post, $"/post-backs/{dead["id"]}/retry")).IsSuccessStatusCode);
        await postBacks.Next();
        await postBacks.Next();
        Assert.Equal("delivered", (string?)(await Row(state => state != "pending"))["state"]);
    }

    [Fact]
    public async Task Nothing_is_resent_within_RetryAfter_of_a_503()
    {
        postBacks.Responses.Enqueue((503, ""));
        await BookAndAccept(gateway);
        await postBacks.Next();
        await Row(state => state == "pending", attempts: 1);

        gateway.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        await gateway.Send(new DeliverPostBacks());
        Assert.True(postBacks.HasNoFurtherPostBack);
        gateway.Clock.Advance(TimeSpan.FromSeconds(32));
        await gateway.Send(new DeliverPostBacks());

        Assert.Equal("RA", (await postBacks.Next()).Status);
    }

    [Fact]
    public async Task Progress_isnt_posted_but_is_in_the_detail()
    {
        var id = await BookAndAccept(gateway);
        await postBacks.Next();

        await RunAction(gateway, id, "progress", """{"state":"onTheWay","driver":{"name":"D. 7"}}""");
        await gateway.Send(new DeliverPostBacks());

        Assert.True(postBacks.HasNoFurtherPostBack);
        Assert.Contains("driver on the way", (await gateway.Concur(Detail(id)))["ProviderFeedback"], StringComparison.Ordinal);
    }

    /// <summary>Waits until the newest row is as expected: the delivery runs asynchronously.</summary>
    private Task<JsonNode> Row(Func<string, bool> state, int? attempts = null) => Poll.For(async () =>
    {
        var list = JsonNode.Parse(await (await gateway.Dispatch(HttpMethod.Get, "/post-backs")).Content.ReadAsStringAsync())!;
        return list["items"]!.AsArray().FirstOrDefault() is { } row && state((string)row["state"]!)
            && (attempts is null || (int)row["attempts"]! == attempts) ? row : null;
    });
}
