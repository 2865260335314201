using System.Net;
using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Console;
using GroundTransport.TestKit;
using GroundTransport.TestKit.Servers;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace GroundTransport.Api.Tests.ConcurApps;

/// <summary>Storing, authorizing and deleting an app, against an HTTP token endpoint.</summary>
public sealed class ConcurAppTests : IAsyncLifetime
{
    private readonly ConcurAppFixture fixture = new();

    public ValueTask InitializeAsync() => fixture.InitializeAsync();

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task App_with_a_refresh_token_is_connected_at_once()
    {
        var put = await fixture.Call("PUT", ConcurAppFixture.AppPath, fixture.Body(RotatingTokens.FirstRefreshToken));

        Assert.Equal(("connected", "", "token-call-1"), (put["state"], put["whatToDo"], put["correlationId"]));
        var get = await fixture.Call("GET", ConcurAppFixture.AppPath);
        Assert.Equal(put.Text, get.Text);
        Assert.StartsWith($"{put.Tag![..^1]}.", get.Tag, StringComparison.Ordinal);
        Assert.Equal(("client-1", fixture.Tokens.Geolocation, fixture.Tokens.Geolocation),
            (get["clientId"], get["geolocation"], get["tokenGeolocation"]));
        Assert.Equal(fixture.Gateway.Clock.GetUtcNow().AddMonths(6), (DateTimeOffset)get.Json["refreshTokenExpiresAt"]!);
        Assert.Equal(fixture.Gateway.Clock.GetUtcNow().AddMinutes(54), (DateTimeOffset)get.Json["accessTokenUntil"]!);
    }

    [Fact]
    public async Task App_without_a_refresh_token_is_authorized_by_a_request_token()
    {
        Assert.Equal("needsAuthorization", (string?)(await fixture.Ok("PUT", ConcurAppFixture.AppPath, fixture.Body()))["state"]);

        var authorized = await fixture.Ok("POST", ConcurAppFixture.AppPath + "/authorize", ConcurAppFixture.Authorization);

        Assert.Equal("connected", (string?)authorized["state"]);
        var request = Assert.Single(fixture.Tokens.Requests);
        Assert.Equal("POST /oauth2/v0/token", request.Line);
        Assert.Equal(("password", "authtoken", "company-1", RotatingTokens.RequestToken),
            (request.Form["grant_type"], request.Form["credtype"], request.Form["username"], request.Form["password"]));
    }

    [Fact]
    public async Task Secrets_whose_digits_look_like_a_card_number_reach_Concur_as_they_were_sent()
    {
        const string Digits = "4111111111111111";
        await fixture.Ok("PUT", ConcurAppFixture.AppPath, fixture.Body(secret: $"secret-{Digits}", clientId: $"client-{Digits}"));
        await fixture.Call("POST", ConcurAppFixture.AppPath + "/authorize",
            $$"""{ "principal": "company-{{Digits}}", "requestToken": "token-{{Digits}}" }""");
        using var browser = await ConsoleBrowser.SignedIn(fixture.Gateway);
        var page = await browser.Get("/console/settings/connections");
        using var put = await browser.Post("/console/settings/connections/demo/app", page, ("clientId", $"client-{Digits}"),
            ("clientSecret", $"console-{Digits}"), ("geolocation", fixture.Tokens.Geolocation));
        using var authorized = await browser.Post("/console/settings/connections/demo/app/authorize", page,
            ("principal", $"company-{Digits}"), ("requestToken", $"console-token-{Digits}"));

        Assert.Equal(
            [($"client-{Digits}", $"secret-{Digits}", $"company-{Digits}", $"token-{Digits}"),
                ($"client-{Digits}", $"console-{Digits}", $"company-{Digits}", $"console-token-{Digits}")],
            fixture.Tokens.Requests.Where(request => request.Form["grant_type"] == "password").Select(request => (
                request.Form["client_id"], request.Form["client_secret"], request.Form["username"], request.Form["password"])));
    }

    [Fact]
    public async Task Authorization_repeated_with_one_idempotency_key_calls_Concur_once()
    {
        await fixture.Ok("PUT", ConcurAppFixture.AppPath, fixture.Body());

        var first = await fixture.Call("POST", ConcurAppFixture.AppPath + "/authorize", ConcurAppFixture.Authorization,
            idempotencyKey: "once-1");
        var again = await fixture.Call("POST", ConcurAppFixture.AppPath + "/authorize", ConcurAppFixture.Authorization,
            idempotencyKey: "once-1");
        var other = await fixture.Call("POST", ConcurAppFixture.AppPath + "/authorize",
            ConcurAppFixture.Authorization.Replace("company-1", "company-2", StringComparison.Ordinal), idempotencyKey: "once-1");

        Assert.Equal((HttpStatusCode.OK, first.Text), (again.Status, again.Text));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "invalid"), (other.Status, other["code"]));
        Assert.Single(fixture.Tokens.Requests);
    }

    [Fact]
    public async Task Refused_authorization_keeps_valid_tokens_and_can_be_retried_with_the_same_key()
    {
        await fixture.Connected();
        fixture.Tokens.Responses.Enqueue(TokenServerResponse.Refused(5));

        var refused =
            await fixture.Call("POST", ConcurAppFixture.AppPath + "/authorize", ConcurAppFixture.Authorization, idempotencyKey: "once-1");
        Assert.Equal((HttpStatusCode.BadGateway, "concur"), (refused.Status, refused["code"]));
        Assert.Contains("token-call-2", refused["detail"], StringComparison.Ordinal);
        Assert.Equal("connected", (string?)(await fixture.Ok("GET", ConcurAppFixture.AppPath))["state"]);

        Assert.Equal(HttpStatusCode.OK, (
            await fixture.Call("POST", ConcurAppFixture.AppPath + "/authorize", ConcurAppFixture.Authorization, idempotencyKey: "once-1"))
                .Status);
    }

    [Fact]
    public async Task Correction_keeps_absent_fields_and_calls_Concur_at_once()
    {
        fixture.Tokens.Responses.Enqueue(TokenServerResponse.Refused(64, "invalid_client"));
        var wrong = await fixture.Ok("PUT", ConcurAppFixture.AppPath, fixture.Body(RotatingTokens.FirstRefreshToken, secret: "mistyped"));
        Assert.Equal("needsClient", (string?)wrong["state"]);
        Assert.Contains("client secret", (string?)wrong["whatToDo"], StringComparison.Ordinal);

        Assert.Equal("connected", (string?)(await fixture.Ok("PUT", ConcurAppFixture.AppPath, fixture.Body()))["state"]);

        Assert.Equal([("mistyped", RotatingTokens.FirstRefreshToken), (RotatingTokens.ClientSecret, RotatingTokens.FirstRefreshToken)],
            fixture.Tokens.Requests.Select(request => (request.Form["client_secret"], request.Form["refresh_token"])));
    }

    [Fact]
    public async Task Connected_direct_connect_refuses_another_app_until_its_own_is_deleted()
    {
        await fixture.Connected();

        Assert.Equal(HttpStatusCode.Conflict, (await fixture.Call("PUT", ConcurAppFixture.AppPath, fixture.Body(clientId: "client-2")))
            .Status);
        Assert.Equal(HttpStatusCode.Conflict, (await fixture.Call("DELETE", "/direct-connects/demo")).Status);
    }

    [Fact]
    public async Task Tokens_that_may_still_be_valid_arent_replaced_by_another_app()
    {
        await fixture.Connected();
        fixture.Tokens.Responses.Enqueue(new(503, ""));
        Assert.Equal("waiting", (string?)(await fixture.Ok("PUT", ConcurAppFixture.AppPath, fixture.Body()))["state"]);
        Assert.Equal(HttpStatusCode.Conflict, (await fixture.Call("PUT", ConcurAppFixture.AppPath, fixture.Body(clientId: "client-2")))
            .Status);

        fixture.Tokens.Responses.Enqueue(TokenServerResponse.Refused(108));
        Assert.Equal("needsAuthorization", (string?)(await fixture.Ok("PUT", ConcurAppFixture.AppPath, fixture.Body()))["state"]);

        Assert.Equal("client-2",
            (string?)(await fixture.Ok("PUT", ConcurAppFixture.AppPath, fixture.Body(clientId: "client-2")))["clientId"]);
    }

    [Fact]
    public async Task Delete_revokes_the_token_at_its_present_geolocation()
    {
        await fixture.Connected();
        fixture.Gateway.Clock.Advance(TimeSpan.FromHours(1));
        fixture.Tokens.Responses.Enqueue(fixture.Grants.GrantElsewhere());

        Assert.Equal(HttpStatusCode.NoContent, (await fixture.Call("DELETE", ConcurAppFixture.AppPath)).Status);

        Assert.Equal(("localhost", "Bearer access-token-4711-moved"),
            fixture.Tokens.Requests.Last() is var last ? (last.Host, last.Authorization) : default);
    }

    [Fact]
    public async Task Delete_keeps_an_app_that_was_authorized_during_the_revocation()
    {
        await fixture.Connected();
        fixture.WhileRevoking(() => fixture.Ok("POST", ConcurAppFixture.AppPath + "/authorize", ConcurAppFixture.Authorization));

        var deleted = await fixture.Call("DELETE", ConcurAppFixture.AppPath);

        Assert.Equal((HttpStatusCode.Conflict, "connected"),
            (deleted.Status, (string?)(await fixture.Ok("GET", ConcurAppFixture.AppPath))["state"]));
        Assert.Equal(HttpStatusCode.NoContent, (await fixture.Call("DELETE", ConcurAppFixture.AppPath)).Status);
        Assert.Equal("Bearer access-token-4711-2", fixture.Tokens.Requests.Last().Authorization);
    }

    [Fact]
    public async Task Secrets_that_cant_be_decrypted_are_reported_as_a_state_and_can_be_stored_again()
    {
        await fixture.Connected();
        // Encrypted for another purpose, it can't be decrypted, as with a lost key.
        await fixture.ExecuteSql("UPDATE concur_apps SET client_secret = refresh_token");

        var app = await fixture.Ok("GET", ConcurAppFixture.AppPath);
        Assert.Equal(("needsClient", null), ((string?)app["state"], (string?)app["refreshTokenExpiresAt"]));
        Assert.Contains("key ring", (string?)app["whatToDo"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict,
            (await fixture.Call("POST", ConcurAppFixture.AppPath + "/authorize", ConcurAppFixture.Authorization)).Status);
        Assert.Equal(HttpStatusCode.BadGateway, (await fixture.Call("DELETE", ConcurAppFixture.AppPath)).Status);
        var without = JsonNode.Parse(fixture.Body())!;
        without["clientSecret"] = null;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await fixture.Call("PUT", ConcurAppFixture.AppPath, without.ToJsonString()))
            .Status);
        Assert.Single(fixture.Tokens.Requests);

        Assert.Equal("connected",
            (string?)(await fixture.Ok("PUT", ConcurAppFixture.AppPath, fixture.Body(fixture.Grants.Valid)))["state"]);
    }

    [Fact]
    public async Task Schedule_renews_a_refresh_token_unused_for_a_month()
    {
        await fixture.Connected();
        fixture.Gateway.Clock.Advance(TimeSpan.FromDays(31));
        var scheduler = await fixture.Gateway.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var renewal = Assert.IsType<ITrigger>(await scheduler.GetTrigger(new TriggerKey("TokenRenewalJob")), exactMatch: false);

        await scheduler.TriggerJob(renewal.JobKey);

        await Poll.Until(() => fixture.Tokens.Requests.Count >= 2);
        Assert.Equal(RotatingTokens.FirstRefreshToken.Replace("-0", "-1", StringComparison.Ordinal),
            fixture.Tokens.Requests.Last().Form["refresh_token"]);
    }

    [Fact]
    public async Task Delete_revokes_the_token_at_Concur_first()
    {
        await fixture.Connected();

        Assert.Equal(HttpStatusCode.NoContent, (await fixture.Call("DELETE", ConcurAppFixture.AppPath)).Status);

        Assert.Equal(("DELETE /app-mgmt/v0/connections", "Bearer access-token-4711-1"),
            fixture.Tokens.Requests.Last() is var last ? (last.Line, last.Authorization) : default);
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Call("GET", ConcurAppFixture.AppPath)).Status);
    }

    [Fact]
    public async Task Delete_requests_a_new_access_token_if_the_present_one_has_expired()
    {
        await fixture.Connected();
        fixture.Tokens.Responses.Enqueue(new(401, ""));

        Assert.Equal(HttpStatusCode.NoContent, (await fixture.Call("DELETE", ConcurAppFixture.AppPath)).Status);

        Assert.Equal(["POST", "DELETE", "POST", "DELETE"], fixture.Tokens.Requests.Select(request => request.Line.Split(' ')[0]));
        Assert.Equal("Bearer access-token-4711-2", fixture.Tokens.Requests.Last().Authorization);
    }

    [Fact]
    public async Task Delete_succeeds_if_the_connection_has_already_ended_at_Concur()
    {
        await fixture.Connected();
        fixture.Gateway.Clock.Advance(TimeSpan.FromHours(2));
        fixture.Tokens.Responses.Enqueue(TokenServerResponse.Refused(108));

        Assert.Equal(HttpStatusCode.NoContent, (await fixture.Call("DELETE", ConcurAppFixture.AppPath)).Status);
    }

    [Fact]
    public async Task Delete_without_an_answer_from_Concur_needs_force()
    {
        await fixture.Connected();
        await fixture.Tokens.Stop();

        var kept = await fixture.Call("DELETE", ConcurAppFixture.AppPath);
        Assert.Equal((HttpStatusCode.BadGateway, "concur"), (kept.Status, kept["code"]));
        Assert.Contains("?force=true", kept["detail"], StringComparison.Ordinal);
        Assert.Equal("connected", (string?)(await fixture.Ok("GET", ConcurAppFixture.AppPath))["state"]);

        Assert.Equal(HttpStatusCode.NoContent, (await fixture.Call("DELETE", ConcurAppFixture.AppPath + "?force=true")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Call("GET", ConcurAppFixture.AppPath)).Status);
    }

    [Fact]
    public async Task Change_of_an_older_version_is_refused()
    {
        await fixture.Connected();

        foreach (var (method, path, json) in new[] { ("PUT", "", fixture.Body()), ("DELETE", "", null),
            ("POST", "/authorize", ConcurAppFixture.Authorization) })
            Assert.Equal((HttpStatusCode.PreconditionFailed, "stale"),
                await fixture.Call(method, ConcurAppFixture.AppPath + path, json, ifMatch: "\"1\"") is var answer
                    ? (answer.Status, answer["code"])
                : default);
        Assert.Equal(HttpStatusCode.OK, (
            await fixture.Call("PUT", ConcurAppFixture.AppPath, fixture.Body(),
                ifMatch: (await fixture.Call("GET", ConcurAppFixture.AppPath)).Tag)).Status);
    }

    [Theory]
    [InlineData("PUT", "", """{ "clientSecret": "s", "geolocation": "https://us.api.concursolutions.com" }""", "clientId")]
    [InlineData("PUT", "", """{ "clientId": "a b", "clientSecret": "s", "geolocation": "https://us.api.concursolutions.com" }""",
        "clientId")]
    [InlineData("PUT", "", """{ "clientId": "new", "geolocation": "https://us.api.concursolutions.com" }""", "clientSecret")]
    [InlineData("PUT", "",
        """{ "clientId": "new", "clientSecret": "s", "geolocation": "https://us.api.concursolutions.com.example.com" }""", "geolocation")]
    [InlineData("PUT", "", """{ "clientId": "new", "clientSecret": "s" }""", "geolocation")]
    [InlineData("PUT", "",
        """{ "clientId": "new", "clientSecret": "s", "geolocation": "https://us.api.concursolutions.com", "refreshToken": "" }""",
        "refreshToken")]
    [InlineData("POST", "/authorize", """{ "principal": "company-1" }""", "requestToken")]
    [InlineData("POST", "/authorize", """{ "requestToken": "t" }""", "principal")]
    [InlineData("POST", "/authorize", """{ "principal": "c", "userId": "u", "requestToken": "t" }""", "principal")]
    [InlineData("POST", "/authorize", """{ "pendingConnection": "p", "requestToken": "t" }""", "pendingConnection")]
    [InlineData("POST", "/authorize", """{ "pendingConnection": "nobody" }""", "pendingConnection")]
    public async Task Invalid_field_is_named(string method, string path, string json, string field)
    {
        await fixture.Ok("PUT", ConcurAppFixture.AppPath, fixture.Body());

        var refused = await fixture.Call(method, ConcurAppFixture.AppPath + path, json);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(field, (string?)refused.Json["errors"]![0]!["field"]);
        Assert.Empty(fixture.Tokens.Requests);
    }

    [Fact]
    public async Task Key_of_another_vendor_finds_neither_app_nor_pending_connections()
    {
        await fixture.Connected();
        (await fixture.OpenConnectPage("id=company-1&requestToken=token-1&userId=user-1")).Dispose();
        await fixture.Call("POST", "/vendors",
            """{ "code": "OTH", "name": "Other", "phone": "703 555 0142", "currency": "USD", "timeZone": "America/New_York" }""");
        var key = (await fixture.Call("POST", "/api-keys", """{ "name": "other", "role": "admin", "vendorCodes": ["OTH"] }"""))["key"]!;

        foreach (var (method, path, json) in new[] { ("GET", "", null), ("PUT", "", fixture.Body()), ("DELETE", "", null),
            ("POST", "/authorize", ConcurAppFixture.Authorization) })
            Assert.Equal(HttpStatusCode.NotFound, (await fixture.Call(method, ConcurAppFixture.AppPath + path, json, key)).Status);
        Assert.Equal("""{"items":[]}""", (await fixture.Call("GET", "/concur-connections", key: key)).Text);
        Assert.Single((await fixture.Ok("GET", "/concur-connections"))["items"]!.AsArray());
        Assert.Single(fixture.Tokens.Requests);
    }
}
