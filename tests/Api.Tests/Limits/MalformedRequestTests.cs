using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using GroundTransport.Api.Tests.Gateway;

namespace GroundTransport.Api.Tests.Limits;

/// <summary>What no HTTP client sends is the caller's mistake, never a failure of the gateway.</summary>
[DatabaseIndependent]
public sealed class MalformedRequestTests : IDisposable
{
    private const string Concur = "POST /concur/groundtransportation HTTP/1.1\r\nHost: gateway\r\nAuthorization: Basic "
        + "Y29uY3VyLWRlbW86Y29uY3VyLWRlbW8tcGFzc3dvcmQ=\r\n";

    private const string Rest =
        "POST /api/v1/api-keys HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer demo-admin-key\r\nContent-Type: application/json\r\n";

    private const string Plan = "PUT /api/v1/vendors/LML/rate-plan HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer demo-admin-key\r\n"
        + "Content-Type: application/json\r\n";

    private const string Chunked = "Transfer-Encoding: chunked\r\n\r\n";

    private readonly RunningGateway gateway = new RunningGateway().Start();

    public void Dispose() => gateway.Dispose();

    [Theory]
    [InlineData(Concur + Chunked + "80000000\r\n")]
    [InlineData(Concur + Chunked + "FFFFFFFFFFFFFFFFFF\r\n")]
    [InlineData(Concur + Chunked + "x\r\n")]
    [InlineData(Rest + Chunked + "80000000\r\n")]
    [InlineData(Rest + "Idempotency-Key: one\r\n" + Chunked + "80000000\r\n")]
    [InlineData(Plan + Chunked + "80000000\r\n")]
    [InlineData("POST /concur/groundtransportation HTTP/1.1\nHost: gateway\n\n")]
    [InlineData("GET /health/live HTTP/1.1\nHost: gateway\n\n")]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: gateway\nX: y\r\n\r\n")]
    public async Task Malformed_request_is_400(string request) => Assert.StartsWith("HTTP/1.1 400", await Send(request),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("GET /console/sign-in HTTP/1.0\r\n\r\n", "200")]
    [InlineData("POST /console/ HTTP/1.0\r\nContent-Length: 0\r\n\r\n", "40")]
    [InlineData("GET /console/sign-in HTTP/1.1\r\nHost:\r\n\r\n", "")]
    [InlineData("GET /console/sign-in HTTP/1.1\r\nHost: x:99999\r\n\r\n", "400")]
    [InlineData("GET /console/sign-in HTTP/1.1\r\nHost: a..b\r\n\r\n", "")]
    [InlineData("GET /health/live HTTP/1.0\r\n\r\n", "200")]
    public async Task Request_with_a_missing_or_impossible_host_never_fails(string request, string status)
    {
        var answer = await Send(request);

        Assert.StartsWith($"HTTP/1.1 {status}", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(" 500 ", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("charset=x")]
    [InlineData("charset=\"utf-7\"")]
    public async Task Unknown_charset_is_415(string charset)
    {
        Assert.StartsWith("HTTP/1.1 415", await Send(
            Rest.Replace("application/json", $"application/json; {charset}", StringComparison.Ordinal) + "Content-Length: 2\r\n\r\n{}"),
            StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 415", await Send(
            Concur + $"Content-Type: text/xml; {charset}\r\nContent-Length: 4\r\n\r\n<a/>"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compressed_body_isnt_unpacked()
    {
        // A thousand times as large once it is unpacked, and right: whoever unpacks it answers 200 and 201.
        var search = Booking.Search(gateway).ToString();
        using var message = await gateway.Http.SendAsync(Compressed(
            "/concur/groundtransportation", "application/xml", search + new string(' ', 200_000), RunningGateway.Basic(
                "concur-demo", "concur-demo-password")), TestContext.Current.CancellationToken);
        using var key = await gateway.Http.SendAsync(Compressed(
            "/api/v1/api-keys", "application/json", """{ "name": "unpacked", "role": "read" }""" + new string(' ', 20_000),
            new AuthenticationHeaderValue("Bearer", "demo-admin-key")), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, message.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, key.StatusCode);
    }

    private static HttpRequestMessage Compressed(string path, string type, string text, AuthenticationHeaderValue authorization)
    {
        var body = new MemoryStream();
        using (var gzip = new GZipStream(body, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body.ToArray()) };
        request.Headers.Authorization = authorization;
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Content.Headers.ContentEncoding.Add("gzip");
        return request;
    }

    /// <summary>Sends the bytes, ends the sending, and gives the whole answer.</summary>
    private async Task<string> Send(string request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(gateway.Http.BaseAddress!.Host, gateway.Http.BaseAddress.Port, TestContext.Current.CancellationToken);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
    }
}
