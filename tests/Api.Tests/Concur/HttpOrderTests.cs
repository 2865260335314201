using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.TestKit;
using GroundTransport.TestKit.Schemas;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Concur;

/// <summary>Errors of a call itself: the checks have an order, and every reply has its length.</summary>
[DatabaseIndependent]
public sealed class HttpOrderTests(GatewayFixture shared) : IClassFixture<GatewayFixture>, IAsyncLifetime
{
    private const string Path = "/concur/groundtransportation";
    private const int LongestBody = 256 * 1024;

    private static readonly AuthenticationHeaderValue Right = RunningGateway.Basic("concur-demo", "concur-demo-password");
    private static readonly AuthenticationHeaderValue Wrong = RunningGateway.Basic("concur-demo", "wrong-password");

    private readonly RunningGateway gateway = shared.Gateway;

    public static TheoryData<string> Examples { get; } =
        ["CC_LimoSearchRequest", "CC_LimoSellRequest", "CC_LimoReservationDetailRequest", "CC_LimoUpdateRequest", "CC_LimoCancelRequest"];

    /// <summary>Each test an hour of its own: what others booked is another time's.</summary>
    public async ValueTask InitializeAsync() => await shared.Advance(TimeSpan.FromHours(1));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Other_method_than_post_is_405_before_anything_else(string method)
    {
        using var response = await Send(Wrong, Encoding.UTF8.GetBytes("no XML"), "text/plain", new HttpMethod(method));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
        if (method != "HEAD")
            Assert.Equal("300", await BareErrorOf(response));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Wrong_credentials_are_401_with_the_reply_of_the_requests_own_root(string root)
    {
        foreach (var authorization in new[] { Wrong, RunningGateway.Basic("nobody", "concur-demo-password"), null })
        {
            using var response = await Send(authorization?.ToString(), Encoding.UTF8.GetBytes(LimoMessage.Example(root).ToString()));
            var body = await response.Content.ReadAsStringAsync();

            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("Basic", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
            Assert.StartsWith($"<{root.Replace("Request", "Reply", StringComparison.Ordinal)}", body, StringComparison.Ordinal);
            var reply = LimoMessage.Parse(body);
            Assert.Equal(("400", "Authorization"), (reply["Error/ErrorCode"], reply["Error/ErrorSource"]));
            Assert.Contains("Use the user name and password", reply["Error/ErrorDescription"], StringComparison.Ordinal);
            Assert.DoesNotContain("Miller", body, StringComparison.Ordinal);
            Assert.DoesNotContain("Alexandria", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Wrong_credentials_with_a_body_over_256_KB_are_401_with_the_reply_of_the_requests_own_root()
    {
        using var response = await Send(Wrong, Encoding.UTF8.GetBytes("<CC_LimoSellRequest>" + new string('x', 300 * 1024)),
            "application/json");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.StartsWith("<CC_LimoSellReply", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("<CC_LimoPostBackRequest/>")]
    [InlineData("<!DOCTYPE CC_LimoSellRequest><CC_LimoSellRequest/>")]
    [InlineData("<CC_LimoSellRequest")]
    public async Task Wrong_credentials_with_garbage_are_401_with_a_bare_error(string body)
    {
        using var response = await Send(Wrong, Encoding.UTF8.GetBytes(body));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("400", await BareErrorOf(response));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic !!!!")]
    [InlineData("Basic Og==")] // a colon alone
    [InlineData("Basic Y29uY3VyLWRlbW8=")] // no colon
    [InlineData("Basic Y29uY3VyLWRlbW86")] // no password
    [InlineData("Basic OmNvbmN1ci1kZW1vLXBhc3N3b3Jk")] // no user
    [InlineData("Basic Q09OQ1VSLURFTU86Y29uY3VyLWRlbW8tcGFzc3dvcmQ=")] // the user in capitals
    [InlineData("Basic /////w==")] // no UTF-8
    [InlineData("Bearer wrong-token")]
    [InlineData("OAuth ")]
    [InlineData("OAuth wrong-token")]
    [InlineData("Bearer demo-admin-key")] // a dispatcher's key
    [InlineData("Digest Y29uY3VyLWRlbW86Y29uY3VyLWRlbW8tcGFzc3dvcmQ=")]
    [InlineData("Y29uY3VyLWRlbW86Y29uY3VyLWRlbW8tcGFzc3dvcmQ=")]
    public async Task Whatever_proves_nothing_is_401(string? authorization)
    {
        using var response = await Send(authorization, Valid());

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.NotEmpty(response.Headers.WwwAuthenticate);
        Assert.Equal("400", LimoMessage.Parse(await response.Content.ReadAsStringAsync())["Error/ErrorCode"]);
    }

    [Theory]
    [InlineData("OAuth concur-demo-token")]
    [InlineData("Bearer concur-demo-token")]
    [InlineData("bearer  concur-demo-token ")]
    [InlineData("BASIC Y29uY3VyLWRlbW86Y29uY3VyLWRlbW8tcGFzc3dvcmQ=")]
    public async Task Token_and_password_are_both_accepted(string authorization)
    {
        using var response = await Send(authorization, Valid());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("", LimoMessage.Parse(await response.Content.ReadAsStringAsync())["Error/ErrorCode"]);
    }

    [Theory]
    [InlineData(LongestBody, false, 200)]
    [InlineData(LongestBody, true, 200)]
    [InlineData(LongestBody + 1, false, 413)]
    [InlineData(LongestBody + 1, true, 413)]
    [InlineData(2_000_000, false, 413)]
    [InlineData(1_000_000, true, 413)]
    public async Task Body_over_256_KB_is_413_with_and_without_its_length(int length, bool chunked, int status)
    {
        using var response = await Send(Right, Padded(length), chunked: chunked);

        Assert.Equal(status, (int)response.StatusCode);
        if (status == 413)
            Assert.Equal("300", await BareErrorOf(response));
    }

    [Theory]
    [InlineData("application/xml", 200)]
    [InlineData("application/xml; charset=utf-8", 200)]
    [InlineData("Application/XML", 200)]
    [InlineData("text/xml", 200)]
    [InlineData("Text/XML; charset=utf-8", 200)]
    [InlineData(null, 200)]
    [InlineData("text/plain", 415)]
    [InlineData("application/json", 415)]
    [InlineData("application/xml+soap", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("application/xml; charset=klingon", 415)]
    [InlineData("application/xml; charset=utf-7", 415)]
    [InlineData("application/xml; charset=\"UTF-8\"", 200)]
    public async Task Content_type_is_xml_or_absent(string? contentType, int status)
    {
        using var response = await Send(Right, Valid(), contentType);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/xml", response.Content.Headers.ContentType!.ToString());
        if (status == 415)
            Assert.Equal("300", await BareErrorOf(response));
    }

    [Theory]
    [InlineData("utf-8", "utf-8", "")]
    [InlineData("us-ascii", "utf-8", "")]
    [InlineData("iso-8859-1", "iso-8859-1", "")]
    [InlineData("ISO-8859-1", "iso-8859-1", "")]
    [InlineData("windows-1252", "windows-1252", "")]
    [InlineData("utf-16", "utf-16", "")]
    [InlineData("utf-16", "utf-16BE", "")]
    [InlineData("iso-8859-1", "iso-8859-1", "<?xml version=\"1.0\"?>")]
    [InlineData("iso-8859-1", "utf-8", "<?xml version=\"1.0\" encoding=\"utf-8\"?>")]
    [InlineData("utf-8", "windows-1252", "<?xml version='1.0' encoding='windows-1252'?>")]
    [InlineData("utf-16", "iso-8859-1", "<?xml version='1.0' encoding='iso-8859-1'?>")]
    [InlineData(null, "iso-8859-1", "<?xml version='1.0' encoding='iso-8859-1'?>")]
    public async Task Charset_of_the_header_counts_unless_the_document_declares_its_own(string? charset, string written, string declaration)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var body = Encoding.GetEncoding(written).GetBytes(
            declaration + Search(shared.Gateway).Set("PickupLocation/Address", "Königstraße 1").ToString());

        using var response = await Send(Right, body, "application/xml" + (charset is null ? "" : $"; charset={charset}"));

        var reply = LimoMessage.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("Königstraße 1", reply["RequestData/PickupLocation/Address"]);
        Assert.Equal("application/xml", response.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task Byte_order_mark_takes_precedence_over_the_charset()
    {
        var search = Search(shared.Gateway).Set("PickupLocation/Address", "Königstraße 1").ToString();
        byte[] body = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(search)];

        using var response = await Send(Right, body, "application/xml; charset=iso-8859-1");

        var reply = LimoMessage.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("Königstraße 1", reply["RequestData/PickupLocation/Address"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("hello")]
    [InlineData("{\"not\":\"xml\"}")]
    [InlineData("<CC_LimoSearchRequest>")]
    [InlineData("<CC_LimoSearchRequest/><CC_LimoSearchRequest/>")]
    [InlineData("<CC_LimoSearchReply/>")]
    [InlineData("<CC_LimoTeleportRequest/>")]
    [InlineData("<cc_limosearchrequest/>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"klingon\"?><CC_LimoSearchRequest/>")]
    [InlineData("<!DOCTYPE CC_LimoSearchRequest SYSTEM \"file:///etc/passwd\"><CC_LimoSearchRequest/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"boom\"><!ENTITY c \"&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;\">]><CC_LimoSearchRequest>&d;"
        + "</CC_LimoSearchRequest>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"boom\">]><CC_LimoCancelRequest><ReservationID>&b;</ReservationID></CC_LimoCancelRequest>")]
    [InlineData("<CC_LimoSearchRequest><Currency>&unknown;</Currency></CC_LimoSearchRequest>")]
    [InlineData("<CC_LimoSearchRequest><Currency>&#x1;</Currency></CC_LimoSearchRequest>")]
    [InlineData("<CC_LimoCancelRequest><ReservationID>\0</ReservationID></CC_LimoCancelRequest>")]
    [InlineData("<CC_LimoSearchRequest><Currency>\u0001</Currency></CC_LimoSearchRequest>")]
    [InlineData("<CC_LimoSearchRequest><Currency>\uFFFE</Currency></CC_LimoSearchRequest>")]
    public async Task Body_that_is_no_message_is_400_with_a_bare_error(string body)
    {
        using var response = await Send(Right, Encoding.UTF8.GetBytes(body));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("300", await BareErrorOf(response));
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_400()
    {
        using var response = await Send(Right, [.. "<CC_LimoSearchRequest>"u8, 0xFF, 0xFE, 0x80, .. "</CC_LimoSearchRequest>"u8]);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Message_in_utf16_is_read()
    {
        using var response = await Send(Right, [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Search(gateway).ToString())]);

        Assert.Equal("", LimoMessage.Parse(await response.Content.ReadAsStringAsync())["Error/ErrorCode"]);
    }

    [Theory]
    [InlineData(63, 200)]
    [InlineData(64, 400)]
    [InlineData(20_000, 400)]
    public async Task Elements_may_be_nested_64_deep(int belowTheRoot, int status)
    {
        var body = new StringBuilder("<CC_LimoSearchRequest>").Insert("<CC_LimoSearchRequest>".Length, "<a>", belowTheRoot)
            .Insert("<CC_LimoSearchRequest>".Length + 3 * belowTheRoot, "</a>", belowTheRoot).Append("</CC_LimoSearchRequest>").ToString();

        using var response = await Send(Right, Encoding.UTF8.GetBytes(body));

        Assert.Equal(status, (int)response.StatusCode);
        if (status == 400)
            Assert.Equal("300", await BareErrorOf(response));
    }

    [Theory]
    [InlineData("<a/>", 4_999, 200)]
    [InlineData("<a/>", 5_000, 400)]
    [InlineData("x<!---->", 2_501, 400)]
    [InlineData("<a b=\"\"/>", 2_500, 400)]
    public async Task Body_may_have_5000_nodes(string node, int times, int status)
    {
        var body = new StringBuilder().Insert(0, node, times).Insert(0, "<CC_LimoSearchRequest>").Append("</CC_LimoSearchRequest>")
            .ToString();

        using var response = await Send(Right, Encoding.UTF8.GetBytes(body));

        Assert.Equal(status, (int)response.StatusCode);
        if (status == 400)
            Assert.Equal("300", await BareErrorOf(response));
    }

    [Fact]
    public async Task Size_attribute_counts_the_body_with_its_own_digits()
    {
        using var response = await Send(Right, Valid());
        var body = await response.Content.ReadAsByteArrayAsync();

        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"<CC_LimoSearchReply size=\"{body.Length}\" elaspedMs=\""),
            Encoding.UTF8.GetString(body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 300_000, "text/plain", 401)]
    [InlineData(false, 2_000_000, "text/plain", 401)]
    [InlineData(false, 10, "text/plain", 401)]
    [InlineData(true, 300_000, "text/plain", 413)]
    [InlineData(true, 2_000_000, "text/plain", 413)]
    [InlineData(true, 10, "text/plain", 415)]
    [InlineData(true, 10, "application/xml", 400)]
    public async Task First_mistake_is_the_one_that_is_told(bool credentials, int length, string contentType, int status)
    {
        var body = Encoding.UTF8.GetBytes(new string('x', length));

        // A chunked body beyond Kestrel's own limit ends the connection while the client still sends.
        foreach (var chunked in (bool[])[false, length < 1_000_000])
        {
            using var response = await Send(credentials ? Right : Wrong, body, contentType, chunked: chunked);
            Assert.Equal(status, (int)response.StatusCode);
            Assert.Equal(status == 401 ? "400" : "300", await BareErrorOf(response));
        }
    }

    [Theory]
    [InlineData("concur-demo-token", "Transfer-Encoding: chunked", 400)]
    [InlineData("wrong-token", "Transfer-Encoding: chunked", 401)]
    [InlineData("concur-demo-token", "Content-Length: many", 400)]
    public async Task Broken_http_is_refused_in_the_same_order(string token, string header, int status)
    {
        var endPoint = gateway.ClientOptions.BaseAddress;
        using var client = new TcpClient();
        await client.ConnectAsync(endPoint.Host, endPoint.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {Path} HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer "
            + $"{token}\r\nConnection: close\r\n{header}\r\n\r\nno size of a chunk\r\n<a/>\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        var reply = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith($"HTTP/1.1 {status} ", reply, StringComparison.Ordinal);
        Assert.Contains("Content-Length: ", reply, StringComparison.Ordinal);
        Assert.DoesNotContain("Transfer-Encoding", reply, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Message_that_is_cut_off_anywhere_is_400(string root)
    {
        var whole = Encoding.UTF8.GetBytes((await Real(root)).ToString());
        for (var cut = 0; cut < 40; cut++)
        {
            using var response = await Send(Right, whole[..(whole.Length * cut / 40)]);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Message_with_flipped_bytes_is_answered_or_400_but_never_our_failure(string root)
    {
        var whole = Encoding.UTF8.GetBytes((await Real(root)).ToString());
        var random = new Random(1952);
        for (var round = 0; round < 200; round++)
        {
            var flipped = whole.ToArray();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
                flipped[random.Next(flipped.Length)] ^= (byte)random.Next(1, 256);

            using var response = await Send(Right, flipped);
            var body = await response.Content.ReadAsStringAsync();

            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, Encoding.Latin1.GetString(flipped));
            Assert.DoesNotContain("<ErrorCode>900</ErrorCode>", body, StringComparison.Ordinal);
        }
    }

    /// <summary>The example as it would be taken, with a real quote or reservation in it.</summary>
    private async Task<LimoMessage> Real(string root) => root switch
    {
        "CC_LimoSearchRequest" => Search(gateway),
        "CC_LimoSellRequest" => Sell(gateway, await gateway.Concur(Search(gateway))),
        "CC_LimoReservationDetailRequest" => Detail(await Book(gateway)),
        "CC_LimoUpdateRequest" => Update(gateway, await Book(gateway)),
        _ => Cancel(await Book(gateway)),
    };

    private byte[] Valid() => Encoding.UTF8.GetBytes(Search(gateway).ToString());

    private byte[] Padded(int length) => [.. Valid(), .. Enumerable.Repeat((byte)'\n', length - Valid().Length)];

    private static async Task<string?> BareErrorOf(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.StartsWith("<Error>", body, StringComparison.Ordinal);
        return LimoMessage.Parse(body)["ErrorCode"];
    }

    private Task<HttpResponseMessage> Send(
        AuthenticationHeaderValue authorization, byte[] body, string? contentType = "application/xml", HttpMethod? method =
            null, bool chunked = false) =>
        Send(authorization.ToString(), body, contentType, method, chunked);

    private async Task<HttpResponseMessage> Send(
        string? authorization, byte[] body, string? contentType = "application/xml", HttpMethod? method = null, bool chunked = false)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, Path) { Content = new ByteArrayContent(body) };
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (contentType is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        request.Headers.TransferEncodingChunked = chunked;
        // A client that sends much asks first; so no reply comes while it is still sending.
        request.Headers.ExpectContinue = body.Length > 1_000_000;
        var response = await gateway.Http.SendAsync(request);
        Assert.NotNull(response.Content.Headers.ContentLength);
        Assert.NotEqual(true, response.Headers.TransferEncodingChunked);
        if (method != HttpMethod.Head)
            WireSchema.AssertValid(await response.Content.ReadAsStringAsync());
        return response;
    }
}
