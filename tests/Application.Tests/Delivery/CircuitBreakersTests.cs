using GroundTransport.Application.Delivery;
using GroundTransport.Application.PostBacks;
using GroundTransport.TestKit;
using Xunit;

namespace GroundTransport.Application.Tests.Delivery;

public class CircuitBreakersTests
{
    private static readonly PostBackAnswer Success = new(PostBackAnswerKind.Success, 200, "Success");
    private readonly FakeClock clock = new(TestClock.Now);
    private readonly CircuitBreakers circuitBreakers;

    public CircuitBreakersTests() => circuitBreakers = new CircuitBreakers(new PostBackSettings().BreakAfterFailures, clock);

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
            circuitBreakers.RecordResult("demo", Success.EffectOnCircuit(RetryDecision.Delivered));
        }
    }

    [Theory]
    [InlineData(300, 30)]
    [InlineData(10, 1)]
    public void Five_failures_in_a_row_open_the_circuit_for_a_break_that_scales_with_RetryAfter(int retryAfter, int seconds)
    {
        var scaled = new CircuitBreakers(
            new PostBackSettings { RetryAfter = TimeSpan.FromSeconds(retryAfter) }.BreakAfterFailures, clock);
        var timeout = new PostBackAnswer(PostBackAnswerKind.Timeout, 0, "No answer");
        for (var failure = 1; failure <= CircuitBreakers.FailuresToOpen; failure++)
        {
            Assert.Empty(scaled.OpenCircuits);
            scaled.RecordResult("demo", timeout.EffectOnCircuit(RetryDecision.RetryIn(5)));
        }

        Assert.Equal([new OpenCircuit("demo", CircuitState.Open, "No answer", TestClock.Now.AddSeconds(seconds))], scaled.OpenCircuits);
        clock.Advance(TimeSpan.FromSeconds(seconds));
        Assert.True(scaled.TryAcquireProbe("demo"));
        scaled.RecordResult("demo", Success.EffectOnCircuit(RetryDecision.Delivered));
        Assert.Empty(scaled.OpenCircuits);
    }

    [Fact]
    public void Messages_that_are_dead_at_once_are_no_failures_of_the_connection()
    {
        for (var failure = 1; failure <= 2 * CircuitBreakers.FailuresToOpen; failure++)
            Record(409);

        Assert.Empty(circuitBreakers.OpenCircuits);
    }

    [Fact]
    public void Connection_without_a_circuit_or_with_a_closed_one_is_never_probed()
    {
        Assert.False(circuitBreakers.TryAcquireProbe("demo"));
        circuitBreakers.ReleaseProbe("demo");
        circuitBreakers.RecordResult("demo", Success.EffectOnCircuit(RetryDecision.Delivered));

        Assert.False(circuitBreakers.TryAcquireProbe("demo"));
        Assert.Empty(circuitBreakers.OpenCircuits);
    }

    [Fact]
    public void Answer_opens_the_circuit_of_its_own_connection_only()
    {
        Record(401);
        circuitBreakers.RecordResult("other", Success.EffectOnCircuit(RetryDecision.Delivered));

        Assert.Equal([new OpenCircuit("demo", CircuitState.Open, "HTTP 401", TestClock.Now.AddMinutes(5))], circuitBreakers.OpenCircuits);
    }

    [Fact]
    public void Break_starts_again_with_each_answer_that_opens_the_circuit()
    {
        Record(404);
        clock.Advance(TimeSpan.FromMinutes(1));
        Record(401);

        Assert.Equal([new OpenCircuit("demo", CircuitState.Open, "HTTP 401", TestClock.Now.AddMinutes(6))], circuitBreakers.OpenCircuits);
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
        for (var answer = 1; answer < PostBackAnswer.AnswersToCloseAfterTooManyRequests; answer++)
            circuitBreakers.RecordResult("demo", Success.EffectOnCircuit(RetryDecision.Delivered));
        Assert.Equal([("demo", CircuitState.Open)], States());

        circuitBreakers.RecordResult("demo", Success.EffectOnCircuit(RetryDecision.Delivered));

        Assert.Empty(circuitBreakers.OpenCircuits);
    }

    [Theory]
    [InlineData(429, 401)]
    [InlineData(401, 429)]
    [InlineData(429, 429)]
    public void Circuit_that_429_opened_closes_after_ten_processed_answers_whatever_else_opened_it(int first, int second)
    {
        Record(first);
        Record(second);
        for (var answer = 1; answer < PostBackAnswer.AnswersToCloseAfterTooManyRequests; answer++)
            circuitBreakers.RecordResult("demo", Success.EffectOnCircuit(RetryDecision.Delivered));
        Assert.Equal([("demo", CircuitState.Open)], States());

        circuitBreakers.RecordResult("demo", Success.EffectOnCircuit(RetryDecision.Delivered));

        Assert.Empty(circuitBreakers.OpenCircuits);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(200)]
    public void Answer_that_Concur_processed_closes_the_circuit(int status)
    {
        Record(401);
        var answer = new PostBackAnswer(status == 200 ? PostBackAnswerKind.Error : PostBackAnswerKind.Status, status, "");

        circuitBreakers.RecordResult("demo", answer.EffectOnCircuit(RetryDecision.RetryIn(1)));

        Assert.Empty(circuitBreakers.OpenCircuits);
    }

    private IEnumerable<(string Destination, CircuitState State)> States() =>
        circuitBreakers.OpenCircuits.Select(circuit => (circuit.Destination, circuit.State));

    private void Record(int status)
    {
        var answer = new PostBackAnswer(PostBackAnswerKind.Status, status, $"HTTP {status}");
        var decision = RetrySchedule.After(PostBacks.Rows.Row(), answer, clock.GetUtcNow(), PostBackSettings.DefaultRetryAfter, 0);
        circuitBreakers.RecordResult("demo", answer.EffectOnCircuit(decision));
    }
}
