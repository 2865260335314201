using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.Tests.ConcurClient.Http;

namespace GroundTransport.Infrastructure.Tests.ConcurClient.PostBacks;

/// <summary>The outcome of each kind of response and network failure.</summary>
public sealed class ConcurPostBackClientTests : IDisposable
{
    private readonly RawHttpServer server = new();

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task Success_has_Concurs_correlation_id()
    {
        server.Response = RawHttpServer.Ok(RawHttpServer.Success, "Content-Type: application/xml\r\nconcur-correlationid: theirs-1\r\n");

        Assert.Equal(new PostBackAnswer(PostBackAnswerKind.Success, 200, "Success", null, "theirs-1"), await Send());
    }

    [Fact]
    public async Task Error_is_one_line_without_our_secrets()
    {
        server.Response = RawHttpServer.Ok($"<CC_LimoPostBackResponse><Version>1.0</Version><Error>No\r\nsuch \u2028trip &#x9; "
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
    public async Task Other_status_is_reported_whatever_the_body(string status)
    {
        server.Response =
            RawHttpServer.Http(status, RawHttpServer.Success, $"Location: {server.Url}\r\nconcur-correlationid: theirs-1\r\n");

        var code = int.Parse(status[..3], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(new PostBackAnswer(PostBackAnswerKind.Status, code, $"HTTP {code}", null, "theirs-1"), await Send());
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("17", 17)]
    [InlineData("Fri, 17 Feb 2012 14:02:00 GMT", 120)]
    [InlineData("99999999", 6 * 3600)]
    [InlineData("soon", null)]
    public async Task RetryAfter_is_read_as_seconds_or_date_and_bounded(string header, int? seconds)
    {
        server.Response = RawHttpServer.Http("429 Too Many Requests", "", $"Retry-After: {header}\r\n");

        Assert.Equal(seconds, (int?)(await Send()).RetryAfter?.TotalSeconds);
    }

    [Theory]
    [InlineData("<html><body>Welcome to the hotel's network</body></html>")]
    [InlineData("OK")]
    [InlineData("")]
    [InlineData("<!DOCTYPE r [<!ENTITY e 'x'>]><CC_LimoPostBackResponse><Success>&e;</Success></CC_LimoPostBackResponse>")]
    [InlineData("<CC_LimoPostBackResponse><Success>Updated")]
    public async Task Body_that_is_no_PostBack_response_is_unreadable(string body)
    {
        server.Response = RawHttpServer.Ok(body);

        Assert.Equal(PostBackAnswerKind.Unreadable, (await Send()).Kind);
    }

    [Theory]
    [InlineData("application/xml; charset=utf-16", "")]
    [InlineData("text/html; charset=no-such", "")]
    [InlineData("application/xml", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>")]
    public async Task Success_is_read_with_any_content_type(string contentType, string declaration)
    {
        server.Response = RawHttpServer.Ok(declaration + RawHttpServer.Success, $"Content-Type: {contentType}\r\n");

        Assert.Equal(PostBackAnswerKind.Success, (await Send()).Kind);
    }

    [Theory]
    [InlineData(64 * 1024, PostBackAnswerKind.Success)]
    [InlineData(64 * 1024 + 1, PostBackAnswerKind.Unreadable)]
    public async Task Response_is_read_up_to_64_KB(int length, PostBackAnswerKind expected)
    {
        server.Response = RawHttpServer.Ok(RawHttpServer.Success + new string(' ', length - RawHttpServer.Success.Length));

        Assert.Equal(expected, (await Send()).Kind);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(120)]
    public async Task Reset_during_the_response_is_unreadable_since_the_message_may_have_arrived(int bytes)
    {
        (server.Response, server.Resets) = (RawHttpServer.Ok(RawHttpServer.Success)[..bytes], true);

        Assert.Equal((PostBackAnswerKind.Unreadable, 0), Of(await Send()));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("SSH-2.0-OpenSSH\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<CC_Limo")]
    public async Task Connection_closed_during_the_response_is_unreadable(string answer)
    {
        server.Response = Encoding.UTF8.GetBytes(answer);

        Assert.Equal((PostBackAnswerKind.Unreadable, 0), Of(await Send()));
        Assert.Single(server.Requests);
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
    public async Task Server_without_TLS_is_distinguished_from_a_broken_connection()
    {
        using var plain = new TcpListener(IPAddress.Loopback, 0);
        plain.Start();
        var sending = Send(PostBackClient.For(new Uri($"https://127.0.0.1:{((IPEndPoint)plain.LocalEndpoint).Port}/")));
        using var connection = await plain.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await connection.GetStream().WriteAsync(RawHttpServer.Http("400 Bad Request"), TestContext.Current.CancellationToken);

        Assert.Equal(new PostBackAnswer(PostBackAnswerKind.Unreadable, 0, "No secure connection to Concur: TLS or the certificate failed"),
            await sending);
    }

    [Fact]
    public async Task Server_with_a_certificate_that_nobody_trusts_never_gets_the_message()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        using var impostor = new TcpListener(IPAddress.Loopback, 0);
        impostor.Start();
        var sending = Send(PostBackClient.For(new Uri($"https://127.0.0.1:{((IPEndPoint)impostor.LocalEndpoint).Port}/")));
        using var connection = await impostor.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var tls = new SslStream(connection.GetStream());

        var received = 0;
        await Record.ExceptionAsync(async () =>
        {
            await tls.AuthenticateAsServerAsync(certificate);
            received = await tls.ReadAsync(new byte[100], TestContext.Current.CancellationToken);
            connection.Close();
        });

        Assert.Equal(0, received);
        Assert.Equal(new PostBackAnswer(PostBackAnswerKind.Unreadable, 0, "No secure connection to Concur: TLS or the certificate failed"),
            await sending);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<CC_Limo")]
    public async Task Response_incomplete_at_the_timeout_is_a_timeout(string begins)
    {
        server.Response = begins.Length == 0 ? null : Encoding.UTF8.GetBytes(begins);
        server.KeepsOpen = true;

        var answer = await Send(PostBackClient.For(server.Url) with { Timeout = TimeSpan.FromMilliseconds(200) });

        Assert.Equal(new PostBackAnswer(PostBackAnswerKind.Timeout, 0, "Concur gave no answer within 0.2 s"), answer);
    }

    [Fact]
    public async Task Shutdown_during_the_call_is_a_timeout()
    {
        server.Response = null;
        using var stop = new CancellationTokenSource();
        var answer = PostBackClient.Send(PostBackClient.For(server.Url), stop.Token);

        await server.FirstRequest;
        await stop.CancelAsync();

        Assert.Equal((PostBackAnswerKind.Timeout, 0), Of(await answer));
    }

    [Fact]
    public async Task Token_invalid_in_a_header_fails_without_being_printed()
    {
        var answer = await Send(PostBackClient.For(server.Url) with { Token = "secret\nsecret" });

        Assert.Equal((PostBackAnswerKind.Unreadable, 0), Of(answer));
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
    }

    private Task<PostBackAnswer> Send(PostBackSettings? settings = null) =>
        PostBackClient.Send(settings ?? PostBackClient.For(server.Url), TestContext.Current.CancellationToken);

    private static (PostBackAnswerKind Kind, int Status) Of(PostBackAnswer answer) => (answer.Kind, answer.Status);
}
