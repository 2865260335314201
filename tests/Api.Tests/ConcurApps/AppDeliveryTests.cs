using System.Text.Json.Nodes;
using GroundTransport.Application.PostBacks;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.ConcurApps;

/// <summary>PostBacks carry the access token of their direct connect's app.</summary>
public sealed class AppDeliveryTests : IAsyncLifetime
{
    private readonly AppGateway at = new();

    public ValueTask InitializeAsync() => at.InitializeAsync();

    public ValueTask DisposeAsync() => at.DisposeAsync();

    [Fact]
    public async Task PostBack_carries_the_apps_access_token_for_its_hour()
    {
        await at.Connected();

        var later = await Book(at.Gateway);
        await Accepted(at.Gateway);
        Assert.Equal("OAuth access-token-4711-1", (await at.PostBacks.Next()).Headers["Authorization"]);
        at.Gateway.Clock.Advance(TimeSpan.FromMinutes(55));
        await Do(at.Gateway, later, "accept");

        Assert.Equal("OAuth access-token-4711-2", (await at.PostBacks.Next()).Headers["Authorization"]);
        Assert.Equal(2, at.Tokens.Requests.Count);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Token_that_ended_early_is_renewed_and_the_message_sent_again_at_once(int status)
    {
        await at.Connected();
        at.PostBacks.Answers.Enqueue((status, ""));

        var id = await Accepted(at.Gateway);

        Assert.Equal("OAuth access-token-4711-1", (await at.PostBacks.Next()).Headers["Authorization"]);
        var again = await at.PostBacks.Next();
        Assert.Equal(("OAuth access-token-4711-2", id), (again.Headers["Authorization"], again.Message["ReservationID"]));
        Assert.Equal(("delivered", 1), await Row() is var row ? ((string?)row["state"], (int)row["attempts"]!) : default);
        Assert.Equal(2, at.Tokens.Requests.Count);
    }

    [Fact]
    public async Task Good_token_is_used_though_Concur_cant_confirm_a_correction()
    {
        await at.Connected();
        at.Tokens.Responses.Enqueue(new(503, ""));
        Assert.Equal("waiting", (string?)(await at.Ok("PUT", AppGateway.App, at.Body()))["state"]);

        await Accepted(at.Gateway);

        Assert.Equal("OAuth access-token-4711-1", (await at.PostBacks.Next()).Headers["Authorization"]);
    }

    [Fact]
    public async Task Second_refusal_shuts_the_channel_without_spending_an_attempt()
    {
        await at.Connected();
        at.PostBacks.Answers.Enqueue((401, ""));
        at.PostBacks.Answers.Enqueue((403, ""));

        await Accepted(at.Gateway);
        await at.PostBacks.Next();
        await at.PostBacks.Next();

        Assert.Equal(("pending", 0, "HTTP 403"),
            await Row(answered: true) is var row ? ((string?)row["state"], (int)row["attempts"]!, (string?)row["lastAnswer"]) : default);
        at.Gateway.Clock.Advance(TimeSpan.FromMinutes(6));
        await at.Gateway.Send(new DeliverPostBacks());
        await at.PostBacks.Next();
    }

    [Fact]
    public async Task Without_app_and_token_the_message_waits_and_says_for_what()
    {
        await Accepted(at.Gateway);

        var row = await Row(answered: true);
        Assert.Equal(("pending", 0), ((string?)row["state"], (int)row["attempts"]!));
        Assert.Contains("no concur-app", (string?)row["lastAnswer"], StringComparison.Ordinal);
        Assert.True(at.PostBacks.HeardNothingMore);

        await at.Connected();
        at.Gateway.Clock.Advance(TimeSpan.FromMinutes(6));
        await at.Gateway.Send(new DeliverPostBacks());
        Assert.Equal("RA", (await at.PostBacks.Next()).Status);
    }

    [Fact]
    public async Task App_that_must_be_authorized_says_so_in_each_row()
    {
        await at.Ok("PUT", AppGateway.App, at.Body());

        await Accepted(at.Gateway);

        Assert.Contains("request token", (string?)(await Row(answered: true))["lastAnswer"], StringComparison.Ordinal);
        Assert.True(at.PostBacks.HeardNothingMore);
        Assert.Empty(at.Tokens.Requests);
    }

    /// <summary>The only row, once it is as wanted.</summary>
    private async Task<JsonNode> Row(bool answered = false)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var row = (await at.Ok("GET", "/post-backs"))["items"]![0]!;
            if (answered ? (string?)row["lastAnswer"] != "" : (string?)row["state"] != "pending")
                return row;
            await Task.Yield();
        }
    }
}
