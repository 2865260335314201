using System.Net;
using System.Text.Json.Nodes;
using GroundTransport.TestKit.Servers;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace GroundTransport.Api.Tests.ConcurApps;

/// <summary>Entering an app, authorizing it, and taking it away again, against a real token endpoint.</summary>
public sealed class ConcurAppTests : IAsyncLifetime
{
    private readonly AppGateway at = new();

    public ValueTask InitializeAsync() => at.InitializeAsync();

    public ValueTask DisposeAsync() => at.DisposeAsync();

    [Fact]
    public async Task App_with_a_refresh_token_is_connected_at_once()
    {
        var put = await at.Call("PUT", AppGateway.App, at.Body(RotatingTokens.FirstRefreshToken));

        Assert.Equal(("connected", "", "token-call-1"), (put["state"], put["whatToDo"], put["correlationId"]));
        var get = await at.Call("GET", AppGateway.App);
        Assert.Equal((put.Text, put.Tag), (get.Text, get.Tag));
        Assert.Equal(("client-1", at.Tokens.Geolocation, at.Tokens.Geolocation),
            (get["clientId"], get["geolocation"], get["tokenGeolocation"]));
        Assert.Equal(at.Gateway.Clock.GetUtcNow().AddMonths(6), (DateTimeOffset)get.Json["refreshTokenExpiresAt"]!);
        Assert.Equal(at.Gateway.Clock.GetUtcNow().AddMinutes(54), (DateTimeOffset)get.Json["accessTokenUntil"]!);
    }

    [Fact]
    public async Task App_without_one_is_authorized_by_a_request_token()
    {
        Assert.Equal("needsAuthorization", (string?)(await at.Ok("PUT", AppGateway.App, at.Body()))["state"]);

        var authorized = await at.Ok("POST", AppGateway.App + "/authorize", AppGateway.Authorization);

        Assert.Equal("connected", (string?)authorized["state"]);
        var heard = Assert.Single(at.Tokens.Requests);
        Assert.Equal("POST /oauth2/v0/token", heard.Line);
        Assert.Equal(("password", "authtoken", "company-1", RotatingTokens.RequestToken),
            (heard.Form["grant_type"], heard.Form["credtype"], heard.Form["username"], heard.Form["password"]));
    }

    [Fact]
    public async Task Authorizing_twice_by_one_key_asks_Concur_once()
    {
        await at.Ok("PUT", AppGateway.App, at.Body());

        var first = await at.Call("POST", AppGateway.App + "/authorize", AppGateway.Authorization, once: "once-1");
        var again = await at.Call("POST", AppGateway.App + "/authorize", AppGateway.Authorization, once: "once-1");
        var other = await at.Call("POST", AppGateway.App + "/authorize",
            AppGateway.Authorization.Replace("company-1", "company-2", StringComparison.Ordinal), once: "once-1");

        Assert.Equal((HttpStatusCode.OK, first.Text), (again.Status, again.Text));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "invalid"), (other.Status, other["code"]));
        Assert.Single(at.Tokens.Requests);
    }

    [Fact]
    public async Task Refused_authorization_may_be_sent_again_by_the_same_key_and_leaves_good_tokens_alone()
    {
        await at.Connected();
        at.Tokens.Responses.Enqueue(TokenServerResponse.Refused(5));

        var refused = await at.Call("POST", AppGateway.App + "/authorize", AppGateway.Authorization, once: "once-1");
        Assert.Equal((HttpStatusCode.BadGateway, "concur"), (refused.Status, refused["code"]));
        Assert.Contains("token-call-2", refused["detail"], StringComparison.Ordinal);
        Assert.Equal("connected", (string?)(await at.Ok("GET", AppGateway.App))["state"]);

        Assert.Equal(HttpStatusCode.OK, (
            await at.Call("POST", AppGateway.App + "/authorize", AppGateway.Authorization, once: "once-1")).Status);
    }

    [Fact]
    public async Task Correction_keeps_what_isnt_said_anew_and_asks_Concur_at_once()
    {
        at.Tokens.Responses.Enqueue(TokenServerResponse.Refused(64, "invalid_client"));
        var wrong = await at.Ok("PUT", AppGateway.App, at.Body(RotatingTokens.FirstRefreshToken, secret: "mistyped"));
        Assert.Equal("needsClient", (string?)wrong["state"]);
        Assert.Contains("client secret", (string?)wrong["whatToDo"], StringComparison.Ordinal);

        Assert.Equal("connected", (string?)(await at.Ok("PUT", AppGateway.App, at.Body()))["state"]);

        Assert.Equal([("mistyped", RotatingTokens.FirstRefreshToken), (RotatingTokens.ClientSecret, RotatingTokens.FirstRefreshToken)],
            at.Tokens.Requests.Select(heard => (heard.Form["client_secret"], heard.Form["refresh_token"])));
    }

    [Fact]
    public async Task Connected_direct_connect_gets_no_other_app_before_its_own_is_deleted()
    {
        await at.Connected();

        Assert.Equal(HttpStatusCode.Conflict, (await at.Call("PUT", AppGateway.App, at.Body(clientId: "client-2"))).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await at.Call("DELETE", "/direct-connects/demo")).Status);
    }

    [Fact]
    public async Task Tokens_that_may_be_good_at_Concur_arent_dropped_for_another_app()
    {
        await at.Connected();
        at.Tokens.Responses.Enqueue(new(503, ""));
        Assert.Equal("waiting", (string?)(await at.Ok("PUT", AppGateway.App, at.Body()))["state"]);
        Assert.Equal(HttpStatusCode.Conflict, (await at.Call("PUT", AppGateway.App, at.Body(clientId: "client-2"))).Status);

        at.Tokens.Responses.Enqueue(TokenServerResponse.Refused(108));
        Assert.Equal("needsAuthorization", (string?)(await at.Ok("PUT", AppGateway.App, at.Body()))["state"]);

        Assert.Equal("client-2", (string?)(await at.Ok("PUT", AppGateway.App, at.Body(clientId: "client-2")))["clientId"]);
    }

    [Fact]
    public async Task Deleting_revokes_where_the_token_lives_now()
    {
        await at.Connected();
        at.Gateway.Clock.Advance(TimeSpan.FromHours(1));
        at.Tokens.Responses.Enqueue(at.Grants.GrantElsewhere());

        Assert.Equal(HttpStatusCode.NoContent, (await at.Call("DELETE", AppGateway.App)).Status);

        Assert.Equal(("localhost", "Bearer access-token-4711-moved"),
            at.Tokens.Requests.Last() is var last ? (last.Host, last.Authorization) : default);
    }

    [Fact]
    public async Task What_was_authorized_while_the_old_tokens_were_revoked_isnt_deleted_with_them()
    {
        await at.Connected();
        at.WhileRevoking(() => at.Ok("POST", AppGateway.App + "/authorize", AppGateway.Authorization));

        var deleted = await at.Call("DELETE", AppGateway.App);

        Assert.Equal((HttpStatusCode.Conflict, "connected"), (deleted.Status, (string?)(await at.Ok("GET", AppGateway.App))["state"]));
        Assert.Equal(HttpStatusCode.NoContent, (await at.Call("DELETE", AppGateway.App)).Status);
        Assert.Equal("Bearer access-token-4711-2", at.Tokens.Requests.Last().Authorization);
    }

    [Fact]
    public async Task Secrets_that_cant_be_decrypted_are_a_state_and_entered_anew()
    {
        await at.Connected();
        // Encrypted for another place, it is as good as encrypted by a lost key.
        await at.Sql("UPDATE concur_apps SET client_secret = refresh_token");

        var app = await at.Ok("GET", AppGateway.App);
        Assert.Equal(("needsClient", null), ((string?)app["state"], (string?)app["refreshTokenExpiresAt"]));
        Assert.Contains("key ring", (string?)app["whatToDo"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await at.Call("POST", AppGateway.App + "/authorize", AppGateway.Authorization)).Status);
        Assert.Equal(HttpStatusCode.BadGateway, (await at.Call("DELETE", AppGateway.App)).Status);
        var without = JsonNode.Parse(at.Body())!;
        without["clientSecret"] = null;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await at.Call("PUT", AppGateway.App, without.ToJsonString())).Status);
        Assert.Single(at.Tokens.Requests);

        Assert.Equal("connected", (string?)(await at.Ok("PUT", AppGateway.App, at.Body(at.Grants.Valid)))["state"]);
    }

    [Fact]
    public async Task Schedule_renews_what_nobody_asked_for_in_a_month()
    {
        await at.Connected();
        at.Gateway.Clock.Advance(TimeSpan.FromDays(31));
        var scheduler = await at.Gateway.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var renewal = Assert.IsType<ITrigger>(await scheduler.GetTrigger(new TriggerKey("TokenRenewalJob")), exactMatch: false);

        await scheduler.TriggerJob(renewal.JobKey);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (at.Tokens.Requests.Count < 2)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
        Assert.Equal(RotatingTokens.FirstRefreshToken.Replace("-0", "-1", StringComparison.Ordinal),
            at.Tokens.Requests.Last().Form["refresh_token"]);
    }

    [Fact]
    public async Task Deleting_revokes_at_Concur_first()
    {
        await at.Connected();

        Assert.Equal(HttpStatusCode.NoContent, (await at.Call("DELETE", AppGateway.App)).Status);

        Assert.Equal(("DELETE /app-mgmt/v0/connections", "Bearer access-token-4711-1"),
            at.Tokens.Requests.Last() is var last ? (last.Line, last.Authorization) : default);
        Assert.Equal(HttpStatusCode.NotFound, (await at.Call("GET", AppGateway.App)).Status);
    }

    [Fact]
    public async Task Deleting_gets_a_fresh_token_where_the_present_one_has_ended()
    {
        await at.Connected();
        at.Tokens.Responses.Enqueue(new(401, ""));

        Assert.Equal(HttpStatusCode.NoContent, (await at.Call("DELETE", AppGateway.App)).Status);

        Assert.Equal(["POST", "DELETE", "POST", "DELETE"], at.Tokens.Requests.Select(heard => heard.Line.Split(' ')[0]));
        Assert.Equal("Bearer access-token-4711-2", at.Tokens.Requests.Last().Authorization);
    }

    [Fact]
    public async Task Connection_that_has_ended_at_Concur_is_deleted_without_more()
    {
        await at.Connected();
        at.Gateway.Clock.Advance(TimeSpan.FromHours(2));
        at.Tokens.Responses.Enqueue(TokenServerResponse.Refused(108));

        Assert.Equal(HttpStatusCode.NoContent, (await at.Call("DELETE", AppGateway.App)).Status);
    }

    [Fact]
    public async Task What_Concur_cant_be_told_stays_unless_it_is_forced()
    {
        await at.Connected();
        await at.Tokens.Stop();

        var kept = await at.Call("DELETE", AppGateway.App);
        Assert.Equal((HttpStatusCode.BadGateway, "concur"), (kept.Status, kept["code"]));
        Assert.Contains("?force=true", kept["detail"], StringComparison.Ordinal);
        Assert.Equal("connected", (string?)(await at.Ok("GET", AppGateway.App))["state"]);

        Assert.Equal(HttpStatusCode.NoContent, (await at.Call("DELETE", AppGateway.App + "?force=true")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await at.Call("GET", AppGateway.App)).Status);
    }

    [Fact]
    public async Task Decision_on_an_older_version_is_refused()
    {
        await at.Connected();

        foreach (var (method, path, json) in new[] { ("PUT", "", at.Body()), ("DELETE", "", null),
            ("POST", "/authorize", AppGateway.Authorization) })
            Assert.Equal((HttpStatusCode.PreconditionFailed, "stale"),
                await at.Call(method, AppGateway.App + path, json, ifMatch: "\"1\"") is var answer ? (answer.Status, answer["code"])
                : default);
        Assert.Equal(HttpStatusCode.OK, (
            await at.Call("PUT", AppGateway.App, at.Body(), ifMatch: (await at.Call("GET", AppGateway.App)).Tag)).Status);
    }

    [Theory]
    [InlineData("PUT", "", """{ "clientSecret": "s", "geolocation": "https://us.api.concursolutions.com" }""", "clientId")]
    [InlineData("PUT", "", """{ "clientId": "a b", "clientSecret": "s", "geolocation": "https://us.api.concursolutions.com" }""", "clientId")]
    [InlineData("PUT", "", """{ "clientId": "new", "geolocation": "https://us.api.concursolutions.com" }""", "clientSecret")]
    [InlineData("PUT", "", """{ "clientId": "new", "clientSecret": "s", "geolocation": "https://us.api.concursolutions.com.example.com" }""", "geolocation")]
    [InlineData("PUT", "", """{ "clientId": "new", "clientSecret": "s" }""", "geolocation")]
    [InlineData("PUT", "", """{ "clientId": "new", "clientSecret": "s", "geolocation": "https://us.api.concursolutions.com", "refreshToken": "" }""", "refreshToken")]
    [InlineData("POST", "/authorize", """{ "principal": "company-1" }""", "requestToken")]
    [InlineData("POST", "/authorize", """{ "requestToken": "t" }""", "principal")]
    [InlineData("POST", "/authorize", """{ "principal": "c", "userId": "u", "requestToken": "t" }""", "principal")]
    [InlineData("POST", "/authorize", """{ "pendingConnection": "p", "requestToken": "t" }""", "pendingConnection")]
    [InlineData("POST", "/authorize", """{ "pendingConnection": "nobody" }""", "pendingConnection")]
    public async Task Mistake_is_named_by_its_field(string method, string path, string json, string field)
    {
        await at.Ok("PUT", AppGateway.App, at.Body());

        var refused = await at.Call(method, AppGateway.App + path, json);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(field, (string?)refused.Json["errors"]![0]!["field"]);
        Assert.Empty(at.Tokens.Requests);
    }

    [Fact]
    public async Task Key_of_another_vendor_sees_neither_app_nor_pending_connections()
    {
        await at.Connected();
        (await at.Land("id=company-1&requestToken=token-1&userId=user-1")).Dispose();
        await at.Call("POST", "/vendors",
            """{ "code": "OTH", "name": "Other", "phone": "703 555 0142", "currency": "USD", "timeZone": "America/New_York" }""");
        var key = (await at.Call("POST", "/api-keys", """{ "name": "other", "role": "admin", "vendorCodes": ["OTH"] }"""))["key"]!;

        foreach (var (method, path, json) in new[] { ("GET", "", null), ("PUT", "", at.Body()), ("DELETE", "", null),
            ("POST", "/authorize", AppGateway.Authorization) })
            Assert.Equal(HttpStatusCode.NotFound, (await at.Call(method, AppGateway.App + path, json, key)).Status);
        Assert.Equal("[]", (await at.Call("GET", "/concur-connections", key: key)).Text);
        Assert.Single((await at.Ok("GET", "/concur-connections")).AsArray());
        Assert.Single(at.Tokens.Requests);
    }
}
