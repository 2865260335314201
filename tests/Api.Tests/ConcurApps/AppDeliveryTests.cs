using System.Text.Json.Nodes;
using GroundTransport.Application.PostBacks;
using GroundTransport.TestKit;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.ConcurApps;

/// <summary>PostBacks carry the access token of their direct connect's app.</summary>
public sealed class AppDeliveryTests : IAsyncLifetime
{
    private readonly ConcurAppFixture fixture = new();

    public ValueTask InitializeAsync() => fixture.InitializeAsync();

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task PostBack_carries_the_apps_access_token_while_it_is_valid()
    {
        await fixture.Connected();

        var later = await Book(fixture.Gateway);
        await BookAndAccept(fixture.Gateway);
        Assert.Equal("OAuth access-token-4711-1", (await fixture.PostBacks.Next()).Headers["Authorization"]);
        fixture.Gateway.Clock.Advance(TimeSpan.FromMinutes(55));
        await RunAction(fixture.Gateway, later, "accept");

        Assert.Equal("OAuth access-token-4711-2", (await fixture.PostBacks.Next()).Headers["Authorization"]);
        Assert.Equal(2, fixture.Tokens.Requests.Count);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Rejected_token_is_renewed_and_the_message_is_resent_at_once(int status)
    {
        await fixture.Connected();
        fixture.PostBacks.Responses.Enqueue((status, ""));

        var id = await BookAndAccept(fixture.Gateway);

        Assert.Equal("OAuth access-token-4711-1", (await fixture.PostBacks.Next()).Headers["Authorization"]);
        var again = await fixture.PostBacks.Next();
        Assert.Equal(("OAuth access-token-4711-2", id), (again.Headers["Authorization"], again.Message["ReservationID"]));
        Assert.Equal(("delivered", 1), await Row() is var row ? ((string?)row["state"], (int)row["attempts"]!) : default);
        Assert.Equal(2, fixture.Tokens.Requests.Count);
    }

    [Fact]
    public async Task Valid_token_is_used_though_Concur_cant_confirm_a_correction()
    {
        await fixture.Connected();
        fixture.Tokens.Responses.Enqueue(new(503, ""));
        Assert.Equal("waiting", (string?)(await fixture.Ok("PUT", ConcurAppFixture.AppPath, fixture.Body()))["state"]);

        await BookAndAccept(fixture.Gateway);

        Assert.Equal("OAuth access-token-4711-1", (await fixture.PostBacks.Next()).Headers["Authorization"]);
    }

    [Fact]
    public async Task Second_rejection_opens_the_circuit_without_counting_an_attempt()
    {
        await fixture.Connected();
        fixture.PostBacks.Responses.Enqueue((401, ""));
        fixture.PostBacks.Responses.Enqueue((403, ""));

        await BookAndAccept(fixture.Gateway);
        await fixture.PostBacks.Next();
        await fixture.PostBacks.Next();

        Assert.Equal(("pending", 0, "HTTP 403"),
            await Row(answered: true) is var row ? ((string?)row["state"], (int)row["attempts"]!, (string?)row["lastAnswer"]) : default);
        fixture.Gateway.Clock.Advance(TimeSpan.FromMinutes(6));
        await fixture.Gateway.Send(new DeliverPostBacks());
        await fixture.PostBacks.Next();
    }

    [Fact]
    public async Task Message_without_app_and_token_waits_and_names_the_reason()
    {
        await BookAndAccept(fixture.Gateway);

        var row = await Row(answered: true);
        Assert.Equal(("pending", 0), ((string?)row["state"], (int)row["attempts"]!));
        Assert.Contains("no concur-app", (string?)row["lastAnswer"], StringComparison.Ordinal);
        Assert.True(fixture.PostBacks.HasNoFurtherPostBack);

        await fixture.Connected();
        fixture.Gateway.Clock.Advance(TimeSpan.FromMinutes(6));
        await fixture.Gateway.Send(new DeliverPostBacks());
        Assert.Equal("RA", (await fixture.PostBacks.Next()).Status);
    }

    [Fact]
    public async Task App_that_needs_authorization_is_the_reason_in_each_waiting_row()
    {
        await fixture.Ok("PUT", ConcurAppFixture.AppPath, fixture.Body());

        await BookAndAccept(fixture.Gateway);

        Assert.Contains("request token", (string?)(await Row(answered: true))["lastAnswer"], StringComparison.Ordinal);
        Assert.True(fixture.PostBacks.HasNoFurtherPostBack);
        Assert.Empty(fixture.Tokens.Requests);
    }

    /// <summary>Waits until the only row is as expected and returns it.</summary>
    private Task<JsonNode> Row(bool answered = false) => Poll.For(async () =>
    {
        var row = (await fixture.Ok("GET", "/post-backs"))["items"]![0]!;
        return (answered ? (string?)row["lastAnswer"] != "" : (string?)row["state"] != "pending") ? row : null;
    });
}
