using System.Net;
using System.Net.Sockets;
using System.Text;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Infrastructure.Tests.ConcurClient.Http;
using GroundTransport.TestKit;
using GroundTransport.TestKit.Servers;

namespace GroundTransport.Infrastructure.Tests.ConcurClient.OAuth;

/// <summary>The outcome of each kind of response and network failure.</summary>
public sealed class ConcurTokenClientTests : IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(5);

    private readonly RawHttpServer server = new();

    private Uri Home => new(server.Url.GetLeftPart(UriPartial.Authority));

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task Lifetime_of_tokens_counts_from_the_request()
    {
        await using var concur = await TokenServer.Start();
        await using var client = new TokenClient(concur.Url);
        concur.BeforeResponse = _ =>
        {
            client.Clock.Advance(TimeSpan.FromSeconds(50));
            return Task.CompletedTask;
        };

        var granted = Assert.IsType<TokenAnswer.Granted>(await client.Exchange());

        Assert.Equal(("new-access", TestClock.Now.AddHours(1), "new-refresh"),
            (granted.AccessToken, granted.ExpiresAt, granted.RefreshToken));
        Assert.Equal((DateTimeOffset.FromUnixTimeSeconds(1345216200), concur.Url), (granted.RefreshExpiresAt, granted.Geolocation));
    }

    [Theory]
    [InlineData(5, TokenRefusal.IncorrectCredentials)]
    [InlineData(10, TokenRefusal.AccountDisabled)]
    [InlineData(11, TokenRefusal.AccountDisabled)]
    [InlineData(12, TokenRefusal.LogonDenied)]
    [InlineData(13, TokenRefusal.LogonDenied)]
    [InlineData(14, TokenRefusal.AccountLocked)]
    [InlineData(80, TokenRefusal.AnotherGrant)]
    [InlineData(81, TokenRefusal.AnotherGrant)]
    [InlineData(82, TokenRefusal.AnotherGrant)]
    [InlineData(108, TokenRefusal.RefreshTokenEnded)]
    public async Task Error_code_is_a_refusal_and_isnt_retried(int code, TokenRefusal refusal)
    {
        await using var concur = await TokenServer
            .Start(new TokenServerResponse(401, $$"""{"error":"invalid_grant","error_description":"No\r\nlogon","code":{{code}}}"""));
        await using var client = new TokenClient(concur.Url);

        Assert.Equal((refusal, code, "No  logon"),
            await client.Refresh() is TokenAnswer.Refused refused ? (refused.Refusal, refused.Code, refused.Description) : default);
        Assert.Single(concur.Requests);
    }

    [Theory]
    [InlineData("Retry-After: 17\r\n", 17)]
    [InlineData("Retry-After: Fri, 17 Feb 2012 14:02:00 GMT\r\n", 120)]
    [InlineData("Retry-After: 99999999\r\n", 6 * 3600)]
    [InlineData("Retry-After: soon\r\n", 60)]
    [InlineData("", 60)]
    public async Task Too_many_requests_waits_as_long_as_Concur_asks(string header, int seconds)
    {
        server.Response = RawHttpServer.Http("429 Too Many Requests", "", header);

        Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.IsType<TokenAnswer.Unreachable>(await Refresh()).RetryAfter);
    }

    [Theory]
    [InlineData(64 * 1024, true)]
    [InlineData(64 * 1024 + 1, false)]
    public async Task Response_is_read_up_to_64_KB(int length, bool read)
    {
        server.Response = RawHttpServer.Ok(TokenServer.Tokens + new string(' ', length - TokenServer.Tokens.Length));

        var answer = await Refresh();

        Assert.Equal(read, answer is TokenAnswer.Granted);
        Assert.Equal(!read, answer is TokenAnswer.Unreadable { Reason: "HTTP 200 with a body of more than 64 KB" });
    }

    [Theory]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("text/html; charset=no-such")]
    public async Task Tokens_are_read_with_any_content_type(string contentType)
    {
        server.Response = RawHttpServer.Ok(TokenServer.Tokens, $"Content-Type: {contentType}\r\n");

        Assert.IsType<TokenAnswer.Granted>(await Refresh());
    }

    [Fact]
    public async Task Web_page_with_status_200_is_unreadable()
    {
        server.Response = RawHttpServer.Ok("<html><body>Maintenance</body></html>", "Content-Type: text/html\r\n");

        Assert.Equal(RetryAfter, Assert.IsType<TokenAnswer.Unreadable>(await Refresh()).RetryAfter);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(20, true)]
    [InlineData(120, true)]
    [InlineData(120, false)]
    public async Task Connection_that_breaks_during_the_response_is_unreachable(int bytes, bool reset)
    {
        (server.Response, server.Resets) = (RawHttpServer.Ok(TokenServer.Tokens)[..bytes], reset);

        Assert.Equal((RetryAfter, "The connection to Concur broke before the answer was complete"), Unreachable(await Refresh()));
        Assert.Single(server.Requests);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"access")]
    public async Task Response_incomplete_at_the_timeout_is_unreachable(string begins)
    {
        (server.Response, server.KeepsOpen) = (begins.Length == 0 ? null : Encoding.UTF8.GetBytes(begins), true);

        Assert.Equal((RetryAfter, "Concur gave no answer within 0.2 s"),
            Unreachable(await Refresh(TokenClient.Listing(Home) with { Timeout = TimeSpan.FromMilliseconds(200) })));
    }

    [Fact]
    public async Task Shutdown_during_the_call_returns_a_value()
    {
        server.Response = null;
        using var stop = new CancellationTokenSource();
        await using var client = new TokenClient(Home);
        var answer = client.Refresh(ct: stop.Token);

        await server.FirstRequest;
        await stop.CancelAsync();

        Assert.Equal((RetryAfter, "The gateway stopped while it waited for Concur's answer"), Unreachable(await answer));
    }

    [Fact]
    public async Task Refused_connection_is_retried_soon()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var client = new TokenClient(new Uri($"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}"));

        Assert.Equal((TimeSpan.FromSeconds(30), "Concur isn't reachable: ConnectionError"), Unreachable(await client.Refresh()));
    }

    [Fact]
    public async Task Server_without_TLS_is_reported()
    {
        using var plain = new TcpListener(IPAddress.Loopback, 0);
        plain.Start();
        await using var client = new TokenClient(new Uri($"https://127.0.0.1:{((IPEndPoint)plain.LocalEndpoint).Port}"));
        var asking = client.Refresh();
        using var connection = await plain.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await connection.GetStream().WriteAsync(RawHttpServer.Http("400 Bad Request"), TestContext.Current.CancellationToken);

        Assert.Equal((RetryAfter, "No secure connection to Concur: TLS or the certificate failed"), Unreachable(await asking));
    }

    private async Task<TokenAnswer> Refresh(TokenSettings? settings = null)
    {
        await using var client = new TokenClient(Home, settings);
        return await client.Refresh();
    }

    private static (TimeSpan RetryAfter, string Reason) Unreachable(TokenAnswer answer) =>
        Assert.IsType<TokenAnswer.Unreachable>(answer) is var unreachable ? (unreachable.RetryAfter, unreachable.Reason) : default;
}
