using System.Net;
using System.Text;
using ConcurSimulator.PostBacks;
using GroundTransport.TestKit;

namespace GroundTransport.Simulator.Tests.Serving;

/// <summary>The PostBack endpoint: what it takes, and what it refuses.</summary>
public sealed class PostBackTests
{
    [Theory]
    [InlineData("OAuth static-token", 200)]
    [InlineData("bearer static-token", 200)]
    [InlineData("Basic Z2F0ZXdheTpnYXRld2F5LXBhc3N3b3Jk", 200)]
    [InlineData("Basic Z2F0ZXdheTpvdGhlcg==", 403)]
    [InlineData("OAuth other", 403)]
    [InlineData("static-token", 403)]
    [InlineData(null, 401)]
    public async Task Authorization_decides_whether_a_message_is_read(string? authorization, int status)
    {
        await using var concur = await RunningConcur.Start();

        using var response = await concur.Tell(RunningConcur.PostBack("RA"), authorization: authorization);

        var heard = concur.Server.Ledger.Read();
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 200 ? (1, 0) : (0, 1), (heard.Acknowledged, heard.RefusedCredentials));
    }

    [Fact]
    public async Task Valid_message_is_acknowledged_under_Concurs_own_correlation_id()
    {
        await using var concur = await RunningConcur.Start();

        using var response = await concur.Tell(RunningConcur.PostBack("RA"), change: 2);

        var delivery = Assert.Single(Assert.Single(concur.Server.Ledger.Read().Reservations).Deliveries);
        Assert.Equal("<CC_LimoPostBackResponse><Success>Updated Trip Status successfully.</Success></CC_LimoPostBackResponse>", await response.Content.ReadAsStringAsync());
        Assert.Equal(("203121365-2-1", 2), (delivery.CorrelationId, delivery.Sequence));
        Assert.Equal([delivery.ConcurCorrelationId], response.Headers.GetValues("concur-correlationid"));
    }

    [Fact]
    public async Task Message_against_the_schema_is_answered_with_an_Error()
    {
        await using var concur = await RunningConcur.Start();

        using var response = await concur.Tell(RunningConcur.PostBack("ZZ"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var error = LimoMessage.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("1.0", error["Version"]);
        Assert.Contains("Status", error["Error"], StringComparison.Ordinal);
        AssertInvalid(concur);
    }

    [Theory]
    [InlineData("<CC_LimoPostBackRequest>")]
    [InlineData("")]
    public async Task Message_that_is_no_XML_is_answered_with_400(string message)
    {
        await using var concur = await RunningConcur.Start();

        using var response = await concur.Tell(message);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        AssertInvalid(concur);
    }

    [Theory]
    [InlineData(true, "application/xml", "chunked")]
    [InlineData(false, "text/plain", "text/plain")]
    [InlineData(false, "application/xml; charset=utf-8", "charset")]
    public async Task Chunks_or_another_content_type_are_answered_with_400(bool chunked, string contentType, string says)
    {
        await using var concur = await RunningConcur.Start();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(RunningConcur.PostBack("RA").ToString()));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, PostBackEndpoint.Path) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", $"OAuth {RunningConcur.Token}");
        request.Headers.TransferEncodingChunked = chunked;

        using var response = await concur.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(says, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        AssertInvalid(concur);
    }

    private static void AssertInvalid(RunningConcur concur)
    {
        var heard = concur.Server.Ledger.Read();
        Assert.Equal((1, 0, false), (heard.Invalid, heard.Acknowledged, heard.IsFaultless));
    }
}
