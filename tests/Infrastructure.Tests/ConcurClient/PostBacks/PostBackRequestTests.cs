using System.Net;
using System.Text;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.Tests.ConcurClient.Http;

namespace GroundTransport.Infrastructure.Tests.ConcurClient.PostBacks;

/// <summary>The request that is sent, and which response headers are logged.</summary>
public sealed class PostBackRequestTests : IDisposable
{
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    private readonly RawHttpServer server = new();

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task Request_is_a_POST_of_the_payload_with_its_length_not_chunked()
    {
        await PostBackClient.Send(PostBackClient.For(server.Url), cancellation);

        var (line, headers, body) = Request();
        Assert.Equal("POST /api/tws/v1.0/Limo/PostBack HTTP/1.1", line);
        Assert.Equal("application/xml", headers["Content-Type"]);
        Assert.Equal("application/xml", headers["Accept"]);
        Assert.Equal(PostBackClient.Row.Payload, body);
        Assert.Equal(Encoding.UTF8.GetByteCount(body).ToString(System.Globalization.CultureInfo.InvariantCulture),
            headers["Content-Length"]);
        Assert.False(headers.ContainsKey("Transfer-Encoding"));
        Assert.False(headers.ContainsKey("Expect"));
        Assert.Equal("123456789-4-2", headers["concur-correlationid"]);
    }

    [Theory]
    [InlineData(PostBackScheme.OAuth, $"OAuth {PostBackClient.Token}")]
    [InlineData(PostBackScheme.Bearer, $"Bearer {PostBackClient.Token}")]
    [InlineData(PostBackScheme.Basic, "Basic dXNlcjpww6Rzcw==")]
    public async Task Authorization_follows_the_scheme(PostBackScheme scheme, string header)
    {
        await PostBackClient.Send(PostBackClient.For(server.Url) with { Scheme = scheme, User = "user", Password = "päss" }, cancellation);

        Assert.Equal(header, Request().Headers["Authorization"]);
    }

    [Theory]
    [InlineData(PostBackScheme.OAuth, "OAuth token-of-the-app")]
    [InlineData(PostBackScheme.Bearer, "Bearer token-of-the-app")]
    [InlineData(PostBackScheme.Basic, "Basic dXNlcjpww6Rzcw==")]
    public async Task Token_of_an_app_takes_precedence_over_the_settings(PostBackScheme scheme, string header)
    {
        await PostBackClient.Send(PostBackClient.For(server.Url) with { Scheme = scheme, User = "user", Password = "päss" }, cancellation,
            tokens: new ScriptedTokens(new AccessToken.Available("token-of-the-app", new Uri("https://us.example.com"))));

        Assert.Equal(header, Request().Headers["Authorization"]);
    }

    [Fact]
    public async Task Cookies_arent_stored()
    {
        server.Response = RawHttpServer.Ok(RawHttpServer.Success, "Set-Cookie: session=1; Path=/\r\n");

        await PostBackClient.Send(PostBackClient.For(server.Url), cancellation, times: 2);

        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.DoesNotContain("Cookie:", request, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Proxy_of_the_environment_isnt_used()
    {
        using var proxy = new RawHttpServer();
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(proxy.Url.GetLeftPart(UriPartial.Authority));
        try
        {
            await PostBackClient.Send(PostBackClient.For(server.Url), cancellation);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.Single(server.Requests);
        Assert.Empty(proxy.Requests);
    }

    [Fact]
    public async Task Warnings_of_the_API_are_logged_and_the_token_never_is()
    {
        server.Response =
            RawHttpServer.Ok(RawHttpServer.Success, "x-api-warn: PostBack is deprecated\r\nsunset: Sat, 31 Dec 2033 23:59:59 GMT\r\n");
        using var log = new RecordedLog();

        await PostBackClient.Send(PostBackClient.For(server.Url), cancellation, log);

        Assert.Contains("Warning: Concur sent x-api-warn: PostBack is deprecated", log.Lines);
        Assert.Contains("Warning: Concur sent sunset: Sat, 31 Dec 2033 23:59:59 GMT", log.Lines);
        Assert.DoesNotContain(log.Lines, line => line.Contains(PostBackClient.Token, StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_in_a_log_line_contain_no_secret()
    {
        var text = (PostBackClient.For(server.Url) with { Password = "the-password" }).ToString();

        Assert.DoesNotContain(PostBackClient.Token, text, StringComparison.Ordinal);
        Assert.DoesNotContain("the-password", text, StringComparison.Ordinal);
    }

    private (string Line, Dictionary<string, string> Headers, string Body) Request()
    {
        var parts = Assert.Single(server.Requests).Split("\r\n\r\n", 2);
        var lines = parts[0].Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return (lines[0], headers, Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(parts[1])));
    }
}
