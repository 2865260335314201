using System.Net;
using GroundTransport.TestKit.Servers;

namespace GroundTransport.Api.Tests.ConcurApps;

/// <summary>Each of Concur's codes ends as a state that the operator sees, with what to do.</summary>
[DatabaseIndependent]
public sealed class TokenRefusalStateTests(AppGateway at) : IClassFixture<AppGateway>
{
    public static TheoryData<int, string> Codes => new()
    {
        { 5, "needsAuthorization" }, { 10, "needsCustomer" }, { 11, "needsCustomer" }, { 12, "needsCustomer" }, { 13, "needsCustomer" },
            { 14, "needsCustomer" },
        { 16, "needsGeolocation" }, { 19, "needsAuthorization" }, { 20, "needsCustomer" }, { 51, "needsClient" }, { 52, "needsClient" },
            { 53, "needsConcur" },
        { 54, "needsConcur" }, { 59, "needsConcur" }, { 60, "needsConcur" }, { 61, "needsClient" }, { 64, "needsClient" },
            { 100, "needsAuthorization" },
        { 105, "needsAuthorization" }, { 106, "needsClient" }, { 107, "needsConcur" }, { 108, "needsAuthorization" },
            { 115, "needsClient" }, { 117, "needsConcur" },
        { 4711, "needsAuthorization" },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Refused_refresh_ends_as_a_state(int code, string state)
    {
        await at.Call("DELETE", AppGateway.App + "?force=true");
        at.Tokens.Responses.Enqueue(TokenServerResponse.Refused(code));

        var app = await at.Ok("PUT", AppGateway.App, at.Body("refresh-token-4711-any"));

        Assert.Equal(state, (string?)app["state"]);
        Assert.NotEmpty((string)app["whatToDo"]!);
        Assert.StartsWith("token-call-", (string?)app["correlationId"], StringComparison.Ordinal);
        Assert.NotNull(app["askAgainAt"]);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Refused_authorization_ends_as_a_state_and_says_so(int code, string state)
    {
        await at.Call("DELETE", AppGateway.App + "?force=true");
        await at.Ok("PUT", AppGateway.App, at.Body());
        at.Tokens.Responses.Enqueue(TokenServerResponse.Refused(code));

        var refused = await at.Call("POST", AppGateway.App + "/authorize", AppGateway.Authorization);

        Assert.Equal((HttpStatusCode.BadGateway, "concur"), (refused.Status, refused["code"]));
        var app = await at.Ok("GET", AppGateway.App);
        Assert.Equal(state, (string?)app["state"]);
        Assert.StartsWith((string)app["whatToDo"]!, refused["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(503, "<html/>")]
    [InlineData(429, "")]
    [InlineData(200, "<html>maintenance</html>")]
    [InlineData(302, "")]
    public async Task Answer_that_is_none_means_waiting(int status, string body)
    {
        await at.Call("DELETE", AppGateway.App + "?force=true");
        at.Tokens.Responses.Enqueue(new(status, body));

        var app = await at.Ok("PUT", AppGateway.App, at.Body("refresh-token-4711-any"));

        Assert.Equal("waiting", (string?)app["state"]);
        Assert.Contains("retries automatically", (string?)app["whatToDo"], StringComparison.Ordinal);

        await at.Call("DELETE", AppGateway.App + "?force=true");
        await at.Ok("PUT", AppGateway.App, at.Body());
        at.Tokens.Responses.Enqueue(new(status, body));
        Assert.Equal(HttpStatusCode.BadGateway, (await at.Call("POST", AppGateway.App + "/authorize", AppGateway.Authorization)).Status);
        Assert.Equal("needsAuthorization", (string?)(await at.Ok("GET", AppGateway.App))["state"]);
    }
}
