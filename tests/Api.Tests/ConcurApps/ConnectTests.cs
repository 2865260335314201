using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GroundTransport.TestKit.Servers;

namespace GroundTransport.Api.Tests.ConcurApps;

/// <summary>The App Center's landing: anybody may call it, so it keeps little, promises nothing and tells nobody the token.</summary>
public sealed class ConnectTests : IAsyncLifetime
{
    private readonly AppGateway at = new();

    public ValueTask InitializeAsync() => at.InitializeAsync();

    public ValueTask DisposeAsync() => at.DisposeAsync();

    [Theory]
    [InlineData("userId")]
    [InlineData("userID")]
    public async Task Landing_waits_until_an_operator_assigns_it(string userId)
    {
        await at.Ok("PUT", AppGateway.App, at.Body());
        using var page = await at.Land($"id=company-1&requestToken={RotatingTokens.RequestToken}&{userId}=user-1");
        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        Assert.Contains("twelve hours", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(("no-store", "no-referrer"),
            (page.Headers.CacheControl?.ToString(), page.Headers.GetValues("Referrer-Policy").Single()));

        var waiting = Assert.Single((await at.Ok("GET", "/concur-connections")).AsArray())!;
        Assert.Equal(("company-1", "user-1", at.Gateway.Clock.GetUtcNow().AddHours(12)),
            ((string?)waiting["principal"], (string?)waiting["userId"], (DateTimeOffset)waiting["expiresAt"]!));
        var app = await at.Ok("POST", AppGateway.App + "/authorize", $$"""{ "pendingConnection": "{{waiting["id"]}}" }""");

        Assert.Equal("connected", (string?)app["state"]);
        Assert.Equal(("company-1", RotatingTokens.RequestToken),
            at.Tokens.Requests.Single() is var heard ? (heard.Form["username"], heard.Form["password"]) : default);
        Assert.Equal("[]", (await at.Call("GET", "/concur-connections")).Text);
    }

    [Fact]
    public async Task Connection_ends_with_its_token()
    {
        await at.Ok("PUT", AppGateway.App, at.Body());
        (await at.Land("id=company-1&requestToken=token-1&userId=user-1")).Dispose();
        var id = (string)(await at.Ok("GET", "/concur-connections"))[0]!["id"]!;

        at.Gateway.Clock.Advance(TimeSpan.FromHours(12));

        Assert.Equal("[]", (await at.Call("GET", "/concur-connections")).Text);
        Assert.Equal(HttpStatusCode.UnprocessableEntity,
            (await at.Call("POST", AppGateway.App + "/authorize", $$"""{ "pendingConnection": "{{id}}" }""")).Status);
        Assert.Empty(at.Tokens.Requests);
    }

    [Fact]
    public async Task Refused_exchange_leaves_the_connection_for_another_try()
    {
        await at.Ok("PUT", AppGateway.App, at.Body());
        (await at.Land("id=company-1&requestToken=token-1")).Dispose();
        var id = (string)(await at.Ok("GET", "/concur-connections"))[0]!["id"]!;
        at.Tokens.Responses.Enqueue(TokenServerResponse.Refused(61, "invalid_client"));
        await at.Call("POST", AppGateway.App + "/authorize", $$"""{ "pendingConnection": "{{id}}" }""");

        Assert.Single((await at.Ok("GET", "/concur-connections")).AsArray());
        Assert.Equal(HttpStatusCode.NoContent, (await at.Call("DELETE", $"/concur-connections/{id}")).Status);
        Assert.Equal("[]", (await at.Call("GET", "/concur-connections")).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await at.Call("DELETE", $"/concur-connections/{id}")).Status);
    }

    [Fact]
    public async Task Reload_is_the_same_connection()
    {
        for (var i = 0; i < 3; i++)
            (await at.Land("id=company-1&requestToken=token-1&userId=user-1")).Dispose();

        Assert.Single((await at.Ok("GET", "/concur-connections")).AsArray());
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
    public async Task What_Concur_didnt_send_isnt_kept(string query)
    {
        foreach (var length in new[] { 101, 2001 })
            query = query.Replace($"{{{length}}}", new string('x', length), StringComparison.Ordinal);

        using var page = await at.Land(query);

        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Equal("[]", (await at.Call("GET", "/concur-connections")).Text);
    }

    [Fact]
    public async Task Whoever_calls_too_often_is_slowed_down()
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 21; i++)
        {
            using var page = await at.Land($"id=company-1&requestToken=token-{i.ToString(CultureInfo.InvariantCulture)}");
            statuses.Add(page.StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.OK, 20), HttpStatusCode.TooManyRequests], statuses);
    }

    [Fact]
    public async Task Token_reaches_no_log_no_trace_and_no_answer_whatever_the_log_level()
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
        await at.Ok("PUT", AppGateway.App, at.Body(RotatingTokens.FirstRefreshToken));
        var pages = new StringBuilder();
        foreach (var query in new[] { $"id=company-1&requestToken={RotatingTokens.RequestToken}&userId=user-1",
            $"id=&requestToken={RotatingTokens.RequestToken}", $"requestToken={RotatingTokens.RequestToken}" })
        {
            using var page = await at.Land(query);
            pages.Append(await page.Content.ReadAsStringAsync()).Append(page.Headers);
        }
        pages.Append(await Raw($"GET /concur/connect?id=1&requestToken={RotatingTokens.RequestToken}é HTTP/1.1\r\nHost: gateway\r\n\r\n"));
        pages.Append(await Raw($"GE T /concur/connect?id=1&requestToken={RotatingTokens.RequestToken} HTTP/1.1\r\nHost: gateway\r\n\r\n"));
        var id = (string)(await at.Ok("GET", "/concur-connections"))[0]!["id"]!;
        pages.Append((await at.Call("GET", "/concur-connections")).Text);
        pages.Append((await at.Call("POST", AppGateway.App + "/authorize", $$"""{ "pendingConnection": "{{id}}" }""")).Text);
        at.Tokens.Responses.Enqueue(new(400, $$"""{"code":5,"error":"invalid_grant","error_description":"No """
            + $$"""{{RotatingTokens.RequestToken}} and no {{RotatingTokens.ClientSecret}}"}"""));
        pages.Append((await at.Call("POST", AppGateway.App + "/authorize", AppGateway.Authorization)).Text);
        pages.Append((await at.Call("GET", AppGateway.App)).Text);

        string[] secrets = [RotatingTokens.RequestToken, RotatingTokens.ClientSecret, "refresh-token-4711", "access-token-4711"];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, pages.ToString(), StringComparison.Ordinal));
        Assert.Contains(at.Gateway.Log.Lines, line =>
            line.Contains("Microsoft.AspNetCore.Routing", StringComparison.Ordinal)
            && line.Contains("/concur/connect", StringComparison.Ordinal));
        Assert.All(at.Gateway.Log.Lines, line =>
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, line, StringComparison.Ordinal)));
        lock (tags)
        {
            Assert.NotEmpty(tags);
            Assert.All(tags, tag => Assert.All(secrets, secret => Assert.DoesNotContain(secret, tag, StringComparison.Ordinal)));
        }
        Assert.All(at.Tokens.Requests, heard => Assert.DoesNotContain("?", heard.Line, StringComparison.Ordinal));
        var stored = at.Gateway.Stored();
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, stored, StringComparison.Ordinal));
    }

    /// <summary>What no HTTP client would send.</summary>
    private async Task<string> Raw(string request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(at.Gateway.Http.BaseAddress!.Host, at.Gateway.Http.BaseAddress.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
