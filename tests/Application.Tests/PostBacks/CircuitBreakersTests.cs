using GroundTransport.Application.PostBacks;
using GroundTransport.TestKit;
using Xunit;

namespace GroundTransport.Application.Tests.PostBacks;

public class CircuitBreakersTests
{
    private static readonly PostBackAnswer Success = new(PostBackAnswerKind.Success, 200, "Success");
    private readonly DrivenClock clock = new(TestClock.Now);
    private readonly CircuitBreakers circuitBreakers;

    public CircuitBreakersTests() => circuitBreakers = new CircuitBreakers(new PostBackSettings(), clock);

    [Theory]
    [InlineData(401, 5)]
    [InlineData(403, 5)]
    [InlineData(404, 30)]
    [InlineData(405, 30)]
    [InlineData(410, 30)]
    [InlineData(429, 1)]
    public void Answer_that_concerns_the_connection_opens_its_circuit_until_the_probe(int status, int minutes)
    {
        Record(status);

        Assert.Equal([("demo", CircuitState.Open)], States());
        clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        Assert.False(circuitBreakers.TryAcquireProbe("demo"));
        clock.Advance(TimeSpan.FromMinutes(0.1 * minutes) + TimeSpan.FromSeconds(1));
        Assert.Equal([("demo", CircuitState.HalfOpen)], States());
        Assert.True(circuitBreakers.TryAcquireProbe("demo"));
        Assert.False(circuitBreakers.TryAcquireProbe("demo"));
        circuitBreakers.ReleaseProbe("demo");
        Assert.True(circuitBreakers.TryAcquireProbe("demo"));
    }

    [Fact]
    public void Circuit_is_open_for_exactly_the_wait_of_the_answer()
    {
        Record(401);

        clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.False(circuitBreakers.TryAcquireProbe("demo"));
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(circuitBreakers.TryAcquireProbe("demo"));
    }

    [Fact]
    public void Four_failures_leave_the_circuit_closed_and_a_processed_answer_restarts_the_count()
    {
        for (var round = 0; round < 3; round++)
        {
            for (var failure = 1; failure < CircuitBreakers.FailuresToOpen; failure++)
                Record(503);
            Assert.Empty(circuitBreakers.OpenCircuits);
            Assert.False(circuitBreakers.TryAcquireProbe("demo"));
            circuitBreakers.RecordResult("demo", Success, RetryDecision.Delivered);
        }
    }

    [Fact]
    public void Five_failures_in_a_row_open_the_circuit_for_thirty_seconds()
    {
        for (var failure = 1; failure <= CircuitBreakers.FailuresToOpen; failure++)
            Record(503);

        Assert.Equal([new OpenCircuit("demo", CircuitState.Open, "HTTP 503", TestClock.Now.AddSeconds(30))], circuitBreakers.OpenCircuits);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True(circuitBreakers.TryAcquireProbe("demo"));
        circuitBreakers.RecordResult("demo", Success, RetryDecision.Delivered);
        Assert.Empty(circuitBreakers.OpenCircuits);
    }

    [Fact]
    public void Failed_probe_opens_the_circuit_again()
    {
        Record(401);
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True(circuitBreakers.TryAcquireProbe("demo"));

        Record(401);
        circuitBreakers.ReleaseProbe("demo");

        Assert.Equal([("demo", CircuitState.Open)], States());
        Assert.False(circuitBreakers.TryAcquireProbe("demo"));
    }

    [Fact]
    public void Circuit_that_429_opened_closes_only_after_ten_processed_answers()
    {
        Record(429);
        for (var answer = 1; answer < CircuitBreakers.AnswersToCloseAfterTooManyRequests; answer++)
            circuitBreakers.RecordResult("demo", Success, RetryDecision.Delivered);
        Assert.Equal([("demo", CircuitState.Open)], States());

        circuitBreakers.RecordResult("demo", Success, RetryDecision.Delivered);

        Assert.Empty(circuitBreakers.OpenCircuits);
    }

    [Fact]
    public void Another_opening_after_429_doesnt_lower_the_number_of_processed_answers_that_close_it()
    {
        Record(429);
        Record(401);

        circuitBreakers.RecordResult("demo", Success, RetryDecision.Delivered);

        Assert.Equal([("demo", CircuitState.Open)], States());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(200)]
    public void Answer_that_Concur_processed_closes_the_circuit(int status)
    {
        Record(401);
        var answer = new PostBackAnswer(status == 200 ? PostBackAnswerKind.Error : PostBackAnswerKind.Status, status, "");

        circuitBreakers.RecordResult("demo", answer, RetryDecision.RetryIn(1));

        Assert.Empty(circuitBreakers.OpenCircuits);
    }

    private IEnumerable<(string DirectConnectId, CircuitState State)> States() =>
        circuitBreakers.OpenCircuits.Select(circuit => (circuit.DirectConnectId, circuit.State));

    private void Record(int status)
    {
        var answer = new PostBackAnswer(PostBackAnswerKind.Status, status, $"HTTP {status}");
        var decision = RetrySchedule.After(Rows.Row(), answer, clock.GetUtcNow(), PostBackSettings.DefaultRetryAfter, 0);
        circuitBreakers.RecordResult("demo", answer, decision);
    }
}
