using System.Net;
using System.Net.Sockets;
using System.Text;
using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.PostBackDelivery;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroundTransport.Persistence.Tests.PostBackDelivery;

/// <summary>What Concur's end may do, byte by byte, and what the client makes of it. None is an exception.</summary>
public sealed class ClientTests
{
    private const string Ok = "<CC_LimoPostBackResponse><Success>Updated.</Success></CC_LimoPostBackResponse>";

    public static TheoryData<string, string, PostBackAnswerKind, int> Answers { get; } = new()
    {
        { "success", Http(200, Ok), PostBackAnswerKind.Success, 200 },
        { "success under another content type", Http(200, Ok, "text/plain; charset=no-such"), PostBackAnswerKind.Success, 200 },
        { "success with a declaration and white space", Http(200, "<?xml version=\"1.0\"?>\n" + Ok + "\n"), PostBackAnswerKind.Success, 200 },
        { "error", Http(200, "<CC_LimoPostBackResponse><Version>1.0</Version><Error>No.</Error></CC_LimoPostBackResponse>"), PostBackAnswerKind.Error, 200 },
        { "a page", Http(200, "<!DOCTYPE html><html><body>Sign in</body></html>", "text/html"), PostBackAnswerKind.Unreadable, 200 },
        { "nothing", Http(200, ""), PostBackAnswerKind.Unreadable, 200 },
        { "too long", Http(200, new string(' ', 70_000) + Ok), PostBackAnswerKind.Unreadable, 200 },
        { "cut in mid-answer", "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<CC_Limo", PostBackAnswerKind.Unreadable, 0 },
        { "hung up without an answer", "", PostBackAnswerKind.Unreadable, 0 },
        { "no HTTP", "SSH-2.0-OpenSSH\r\n", PostBackAnswerKind.Unreadable, 0 },
        { "redirect", "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", PostBackAnswerKind.Status, 302 },
        { "400", Http(400, "bad"), PostBackAnswerKind.Status, 400 },
        { "401", Http(401, ""), PostBackAnswerKind.Status, 401 },
        { "404", Http(404, ""), PostBackAnswerKind.Status, 404 },
        { "500", Http(500, Ok), PostBackAnswerKind.Status, 500 },
        { "503", Http(503, ""), PostBackAnswerKind.Status, 503 },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Send_makes_a_named_answer_of_whatever_comes(string story, string bytes, PostBackAnswerKind kind, int status)
    {
        using var peer = new RawPeer(bytes);

        var answer = await Client(peer.Url).Send(Row, "1-2-1", CancellationToken.None);

        Assert.True((kind, status) == (answer.Kind, answer.Status), $"{story}: {answer}");
        Assert.DoesNotContain('\n', answer.Text);
    }

    [Fact]
    public async Task Send_writes_length_type_token_and_correlation_id_and_no_chunks()
    {
        using var peer = new RawPeer(Http(200, Ok));

        await Client(peer.Url).Send(Row, "1-2-1", CancellationToken.None);
        var request = await peer.Request;

        Assert.StartsWith("POST /postback HTTP/1.1\r\n", request, StringComparison.Ordinal);
        foreach (var line in new[] { "Content-Length: 9\r\n", "Content-Type: application/xml\r\n", "Authorization: OAuth the-token\r\n", "concur-correlationid: 1-2-1\r\n" })
            Assert.Contains(line, request, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Transfer-Encoding", request, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(PostBackScheme.Bearer, "Bearer the-token")]
    [InlineData(PostBackScheme.Basic, "Basic dXNlcjpwYXNz")]
    public async Task Send_says_who_it_is_by_the_scheme_that_is_set(PostBackScheme scheme, string authorization)
    {
        using var peer = new RawPeer(Http(200, Ok));

        await Client(peer.Url, settings => settings with { Scheme = scheme, User = "user", Password = "pass" }).Send(Row, "c", CancellationToken.None);

        Assert.Contains($"Authorization: {authorization}\r\n", await peer.Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_to_a_closed_port_is_unreachable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/postback");
        listener.Stop();

        Assert.Equal(PostBackAnswerKind.Unreachable, (await Client(url).Send(Row, "c", CancellationToken.None)).Kind);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<CC_")]
    public async Task Send_that_gets_no_whole_answer_in_time_is_a_timeout(string? bytes)
    {
        using var peer = new RawPeer(bytes, hangUp: false);

        var answer = await Client(peer.Url, settings => settings with { Timeout = TimeSpan.FromMilliseconds(300) }).Send(Row, "c", CancellationToken.None);

        Assert.Equal(PostBackAnswerKind.Timeout, answer.Kind);
    }

    [Theory]
    [InlineData("Retry-After: 120\r\n", 120.0)]
    [InlineData("", null)]
    public async Task Send_keeps_the_answers_RetryAfter(string header, double? seconds)
    {
        using var peer = new RawPeer($"HTTP/1.1 429 Too Many Requests\r\n{header}concur-correlationid: theirs\r\nContent-Length: 0\r\n\r\n");

        var answer = await Client(peer.Url).Send(Row, "c", CancellationToken.None);

        Assert.Equal((429, seconds, "theirs"), (answer.Status, answer.RetryAfter?.TotalSeconds, answer.CorrelationId));
    }

    [Fact]
    public void Settings_as_text_hold_no_secret()
    {
        var text = new PostBackSettings { Url = new Uri("https://a.example/x"), Token = "the-token", Password = "pass-word" }.ToString();

        Assert.DoesNotContain("the-token", text, StringComparison.Ordinal);
        Assert.DoesNotContain("pass-word", text, StringComparison.Ordinal);
    }

    private static PostBack Row { get; } = new()
    {
        ReservationId = 1,
        Seq = 2,
        Status = "RA",
        DirectConnectId = "demo",
        VendorCode = "LML",
        Payload = "<x>é</x>",
        CorrelationId = "c",
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private static ConcurPostBackClient Client(Uri url, Func<PostBackSettings, PostBackSettings>? change = null)
    {
        var settings = new PostBackSettings { Url = url, Token = "the-token", Timeout = TimeSpan.FromSeconds(20) };
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        return new ConcurPostBackClient(new HttpClient(handler), change?.Invoke(settings) ?? settings, TimeProvider.System, NullLogger<ConcurPostBackClient>.Instance);
    }

    private static string Http(int status, string body, string contentType = "application/xml") =>
        $"HTTP/1.1 {status} X\r\nContent-Type: {contentType}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    /// <summary>Answers one connection with the bytes that it was given, whatever it is asked.</summary>
    private sealed class RawPeer : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource closing = new();

        public RawPeer(string? answer, bool hangUp = true)
        {
            listener.Start();
            Url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/postback");
            Request = Answer(answer, hangUp);
        }

        public Uri Url { get; }

        public Task<string> Request { get; }

        public void Dispose()
        {
            closing.Cancel();
            listener.Dispose();
            closing.Dispose();
        }

        private async Task<string> Answer(string? answer, bool hangUp)
        {
            using var client = await listener.AcceptTcpClientAsync();
            await using var stream = client.GetStream();
            var buffer = new byte[8192];
            var request = "";
            while (!request.Contains("</x>", StringComparison.Ordinal) && await stream.ReadAsync(buffer) is > 0 and var read)
                request += Encoding.UTF8.GetString(buffer, 0, read);
            if (answer is not null)
                await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
            if (!hangUp)
                await Task.Delay(Timeout.Infinite, closing.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            return request;
        }
    }
}
