using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GroundTransport.TestKit.Servers;

namespace GroundTransport.Api.Tests.ConcurApps;

/// <summary>The page that the App Center opens: anyone may call it, so it stores little and never discloses the token.</summary>
public sealed class ConnectTests : IAsyncLifetime
{
    private readonly ConcurAppFixture fixture = new();

    public ValueTask InitializeAsync() => fixture.InitializeAsync();

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Theory]
    [InlineData("userId")]
    [InlineData("userID")]
    public async Task Pending_connection_waits_until_an_operator_assigns_it(string userId)
    {
        await fixture.Ok("PUT", ConcurAppFixture.AppPath, fixture.Body());
        using var page = await fixture.OpenConnectPage($"id=company-1&requestToken={RotatingTokens.RequestToken}&{userId}=user-1");
        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        Assert.Contains("twelve hours", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(("no-store", "no-referrer"),
            (page.Headers.CacheControl?.ToString(), page.Headers.GetValues("Referrer-Policy").Single()));

        var waiting = Assert.Single((await fixture.Ok("GET", "/concur-connections"))["items"]!.AsArray())!;
        Assert.Equal(("company-1", "user-1", fixture.Gateway.Clock.GetUtcNow().AddHours(12)),
            ((string?)waiting["principal"], (string?)waiting["userId"], (DateTimeOffset)waiting["expiresAt"]!));
        var app = await fixture.Ok("POST", ConcurAppFixture.AppPath + "/authorize", $$"""{ "pendingConnection": "{{waiting["id"]}}" }""");

        Assert.Equal("connected", (string?)app["state"]);
        Assert.Equal(("company-1", RotatingTokens.RequestToken),
            fixture.Tokens.Requests.Single() is var request ? (request.Form["username"], request.Form["password"]) : default);
        Assert.Equal("""{"items":[]}""", (await fixture.Call("GET", "/concur-connections")).Text);
    }

    [Fact]
    public async Task Pending_connection_expires_with_its_token()
    {
        await fixture.Ok("PUT", ConcurAppFixture.AppPath, fixture.Body());
        (await fixture.OpenConnectPage("id=company-1&requestToken=token-1&userId=user-1")).Dispose();
        var id = (string)(await fixture.Ok("GET", "/concur-connections"))["items"]![0]!["id"]!;

        fixture.Gateway.Clock.Advance(TimeSpan.FromHours(12));

        Assert.Equal("""{"items":[]}""", (await fixture.Call("GET", "/concur-connections")).Text);
        Assert.Equal(HttpStatusCode.UnprocessableEntity,
            (await fixture.Call("POST", ConcurAppFixture.AppPath + "/authorize", $$"""{ "pendingConnection": "{{id}}" }""")).Status);
        Assert.Empty(fixture.Tokens.Requests);
    }

    [Fact]
    public async Task Refused_exchange_keeps_the_pending_connection()
    {
        await fixture.Ok("PUT", ConcurAppFixture.AppPath, fixture.Body());
        (await fixture.OpenConnectPage("id=company-1&requestToken=token-1")).Dispose();
        var id = (string)(await fixture.Ok("GET", "/concur-connections"))["items"]![0]!["id"]!;
        fixture.Tokens.Responses.Enqueue(TokenServerResponse.Refused(61, "invalid_client"));
        await fixture.Call("POST", ConcurAppFixture.AppPath + "/authorize", $$"""{ "pendingConnection": "{{id}}" }""");

        Assert.Single((await fixture.Ok("GET", "/concur-connections"))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.NoContent, (await fixture.Call("DELETE", $"/concur-connections/{id}")).Status);
        Assert.Equal("""{"items":[]}""", (await fixture.Call("GET", "/concur-connections")).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Call("DELETE", $"/concur-connections/{id}")).Status);
        var entry = Assert.Single((await fixture.Ok("GET", "/audit?action=deleted"))["items"]!.AsArray())!;
        Assert.Equal(("pendingConnection", id, "company-1"),
            ((string)entry["subject"]!, (string)entry["subjectId"]!, (string)entry["name"]!));
    }

    [Fact]
    public async Task Reload_of_the_page_creates_no_second_connection()
    {
        for (var i = 0; i < 3; i++)
            (await fixture.OpenConnectPage("id=company-1&requestToken=token-1&userId=user-1")).Dispose();

        Assert.Single((await fixture.Ok("GET", "/concur-connections"))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("id=company-1")]
    [InlineData("requestToken=token-1&userId=user-1")]
    [InlineData("id=company-1&requestToken=two%20words")]
    [InlineData("id=company-1&requestToken=token%0d%0aX: y")]
    [InlineData("id={101}&requestToken=token-1")]
    [InlineData("id=company-1&requestToken={2001}")]
    [InlineData("id=company-1&requestToken=token-1&userId={101}")]
    public async Task Request_that_Concur_didnt_send_isnt_stored(string query)
    {
        foreach (var length in new[] { 101, 2001 })
            query = query.Replace($"{{{length}}}", new string('x', length), StringComparison.Ordinal);

        using var page = await fixture.OpenConnectPage(query);

        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Equal("""{"items":[]}""", (await fixture.Call("GET", "/concur-connections")).Text);
    }

    [Fact]
    public async Task Page_is_rate_limited_per_caller()
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 21; i++)
        {
            using var page = await fixture.OpenConnectPage("id=company-1&requestToken=token-1");
            statuses.Add(page.StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.OK, 20), HttpStatusCode.TooManyRequests], statuses);
    }

    [Fact]
    public async Task Token_is_in_no_log_trace_or_response_at_any_log_level()
    {
        var tags = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (tags)
                    tags.AddRange([activity.OperationName, activity.DisplayName,
                        .. activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}")]);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await fixture.Ok("PUT", ConcurAppFixture.AppPath, fixture.Body(RotatingTokens.FirstRefreshToken));
        var pages = new StringBuilder();
        foreach (var query in new[] { $"id=company-1&requestToken={RotatingTokens.RequestToken}&userId=user-1",
            $"id=&requestToken={RotatingTokens.RequestToken}", $"requestToken={RotatingTokens.RequestToken}" })
        {
            using var page = await fixture.OpenConnectPage(query);
            pages.Append(await page.Content.ReadAsStringAsync()).Append(page.Headers);
        }
        pages.Append(await Raw($"GET /concur/connect?id=1&requestToken={RotatingTokens.RequestToken}é HTTP/1.1\r\nHost: gateway\r\n\r\n"));
        pages.Append(await Raw($"GE T /concur/connect?id=1&requestToken={RotatingTokens.RequestToken} HTTP/1.1\r\nHost: gateway\r\n\r\n"));
        var id = (string)(await fixture.Ok("GET", "/concur-connections"))["items"]![0]!["id"]!;
        pages.Append((await fixture.Call("GET", "/concur-connections")).Text);
        pages.Append((await fixture.Call("POST", ConcurAppFixture.AppPath + "/authorize", $$"""{ "pendingConnection": "{{id}}" }""")).Text);
        fixture.Tokens.Responses.Enqueue(new(400, $$"""{"code":5,"error":"invalid_grant","error_description":"No """
            + $$"""{{RotatingTokens.RequestToken}} and no {{RotatingTokens.ClientSecret}}"}"""));
        pages.Append((await fixture.Call("POST", ConcurAppFixture.AppPath + "/authorize", ConcurAppFixture.Authorization)).Text);
        pages.Append((await fixture.Call("GET", ConcurAppFixture.AppPath)).Text);

        string[] secrets = [RotatingTokens.RequestToken, RotatingTokens.ClientSecret, "refresh-token-4711", "access-token-4711"];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, pages.ToString(), StringComparison.Ordinal));
        Assert.Contains(fixture.Gateway.Log.Lines, line =>
            line.Contains("Microsoft.AspNetCore.Routing", StringComparison.Ordinal)
            && line.Contains("/concur/connect", StringComparison.Ordinal));
        Assert.All(fixture.Gateway.Log.Lines, line =>
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, line, StringComparison.Ordinal)));
        lock (tags)
        {
            Assert.NotEmpty(tags);
            Assert.All(tags, tag => Assert.All(secrets, secret => Assert.DoesNotContain(secret, tag, StringComparison.Ordinal)));
        }
        Assert.All(fixture.Tokens.Requests, request => Assert.DoesNotContain("?", request.Line, StringComparison.Ordinal));
        var stored = fixture.Gateway.Stored();
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, stored, StringComparison.Ordinal));
    }

    /// <summary>Sends what no HTTP client would.</summary>
    private async Task<string> Raw(string request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(fixture.Gateway.Http.BaseAddress!.Host, fixture.Gateway.Http.BaseAddress.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
