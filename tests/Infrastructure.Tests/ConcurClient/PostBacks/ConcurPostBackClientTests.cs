using System.Net;
using System.Net.Sockets;
using System.Text;
using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.Tests.ConcurClient.Http;

namespace GroundTransport.Infrastructure.Tests.ConcurClient.PostBacks;

/// <summary>What each answer of the network is taken for.</summary>
public sealed class ConcurPostBackClientTests : IDisposable
{
    private readonly RawPeer peer = new();

    public void Dispose() => peer.Dispose();

    [Fact]
    public async Task Success_is_told_with_Concurs_correlation_id()
    {
        peer.Answer = RawPeer.Ok(RawPeer.Success, "Content-Type: application/xml\r\nconcur-correlationid: theirs-1\r\n");

        Assert.Equal(new PostBackAnswer(PostBackAnswerKind.Success, 200, "Success", null, "theirs-1"), await Send());
    }

    [Fact]
    public async Task Error_is_told_in_one_line_without_our_secrets()
    {
        peer.Answer = RawPeer.Ok($"<CC_LimoPostBackResponse><Version>1.0</Version><Error>No\r\nsuch \u2028trip &#x9; "
            + $"{PostBackClient.Token} {new string('x', 600)}</Error></CC_LimoPostBackResponse>");

        var answer = await Send();

        Assert.Equal((PostBackAnswerKind.Error, 200), (answer.Kind, answer.Status));
        Assert.StartsWith("Error: No such  trip   *** xxx", answer.Text, StringComparison.Ordinal);
        Assert.Equal(500, answer.Text.Length);
        Assert.DoesNotContain(answer.Text, character => char.IsControl(character));
    }

    [Theory]
    [InlineData("302 Found")]
    [InlineData("400 Bad Request")]
    [InlineData("401 Unauthorized")]
    [InlineData("403 Forbidden")]
    [InlineData("404 Not Found")]
    [InlineData("409 Conflict")]
    [InlineData("429 Too Many Requests")]
    [InlineData("500 Internal Server Error")]
    [InlineData("503 Service Unavailable")]
    public async Task Other_status_is_told_whatever_the_body_says(string status)
    {
        peer.Answer = RawPeer.Http(status, RawPeer.Success, $"Location: {peer.Url}\r\nconcur-correlationid: theirs-1\r\n");

        var code = int.Parse(status[..3], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(new PostBackAnswer(PostBackAnswerKind.Status, code, $"HTTP {code}", null, "theirs-1"), await Send());
        Assert.Single(peer.Requests);
    }

    [Theory]
    [InlineData("17", 17)]
    [InlineData("Fri, 17 Feb 2012 14:02:00 GMT", 120)]
    [InlineData("99999999", 6 * 3600)]
    [InlineData("soon", null)]
    public async Task RetryAfter_is_read_as_seconds_or_date_and_bounded(string header, int? seconds)
    {
        peer.Answer = RawPeer.Http("429 Too Many Requests", "", $"Retry-After: {header}\r\n");

        Assert.Equal(seconds, (int?)(await Send()).RetryAfter?.TotalSeconds);
    }

    [Theory]
    [InlineData("<html><body>Welcome to the hotel's network</body></html>")]
    [InlineData("OK")]
    [InlineData("")]
    [InlineData("<!DOCTYPE r [<!ENTITY e 'x'>]><CC_LimoPostBackResponse><Success>&e;</Success></CC_LimoPostBackResponse>")]
    [InlineData("<CC_LimoPostBackResponse><Success>Updated")]
    public async Task Body_that_is_no_answer_of_Concurs_is_unreadable(string body)
    {
        peer.Answer = RawPeer.Ok(body);

        Assert.Equal(PostBackAnswerKind.Unreadable, (await Send()).Kind);
    }

    [Theory]
    [InlineData("application/xml; charset=utf-16", "")]
    [InlineData("text/html; charset=no-such", "")]
    [InlineData("application/xml", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>")]
    public async Task Success_is_read_whatever_the_header_claims(string contentType, string declaration)
    {
        peer.Answer = RawPeer.Ok(declaration + RawPeer.Success, $"Content-Type: {contentType}\r\n");

        Assert.Equal(PostBackAnswerKind.Success, (await Send()).Kind);
    }

    [Theory]
    [InlineData(64 * 1024, PostBackAnswerKind.Success)]
    [InlineData(64 * 1024 + 1, PostBackAnswerKind.Unreadable)]
    public async Task Answer_is_read_up_to_64_KB(int length, PostBackAnswerKind expected)
    {
        peer.Answer = RawPeer.Ok(RawPeer.Success + new string(' ', length - RawPeer.Success.Length));

        Assert.Equal(expected, (await Send()).Kind);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(120)]
    public async Task Reset_in_mid_answer_is_unreadable_as_it_may_have_arrived(int bytes)
    {
        (peer.Answer, peer.Resets) = (RawPeer.Ok(RawPeer.Success)[..bytes], true);

        Assert.Equal((PostBackAnswerKind.Unreadable, 0), Of(await Send()));
        Assert.Single(peer.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("SSH-2.0-OpenSSH\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<CC_Limo")]
    public async Task Peer_that_hangs_up_before_its_answer_is_whole_is_unreadable(string answer)
    {
        peer.Answer = Encoding.UTF8.GetBytes(answer);

        Assert.Equal((PostBackAnswerKind.Unreadable, 0), Of(await Send()));
        Assert.Single(peer.Requests);
    }

    [Fact]
    public async Task Refused_connection_is_unreachable()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var nobodyListens = new Uri($"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}/");

        Assert.Equal((PostBackAnswerKind.Unreachable, 0), Of(await Send(PostBackClient.For(nobodyListens))));
    }

    [Fact]
    public async Task Host_without_an_address_is_unreachable() =>
        Assert.Equal((PostBackAnswerKind.Unreachable, 0), Of(await Send(PostBackClient.For(new Uri("http://concur.invalid/")))));

    [Fact]
    public async Task Peer_without_TLS_is_told_from_one_that_broke_off()
    {
        using var plain = new TcpListener(IPAddress.Loopback, 0);
        plain.Start();
        var sending = Send(PostBackClient.For(new Uri($"https://127.0.0.1:{((IPEndPoint)plain.LocalEndpoint).Port}/")));
        using var connection = await plain.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await connection.GetStream().WriteAsync(RawPeer.Http("400 Bad Request"), TestContext.Current.CancellationToken);

        Assert.Equal(new PostBackAnswer(PostBackAnswerKind.Unreadable, 0, "No secure connection to Concur: TLS or the certificate failed"),
            await sending);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<CC_Limo")]
    public async Task Answer_that_doesnt_come_whole_in_time_is_a_timeout(string begins)
    {
        peer.Answer = begins.Length == 0 ? null : Encoding.UTF8.GetBytes(begins);
        peer.Holds = true;

        var answer = await Send(PostBackClient.For(peer.Url) with { Timeout = TimeSpan.FromMilliseconds(200) });

        Assert.Equal(new PostBackAnswer(PostBackAnswerKind.Timeout, 0, "Concur gave no answer within 0.2 s"), answer);
    }

    [Fact]
    public async Task Gateway_that_stops_meanwhile_takes_it_for_a_timeout()
    {
        peer.Answer = null;
        using var stop = new CancellationTokenSource();
        var answer = PostBackClient.Send(PostBackClient.For(peer.Url), stop.Token);

        await peer.Heard;
        await stop.CancelAsync();

        Assert.Equal((PostBackAnswerKind.Timeout, 0), Of(await answer));
    }

    [Fact]
    public async Task Token_that_no_header_can_carry_fails_without_being_told()
    {
        var answer = await Send(PostBackClient.For(peer.Url) with { Token = "secret\nsecret" });

        Assert.Equal((PostBackAnswerKind.Unreadable, 0), Of(answer));
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
    }

    private Task<PostBackAnswer> Send(PostBackSettings? settings = null) =>
        PostBackClient.Send(settings ?? PostBackClient.For(peer.Url), TestContext.Current.CancellationToken);

    private static (PostBackAnswerKind Kind, int Status) Of(PostBackAnswer answer) => (answer.Kind, answer.Status);
}
