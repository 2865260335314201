using System.Net;
using GroundTransport.TestKit.Servers;

namespace GroundTransport.Api.Tests.ConcurApps;

/// <summary>Each of Concur's codes sets a state that the operator sees, with the action to take.</summary>
[DatabaseIndependent]
public sealed class TokenRefusalStateTests(ConcurAppFixture fixture) : IClassFixture<ConcurAppFixture>
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
    public async Task Refused_refresh_sets_the_apps_state(int code, string state)
    {
        await fixture.Call("DELETE", ConcurAppFixture.AppPath + "?force=true");
        fixture.Tokens.Responses.Enqueue(TokenServerResponse.Refused(code));

        var app = await fixture.Ok("PUT", ConcurAppFixture.AppPath, fixture.Body("refresh-token-4711-any"));

        Assert.Equal(state, (string?)app["state"]);
        Assert.NotEmpty((string)app["whatToDo"]!);
        Assert.StartsWith("token-call-", (string?)app["correlationId"], StringComparison.Ordinal);
        Assert.NotNull(app["askAgainAt"]);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Refused_authorization_sets_the_apps_state_and_returns_it(int code, string state)
    {
        await fixture.Call("DELETE", ConcurAppFixture.AppPath + "?force=true");
        await fixture.Ok("PUT", ConcurAppFixture.AppPath, fixture.Body());
        fixture.Tokens.Responses.Enqueue(TokenServerResponse.Refused(code));

        var refused = await fixture.Call("POST", ConcurAppFixture.AppPath + "/authorize", ConcurAppFixture.Authorization);

        Assert.Equal((HttpStatusCode.BadGateway, "concur"), (refused.Status, refused["code"]));
        var app = await fixture.Ok("GET", ConcurAppFixture.AppPath);
        Assert.Equal(state, (string?)app["state"]);
        Assert.StartsWith((string)app["whatToDo"]!, refused["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(503, "<html/>")]
    [InlineData(429, "")]
    [InlineData(200, "<html>maintenance</html>")]
    [InlineData(302, "")]
    public async Task Unreadable_response_sets_the_state_waiting(int status, string body)
    {
        await fixture.Call("DELETE", ConcurAppFixture.AppPath + "?force=true");
        fixture.Tokens.Responses.Enqueue(new(status, body));

        var app = await fixture.Ok("PUT", ConcurAppFixture.AppPath, fixture.Body("refresh-token-4711-any"));

        Assert.Equal("waiting", (string?)app["state"]);
        Assert.Contains("retries automatically", (string?)app["whatToDo"], StringComparison.Ordinal);

        await fixture.Call("DELETE", ConcurAppFixture.AppPath + "?force=true");
        await fixture.Ok("PUT", ConcurAppFixture.AppPath, fixture.Body());
        fixture.Tokens.Responses.Enqueue(new(status, body));
        Assert.Equal(HttpStatusCode.BadGateway,
            (await fixture.Call("POST", ConcurAppFixture.AppPath + "/authorize", ConcurAppFixture.Authorization)).Status);
        Assert.Equal("needsAuthorization", (string?)(await fixture.Ok("GET", ConcurAppFixture.AppPath))["state"]);
    }
}
