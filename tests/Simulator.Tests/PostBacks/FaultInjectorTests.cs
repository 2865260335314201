using System.Net;
using GroundTransport.Simulator.Tests.Fixtures;

namespace GroundTransport.Simulator.Tests.PostBacks;

/// <summary>What the gateway sees of each fault, and what the simulator stores about it.</summary>
public sealed class FaultInjectorTests
{
    [Theory]
    [InlineData("503:1", 503, "<Error>")]
    [InlineData("401:1", 401, "<Error>")]
    [InlineData("400:1", 400, "<Error>")]
    [InlineData("error:1", 200, "<Version>1.0</Version><Error>")]
    [InlineData("html:1", 200, "<html>")]
    [InlineData("redirect:1", 302, "<html>")]
    [InlineData("slow:1:0.02", 200, "<Success>")]
    public async Task Fault_returns_its_status_and_body(string script, int status, string expected)
    {
        await using var concur = await SimulatedConcur.StartWithFaults(script);

        using var response = await concur.Send(SimulatedConcur.PostBack("RA"));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(expected, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotNull(response.Content.Headers.ContentLength);
        AssertStored(concur, script.Split(':')[0], acknowledged: expected == "<Success>");
    }

    [Fact]
    public async Task Seconds_of_a_status_become_its_Retry_After()
    {
        await using var concur = await SimulatedConcur.StartWithFaults("429:1:7");

        using var response = await concur.Send(SimulatedConcur.PostBack("RA"));

        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task Reset_cuts_the_response_and_does_not_acknowledge()
    {
        await using var concur = await SimulatedConcur.StartWithFaults("reset:1");

        await Assert.ThrowsAsync<HttpRequestException>(() => concur.Send(SimulatedConcur.PostBack("RA")));

        AssertStored(concur, "reset", acknowledged: false);
    }

    [Fact]
    public async Task Timeout_sends_no_response_and_does_not_acknowledge()
    {
        await using var concur = await SimulatedConcur.StartWithFaults("timeout:1");
        var responded = new TaskCompletionSource();
        concur.Server.Received.Responded += _ => responded.TrySetResult();
        using var clientTimeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => concur.Send(SimulatedConcur.PostBack("RA"), ct: clientTimeout.Token));

        await responded.Task.WaitAsync(TimeSpan.FromSeconds(10));
        AssertStored(concur, "timeout", acknowledged: false);
    }

    [Fact]
    public async Task Invalid_message_gets_no_fault()
    {
        await using var concur = await SimulatedConcur.StartWithFaults("503:1");

        using var response = await concur.Send(SimulatedConcur.PostBack("ZZ"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static void AssertStored(SimulatedConcur concur, string response, bool acknowledged)
    {
        var delivery = Assert.Single(Assert.Single(concur.Received().Reservations).Deliveries);
        Assert.Equal((response, acknowledged), (delivery.Response, delivery.Acknowledged));
    }
}
