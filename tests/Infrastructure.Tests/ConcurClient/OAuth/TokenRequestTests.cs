using System.Globalization;
using System.Net;
using System.Text;
using GroundTransport.Application.ConcurApps;
using GroundTransport.TestKit.Servers;

namespace GroundTransport.Infrastructure.Tests.ConcurClient.OAuth;

/// <summary>The requests to the token endpoint, and to which hosts they are never sent.</summary>
public sealed class TokenRequestTests : IAsyncLifetime
{
    private TokenServer server = null!;
    private TokenClient client = null!;

    public async ValueTask InitializeAsync()
    {
        server = await TokenServer.Start();
        client = new TokenClient(server.Url);
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Refresh_posts_the_form_of_the_refresh_grant()
    {
        await client.Refresh();

        var request = Assert.Single(server.Requests);
        Assert.Equal("POST /oauth2/v0/token", request.Line);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["client_id"] = "client-id",
                ["client_secret"] = TokenClient.ClientSecret,
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = TokenClient.RefreshToken,
            },
            request.Form);
    }

    [Fact]
    public async Task Exchange_posts_the_form_of_the_password_grant_with_an_authtoken()
    {
        await client.Exchange();

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["client_id"] = "client-id",
                ["client_secret"] = TokenClient.ClientSecret,
                ["grant_type"] = "password",
                ["username"] = TokenClient.Company,
                ["password"] = TokenClient.RequestToken,
                ["credtype"] = "authtoken",
            },
            Assert.Single(server.Requests).Form);
    }

    [Fact]
    public async Task Request_has_a_length_and_a_content_type_without_charset()
    {
        await client.Refresh();

        var request = Assert.Single(server.Requests);
        Assert.Equal("application/x-www-form-urlencoded", request.Headers["Content-Type"]);
        Assert.Equal(Encoding.UTF8.GetByteCount(request.Body).ToString(CultureInfo.InvariantCulture), request.Headers["Content-Length"]);
        Assert.False(request.Headers.ContainsKey("Transfer-Encoding"));
        Assert.Equal("application/json", request.Headers["Accept"]);
    }

    [Fact]
    public async Task Refresh_token_of_any_length_and_characters_arrives_unchanged()
    {
        var token = new string('x', 100_000) + "&=+ %ü";

        Assert.IsType<TokenAnswer.Granted>(await client.Refresh(token));

        Assert.Equal(token, Assert.Single(server.Requests).Form["refresh_token"]);
    }

    [Fact]
    public async Task Correlation_id_is_Concurs_or_else_ours()
    {
        server.Responses.Enqueue(new(400, """{"code":5}""", new() { ["Concur-Correlationid"] = "theirs-1" }));
        server.Responses.Enqueue(new(200, TokenServer.Tokens, new() { ["correlationid"] = "theirs-2" }));

        Assert.Equal("theirs-1", (await client.Refresh()).CorrelationId);
        Assert.Equal("theirs-2", (await client.Refresh()).CorrelationId);
        var third = (await client.Refresh()).CorrelationId;

        Assert.Equal(server.Requests.Last().Headers["concur-correlationid"], third);
        Assert.Equal(3, server.Requests.Select(request => request.Headers["concur-correlationid"]).Distinct().Count());
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_isnt_followed(int status)
    {
        await using var other = await TokenServer.Start();
        server.Responses.Enqueue(new(status, "", new() { ["Location"] = new Uri(other.Url, "/oauth2/v0/token").ToString() }));

        Assert.IsType<TokenAnswer.Unreadable>(await client.Refresh());

        Assert.Single(server.Requests);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Cookies_and_the_proxy_of_the_environment_arent_used()
    {
        await using var proxy = await TokenServer.Start();
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(proxy.Url);
        try
        {
            server.Responses.Enqueue(new(200, TokenServer.Tokens, new() { ["Set-Cookie"] = "session=1; Path=/" }));
            await client.Refresh();
            await client.Refresh();
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.False(request.Headers.ContainsKey("Cookie")));
        Assert.Empty(proxy.Requests);
    }

    [Fact]
    public async Task Geolocation_of_the_app_that_isnt_listed_is_never_called()
    {
        await using var stranger = new TokenClient(server.Url, new TokenSettings());

        Assert.IsType<TokenAnswer.GeolocationNotAllowed>(await stranger.Refresh());
        Assert.IsType<TokenAnswer.GeolocationNotAllowed>(await stranger.Exchange());
        Assert.IsType<RevokeAnswer.GeolocationNotAllowed>(await stranger.Revoke());

        Assert.Empty(server.Requests);
    }
}
