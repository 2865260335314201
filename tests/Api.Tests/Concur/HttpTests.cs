using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.TestKit;
using GroundTransport.TestKit.Schemas;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Concur;

/// <summary>What is wrong with a call as a call: told in one order, never a 5xx, always with a length.</summary>
public sealed class HttpTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const string Doctype = "<!DOCTYPE a [<!ENTITY b \"boom\">]>";
    private readonly RunningGateway gateway = shared.Gateway;

    public static TheoryData<string, string> Unreadable { get; } = new()
    {
        { "empty", "" },
        { "no XML", "hello" },
        { "cut", "<CC_LimoCancelRequest><ReservationID>1" },
        { "unknown root", "<CC_LimoTeleportRequest/>" },
        { "DTD", Doctype + "<CC_LimoCancelRequest><ReservationID>&b;</ReservationID></CC_LimoCancelRequest>" },
        { "entity bomb", "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><CC_LimoCancelRequest>&c;</CC_LimoCancelRequest>" },
        { "external entity", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><CC_LimoCancelRequest/>" },
        { "too deep", "<CC_LimoCancelRequest>" + string.Concat(Enumerable.Repeat("<a>", 70)) + string.Concat(Enumerable.Repeat("</a>", 70)) + "</CC_LimoCancelRequest>" },
        { "too many nodes", "<CC_LimoCancelRequest>" + string.Concat(Enumerable.Repeat("<a/>", 5001)) + "</CC_LimoCancelRequest>" },
        { "control character", "<CC_LimoCancelRequest><ReservationID>1\u0001</ReservationID></CC_LimoCancelRequest>" },
        { "control character as reference", "<CC_LimoCancelRequest><ReservationID>&#1;</ReservationID></CC_LimoCancelRequest>" },
        { "NUL", "<CC_LimoCancelRequest><ReservationID>\0</ReservationID></CC_LimoCancelRequest>" },
    };

    public static TheoryData<string, string> Roots { get; } = new()
    {
        { "CC_LimoSearchRequest", "CC_LimoSearchReply" },
        { "CC_LimoSellRequest", "CC_LimoSellReply" },
        { "CC_LimoReservationDetailRequest", "CC_LimoReservationDetailReply" },
        { "CC_LimoUpdateRequest", "CC_LimoUpdateReply" },
        { "CC_LimoCancelRequest", "CC_LimoCancelReply" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task Unreadable_body_is_400_with_a_bare_error(string story, string body)
    {
        using var response = await gateway.Post(Encoding.UTF8.GetBytes(body));
        var text = await response.Content.ReadAsStringAsync();

        Assert.True((int)response.StatusCode == 400, $"{story}: {response.StatusCode} {text}");
        Assert.StartsWith("<Error>", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Roots))]
    public async Task Wrong_credentials_are_401_in_the_reply_of_the_requests_own_root(string request, string reply)
    {
        foreach (var (user, password) in new[] { ("concur-demo", "wrong"), ("nobody", "concur-demo-password"), (null, "") })
        {
            using var response = await gateway.Post(Encoding.UTF8.GetBytes(LimoMessage.Example(request).ToString()), user, password);
            var text = await response.Content.ReadAsStringAsync();

            Assert.Equal(401, (int)response.StatusCode);
            Assert.Equal("Basic", response.Headers.WwwAuthenticate.Single().Scheme);
            Assert.StartsWith($"<{reply}", text, StringComparison.Ordinal);
            Assert.Equal("400", LimoMessage.Parse(text)["Error/ErrorCode"]);
            Assert.DoesNotContain("Miller", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Basic !!!")]
    [InlineData("Basic")]
    [InlineData("Basic Og==")]
    [InlineData("Bearer demo-admin-key")]
    [InlineData("OAuth wrong")]
    [InlineData("Digest username=\"concur-demo\"")]
    public async Task Malformed_credentials_are_401(string authorization)
    {
        using var response = await Send(HttpMethod.Post, Bytes("<CC_LimoCancelRequest/>"), authorization);

        Assert.Equal(401, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("OAuth demo")]
    [InlineData("Bearer demo")]
    [InlineData("bearer demo")]
    public async Task Connections_own_token_is_accepted(string scheme)
    {
        using var response = await Send(HttpMethod.Post, Bytes(Search(gateway).ToString()), scheme.Replace("demo", "concur-demo-token", StringComparison.Ordinal));

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Other_method_is_405_before_anything_else(string method)
    {
        using var response = await Send(new HttpMethod(method), null, "Basic wrong");

        Assert.Equal(405, (int)response.StatusCode);
        Assert.Equal("POST", response.Content.Headers.Allow.Single());
        Assert.NotNull(response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Checks_come_in_the_specs_order()
    {
        var tooLong = Bytes("<CC_LimoSellRequest>" + new string('x', 300 * 1024));

        using var credentials = await gateway.Post(tooLong, "nobody", "x", "application/json");
        using var size = await gateway.Post(tooLong, contentType: "application/json");
        using var type = await gateway.Post(Bytes("not XML"), contentType: "application/json");
        using var form = await gateway.Post(Bytes("not XML"));

        Assert.Equal([401, 413, 415, 400], new[] { credentials, size, type, form }.Select(response => (int)response.StatusCode));
        Assert.StartsWith("<CC_LimoSellReply", await credentials.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_of_unknown_length_over_the_limit_is_413()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/concur/groundtransportation") { Content = new StreamContent(new MemoryStream(new byte[300 * 1024])) };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Authorization = RunningGateway.Basic("concur-demo", "concur-demo-password");

        Assert.Equal(413, (int)(await gateway.Http.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/xml")]
    [InlineData("application/xml; charset=utf-8")]
    [InlineData("Application/XML")]
    public async Task Content_type_that_means_XML_or_nothing_is_accepted(string? contentType)
    {
        using var response = await gateway.Post(Bytes(Search(gateway).ToString()), contentType: contentType);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("application/xml", response.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task Size_attribute_counts_the_body_with_its_own_digits()
    {
        using var response = await gateway.Post(Bytes(Search(gateway).ToString()));
        var body = await response.Content.ReadAsByteArrayAsync();

        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"<CC_LimoSearchReply size=\"{body.Length}\" elaspedMs=\""), Encoding.UTF8.GetString(body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_bytes_never_end_in_a_5xx()
    {
        var whole = Bytes(Sell(gateway, await gateway.Concur(Search(gateway))).Set("PrimaryPassenger/LastName", "").ToString());
        var random = new Random(4711);
        var damaged = Enumerable.Range(0, 60).Select(i => whole[..(i * whole.Length / 60)])
            .Concat(Enumerable.Range(0, 240).Select(_ =>
            {
                var copy = (byte[])whole.Clone();
                for (var flips = random.Next(1, 5); flips > 0; flips--)
                    copy[random.Next(copy.Length)] = (byte)random.Next(256);
                return copy;
            }));

        foreach (var body in damaged)
        {
            using var response = await gateway.Post(body);
            Assert.Contains((int)response.StatusCode, new[] { 200, 400 });
        }
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private async Task<HttpResponseMessage> Send(HttpMethod method, byte[]? body, string authorization)
    {
        using var request = new HttpRequestMessage(method, "/concur/groundtransportation");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        }
        var response = await gateway.Http.SendAsync(request);
        WireSchema.AssertValid(await response.Content.ReadAsStringAsync());
        return response;
    }
}
