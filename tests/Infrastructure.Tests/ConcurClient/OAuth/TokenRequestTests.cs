using System.Globalization;
using System.Net;
using System.Text;
using GroundTransport.Application.ConcurApps;
using GroundTransport.TestKit.Servers;

namespace GroundTransport.Infrastructure.Tests.ConcurClient.OAuth;

/// <summary>What goes over the wire to the token endpoint, and where it doesn't go.</summary>
public sealed class TokenRequestTests : IAsyncLifetime
{
    private TokenServer peer = null!;
    private TokenClient client = null!;

    public async ValueTask InitializeAsync()
    {
        peer = await TokenServer.Start();
        client = new TokenClient(peer.Url);
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Refresh_posts_the_form_of_the_refresh_grant()
    {
        await client.Refresh();

        var heard = Assert.Single(peer.Requests);
        Assert.Equal("POST /oauth2/v0/token", heard.Line);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["client_id"] = "client-id",
                ["client_secret"] = TokenClient.ClientSecret,
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = TokenClient.RefreshToken,
            },
            heard.Form);
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
            Assert.Single(peer.Requests).Form);
    }

    [Fact]
    public async Task Content_type_has_no_charset_and_the_length_is_told()
    {
        await client.Refresh();

        var heard = Assert.Single(peer.Requests);
        Assert.Equal("application/x-www-form-urlencoded", heard.Headers["Content-Type"]);
        Assert.Equal(Encoding.UTF8.GetByteCount(heard.Body).ToString(CultureInfo.InvariantCulture), heard.Headers["Content-Length"]);
        Assert.False(heard.Headers.ContainsKey("Transfer-Encoding"));
        Assert.Equal("application/json", heard.Headers["Accept"]);
    }

    [Fact]
    public async Task Refresh_token_of_any_length_and_letters_arrives_as_it_is()
    {
        var token = new string('x', 100_000) + "&=+ %ü";

        Assert.IsType<TokenAnswer.Granted>(await client.Refresh(token));

        Assert.Equal(token, Assert.Single(peer.Requests).Form["refresh_token"]);
    }

    [Fact]
    public async Task Correlation_id_is_Concurs_and_ours_where_Concur_names_none()
    {
        peer.Responses.Enqueue(new(400, """{"code":5}""", new() { ["Concur-Correlationid"] = "theirs-1" }));
        peer.Responses.Enqueue(new(200, TokenServer.Tokens, new() { ["correlationid"] = "theirs-2" }));

        Assert.Equal("theirs-1", (await client.Refresh()).CorrelationId);
        Assert.Equal("theirs-2", (await client.Refresh()).CorrelationId);
        var third = (await client.Refresh()).CorrelationId;

        Assert.Equal(peer.Requests.Last().Headers["concur-correlationid"], third);
        Assert.Equal(3, peer.Requests.Select(heard => heard.Headers["concur-correlationid"]).Distinct().Count());
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_isnt_followed(int status)
    {
        await using var other = await TokenServer.Start();
        peer.Responses.Enqueue(new(status, "", new() { ["Location"] = new Uri(other.Url, "/oauth2/v0/token").ToString() }));

        Assert.IsType<TokenAnswer.Unreadable>(await client.Refresh());

        Assert.Single(peer.Requests);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Cookies_arent_kept_and_the_proxy_of_the_environment_isnt_used()
    {
        await using var proxy = await TokenServer.Start();
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(proxy.Url);
        try
        {
            peer.Responses.Enqueue(new(200, TokenServer.Tokens, new() { ["Set-Cookie"] = "session=1; Path=/" }));
            await client.Refresh();
            await client.Refresh();
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.Equal(2, peer.Requests.Count);
        Assert.All(peer.Requests, heard => Assert.False(heard.Headers.ContainsKey("Cookie")));
        Assert.Empty(proxy.Requests);
    }

    [Fact]
    public async Task Geolocation_of_the_app_that_isnt_listed_is_never_called()
    {
        await using var stranger = new TokenClient(peer.Url, new TokenSettings());

        Assert.IsType<TokenAnswer.GeolocationNotAllowed>(await stranger.Refresh());
        Assert.IsType<TokenAnswer.GeolocationNotAllowed>(await stranger.Exchange());
        Assert.IsType<RevokeAnswer.GeolocationNotAllowed>(await stranger.Revoke());

        Assert.Empty(peer.Requests);
    }
}
