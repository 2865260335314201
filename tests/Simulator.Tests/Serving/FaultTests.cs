using System.Net;
using ConcurSimulator.PostBacks;

namespace GroundTransport.Simulator.Tests.Serving;

/// <summary>What each fault looks like from the gateway's side, and what is remembered of it.</summary>
public sealed class FaultTests
{
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
}
