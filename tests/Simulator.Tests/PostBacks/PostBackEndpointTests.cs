using System.Net;
using System.Net.Sockets;
using System.Text;
using ConcurSimulator.PostBacks;
using GroundTransport.Simulator.Tests.Fixtures;
using GroundTransport.TestKit;

namespace GroundTransport.Simulator.Tests.PostBacks;

/// <summary>Which PostBacks the endpoint accepts, and how it rejects the others.</summary>
public sealed class PostBackEndpointTests
{
    [Theory]
    [InlineData("OAuth static-token", 200)]
    [InlineData("bearer static-token", 200)]
    [InlineData("Basic Z2F0ZXdheTpnYXRld2F5LXBhc3N3b3Jk", 200)]
    [InlineData("Basic Z2F0ZXdheTpvdGhlcg==", 403)]
    [InlineData("OAuth other", 403)]
    [InlineData("static-token", 403)]
    [InlineData(null, 401)]
    public async Task Only_calls_with_valid_credentials_are_read(string? authorization, int status)
    {
        await using var concur = await SimulatedConcur.Start();

        using var response = await concur.Send(SimulatedConcur.PostBack("RA"), authorization: authorization);

        var received = concur.Received();
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 200 ? (1, 0) : (0, 1), (received.Acknowledged, received.RejectedCredentials));
    }

    [Fact]
    public async Task Valid_message_is_acknowledged_with_Concurs_own_correlation_id()
    {
        await using var concur = await SimulatedConcur.Start();

        using var response = await concur.Send(SimulatedConcur.PostBack("RA"), version: 2);

        var delivery = Assert.Single(Assert.Single(concur.Received().Reservations).Deliveries);
        Assert.Equal(
            "<CC_LimoPostBackResponse><Success>Updated Trip Status successfully.</Success></CC_LimoPostBackResponse>",
            await response.Content.ReadAsStringAsync());
        Assert.Equal(("203121365-2-1", 2), (delivery.CorrelationId, delivery.Version));
        Assert.Equal([delivery.ConcurCorrelationId], response.Headers.GetValues("concur-correlationid"));
    }

    [Fact]
    public async Task Message_that_violates_the_schema_is_rejected_with_an_Error()
    {
        await using var concur = await SimulatedConcur.Start();

        using var response = await concur.Send(SimulatedConcur.PostBack("ZZ"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var error = LimoMessage.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("1.0", error["Version"]);
        Assert.Contains("Status", error["Error"], StringComparison.Ordinal);
        AssertInvalid(concur);
    }

    [Theory]
    [InlineData("<CC_LimoPostBackRequest>")]
    [InlineData("")]
    public async Task Message_that_is_not_XML_is_rejected_with_400(string message)
    {
        await using var concur = await SimulatedConcur.Start();

        using var response = await concur.Send(message);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        AssertInvalid(concur);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Message_whose_connection_breaks_before_its_end_is_cut_off_and_not_invalid(bool isReset)
    {
        await using var concur = await SimulatedConcur.Start();
        using (var gateway = new TcpClient { LingerState = new LingerOption(isReset, 0) })
        {
            await gateway.ConnectAsync(concur.Server.Url.Host, concur.Server.Url.Port);
            var stream = gateway.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"POST {PostBackEndpoint.Path} HTTP/1.1\r\nHost: concur\r\nAuthorization: OAuth {SimulatedConcur.StaticToken}\r\n"
                + "Content-Type: application/xml\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n<CC_LimoPostBackRequest>"));
            // "Continue": the body is being read.
            await stream.ReadAtLeastAsync(new byte[100], 12);
        }

        await Poll.Until(() => concur.Received().CutOff == 1);

        Assert.True(concur.Received() is { Deliveries: 0, Passed: true });
    }

    [Theory]
    [InlineData(true, "application/xml", "chunked")]
    [InlineData(false, "text/plain", "text/plain")]
    [InlineData(false, "application/xml; charset=utf-8", "charset")]
    public async Task Chunked_request_or_other_content_type_is_rejected_with_400(bool chunked, string contentType, string expected)
    {
        await using var concur = await SimulatedConcur.Start();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(SimulatedConcur.PostBack("RA").ToString()));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, PostBackEndpoint.Path) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", $"OAuth {SimulatedConcur.StaticToken}");
        request.Headers.TransferEncodingChunked = chunked;

        using var response = await concur.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(expected, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        AssertInvalid(concur);
    }

    private static void AssertInvalid(SimulatedConcur concur)
    {
        var received = concur.Received();
        Assert.Equal((1, 0, false), (received.Invalid, received.Acknowledged, received.Passed));
    }
}
