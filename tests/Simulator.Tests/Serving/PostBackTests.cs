using System.Net;
using System.Text;
using ConcurSimulator.PostBacks;
using GroundTransport.TestKit;

namespace GroundTransport.Simulator.Tests.Serving;

/// <summary>The PostBack endpoint: what it takes, what it refuses, and what each fault looks like from outside.</summary>
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

    [Theory]
    [InlineData("503:1", 503, "<Error>")]
    [InlineData("401:1", 401, "<Error>")]
    [InlineData("400:1", 400, "<Error>")]
    [InlineData("error:1", 200, "<Version>1.0</Version><Error>")]
    [InlineData("html:1", 200, "<html>")]
    [InlineData("redirect:1", 302, "<html>")]
    [InlineData("slow:1:0.02", 200, "<Success>")]
    public async Task Fault_answers_as_its_name_says(string script, int status, string says)
    {
        await using var concur = await Faulty(script);

        using var response = await concur.Tell(RunningConcur.PostBack("RA"));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(says, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotNull(response.Content.Headers.ContentLength);
        AssertHeard(concur, script.Split(':')[0], acknowledged: says == "<Success>");
    }

    [Fact]
    public async Task Seconds_of_a_status_are_its_Retry_After()
    {
        await using var concur = await Faulty("429:1:7");

        using var response = await concur.Tell(RunningConcur.PostBack("RA"));

        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task Reset_cuts_the_answer_in_its_middle()
    {
        await using var concur = await Faulty("reset:1");

        await Assert.ThrowsAsync<HttpRequestException>(() => concur.Tell(RunningConcur.PostBack("RA")));

        AssertHeard(concur, "reset", acknowledged: false);
    }

    [Fact]
    public async Task Timeout_keeps_the_gateway_waiting_and_is_no_acknowledgement()
    {
        await using var concur = await Faulty("timeout:1");
        var noticed = new TaskCompletionSource();
        concur.Server.Ledger.Noticed += _ => noticed.TrySetResult();
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => concur.Tell(RunningConcur.PostBack("RA"), ct: patience.Token));

        await noticed.Task.WaitAsync(TimeSpan.FromSeconds(10));
        AssertHeard(concur, "timeout", acknowledged: false);
    }

    [Fact]
    public async Task Invalid_message_meets_no_fault()
    {
        await using var concur = await Faulty("503:1");

        using var response = await concur.Tell(RunningConcur.PostBack("ZZ"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static Task<RunningConcur> Faulty(string script) =>
        RunningConcur.Start(settings => settings with { Faults = FaultScript.Parse(script, seed: 1) });

    private static void AssertHeard(RunningConcur concur, string answer, bool acknowledged)
    {
        var delivery = Assert.Single(Assert.Single(concur.Server.Ledger.Read().Reservations).Deliveries);
        Assert.Equal((answer, acknowledged), (delivery.Answer, delivery.Acknowledged));
    }

    private static void AssertInvalid(RunningConcur concur)
    {
        var heard = concur.Server.Ledger.Read();
        Assert.Equal((1, 0, false), (heard.Invalid, heard.Acknowledged, heard.IsFaultless));
    }
}
