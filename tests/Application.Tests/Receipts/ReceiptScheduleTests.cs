using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Receipts;
using GroundTransport.TestKit;
using Xunit;

namespace GroundTransport.Application.Tests.Receipts;

/// <summary>What is done after each of Concur's answers to a receipt.</summary>
public class ReceiptScheduleTests
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(400, DeliveryState.Dead, CountsAsAttempt.AsRefusal)]
    [InlineData(401, DeliveryState.Dead, CountsAsAttempt.AsRefusal)]
    [InlineData(404, DeliveryState.Dead, CountsAsAttempt.AsRefusal)]
    [InlineData(413, DeliveryState.Dead, CountsAsAttempt.AsRefusal)]
    [InlineData(415, DeliveryState.Dead, CountsAsAttempt.AsRefusal)]
    [InlineData(403, DeliveryState.Pending, CountsAsAttempt.No)]
    [InlineData(429, DeliveryState.Pending, CountsAsAttempt.AsRefusal)]
    [InlineData(500, DeliveryState.Pending, CountsAsAttempt.Yes)]
    [InlineData(503, DeliveryState.Pending, CountsAsAttempt.Yes)]
    [InlineData(302, DeliveryState.Pending, CountsAsAttempt.Yes)]
    public void After_a_status_of_the_sending(int status, DeliveryState state, CountsAsAttempt counts)
    {
        var decision = After(Row(), Answer(ReceiptStep.Send, ReceiptAnswerKind.Status, status));

        Assert.Equal((state, counts), (decision.State, decision.CountsAsAttempt));
    }

    [Theory]
    [InlineData(ReceiptAnswerKind.Timeout, true)]
    [InlineData(ReceiptAnswerKind.Unreadable, true)]
    [InlineData(ReceiptAnswerKind.Unreachable, false)]
    [InlineData(ReceiptAnswerKind.NoCredential, false)]
    public void After_no_answer_it_may_have_arrived_unless_it_cant(ReceiptAnswerKind kind, bool mayHaveArrived)
    {
        var row = Row();

        var decision = After(row, Answer(ReceiptStep.Send, kind));
        row.Attempts += decision.CountsAsAttempt == CountsAsAttempt.No ? 0 : 1;
        row.Refusals += decision.CountsAsAttempt == CountsAsAttempt.AsRefusal ? 1 : 0;

        Assert.Equal((DeliveryState.Pending, mayHaveArrived), (decision.State, row.MayHaveArrived));
        Assert.True(!mayHaveArrived || decision.Wait >= RetryAfter);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(9, 0)]
    [InlineData(9, 20)]
    public void Receipt_that_may_have_arrived_is_never_sent_within_RetryAfter(int attempts, int days)
    {
        foreach (var answer in new[]
        {
            Answer(ReceiptStep.Send, ReceiptAnswerKind.Status, 500), Answer(ReceiptStep.Send, ReceiptAnswerKind.Timeout),
            Answer(ReceiptStep.Search, ReceiptAnswerKind.Status, 503),
        })
        {
            var row = Row();
            row.Attempts = attempts;

            var decision = ReceiptSchedule.After(row, answer, TestClock.Now.AddDays(days), RetryAfter, 0);

            Assert.True(decision.State == DeliveryState.Dead ? days > 7 : decision.Wait >= RetryAfter);
        }
    }

    [Fact]
    public void Accepted_receipt_is_looked_at_soon_then_at_growing_intervals()
    {
        var row = Row();
        Assert.Equal(TimeSpan.FromSeconds(15), After(row, Answer(ReceiptStep.Send, ReceiptAnswerKind.Accepted, 201)).Wait);

        (row.ConcurReceiptId, row.AcceptedAt) = ("1", TestClock.Now);
        foreach (var (age, wait) in new[] { (1.0, 1.0), (10, 10), (600, 60) })
        {
            var processing = Answer(ReceiptStep.Follow, ReceiptAnswerKind.Processing, 200);
            var decision = ReceiptSchedule.After(row, processing, TestClock.Now.AddMinutes(age), RetryAfter, 0);
            Assert.Equal(
                (DeliveryState.Pending, TimeSpan.FromMinutes(wait), CountsAsAttempt.No),
                (decision.State, decision.Wait, decision.CountsAsAttempt));
        }
    }

    [Theory]
    [InlineData(ReceiptAnswerKind.Processed, 200, 0, DeliveryState.Delivered)]
    [InlineData(ReceiptAnswerKind.ProcessingFailed, 200, 0, DeliveryState.Dead)]
    [InlineData(ReceiptAnswerKind.Processing, 200, 13, DeliveryState.Pending)]
    [InlineData(ReceiptAnswerKind.Processing, 200, 15, DeliveryState.Dead)]
    [InlineData(ReceiptAnswerKind.Status, 404, 1, DeliveryState.Pending)]
    [InlineData(ReceiptAnswerKind.Status, 401, 1, DeliveryState.Pending)]
    [InlineData(ReceiptAnswerKind.Status, 500, 1, DeliveryState.Pending)]
    [InlineData(ReceiptAnswerKind.Timeout, 0, 1, DeliveryState.Pending)]
    public void After_the_status_of_an_accepted_receipt(ReceiptAnswerKind kind, int status, int days, DeliveryState state)
    {
        var row = Row();
        (row.ConcurReceiptId, row.AcceptedAt) = ("1", TestClock.Now);

        var answer = Answer(ReceiptStep.Follow, kind, status);
        Assert.Equal(state, ReceiptSchedule.After(row, answer, TestClock.Now.AddDays(days), RetryAfter, 0).State);
    }

    [Fact]
    public void Token_that_isnt_accepted_pauses_the_connection_and_a_wrong_user_doesnt()
    {
        var forbidden = Answer(ReceiptStep.Send, ReceiptAnswerKind.Status, 403);
        var wrongUser = Answer(ReceiptStep.Send, ReceiptAnswerKind.Status, 401);

        Assert.Equal(RetryAfter, Assert.IsType<CircuitEffect.Open>(forbidden.EffectOnCircuit(After(Row(), forbidden))).Wait);
        Assert.IsType<CircuitEffect.Processed>(wrongUser.EffectOnCircuit(After(Row(), wrongUser)));
    }

    [Fact]
    public void Concurs_own_RetryAfter_counts()
    {
        var busy = Answer(ReceiptStep.Send, ReceiptAnswerKind.Status, 429) with { RetryAfter = TimeSpan.FromSeconds(7) };
        var down = Answer(ReceiptStep.Send, ReceiptAnswerKind.Status, 503) with { RetryAfter = TimeSpan.FromSeconds(7) };

        Assert.Equal(TimeSpan.FromSeconds(7), After(Row(), busy).Wait);
        Assert.Equal(RetryAfter, After(Row(), down).Wait);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3600)]
    public void RetryAfter_that_has_passed_doesnt_count(int seconds)
    {
        var busy = Answer(ReceiptStep.Send, ReceiptAnswerKind.Status, 429) with { RetryAfter = TimeSpan.FromSeconds(seconds) };

        Assert.Equal(TimeSpan.FromMinutes(1), After(Row(), busy).Wait);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-3600, 0)]
    [InlineData(0, -3600)]
    public void Next_step_is_never_due_at_once_whatever_Concur_asks_and_wherever_the_clock_is_set(int retryAfter, int clockBy)
    {
        var answers =
            from step in Enum.GetValues<ReceiptStep>()
            from kind in Enum.GetValues<ReceiptAnswerKind>()
            from status in new[] { 0, 200, 400, 401, 403, 404, 429, 500, 503 }
            select Answer(step, kind, status) with { RetryAfter = TimeSpan.FromSeconds(retryAfter) };
        foreach (var answer in answers)
        {
            foreach (var acceptedAt in new[] { (DateTimeOffset?)null, TestClock.Now })
            {
                var row = Row();
                (row.AcceptedAt, row.ConcurReceiptId) = (acceptedAt, acceptedAt is null ? "" : "1");
                var decision = ReceiptSchedule.After(row, answer, TestClock.Now.AddSeconds(clockBy), TimeSpan.FromSeconds(1), 0);
                var isSoon = decision.State == DeliveryState.Pending && decision.Wait < TimeSpan.FromMilliseconds(50);
                Assert.False(isSoon, $"{answer}: {decision}");
            }
        }
    }

    [Theory]
    [InlineData(429, 4, 15)]
    [InlineData(503, 6, 120)]
    public void After_its_first_delays_it_is_retried_at_even_intervals(int status, int attempts, int minutes)
    {
        var row = Row();
        row.Attempts = attempts;

        Assert.Equal(TimeSpan.FromMinutes(minutes), After(row, Answer(ReceiptStep.Send, ReceiptAnswerKind.Status, status)).Wait);
    }

    private static RetryDecision After(ReceiptDelivery row, ReceiptAnswer answer) =>
        ReceiptSchedule.After(row, answer, TestClock.Now, RetryAfter, 0);

    private static ReceiptAnswer Answer(ReceiptStep step, ReceiptAnswerKind kind, int status = 0) => new(step, kind, status, "answer");

    internal static ReceiptDelivery Row() => new()
    {
        ReservationId = 1,
        Seq = 3,
        DirectConnectId = "dc",
        VendorCode = "LML",
        Reference = "1-3",
        IsAdjustment = false,
        UserId = "08bdda1e-0d4f-4261-9f1b-f9b8d9f817d6",
        PassengerKey = "",
        Currency = "USD",
        TotalMinor = 4250,
        TaxMinor = 150,
        Payload = "{}",
        CorrelationId = "",
        CreatedAt = TestClock.Now,
        NotBefore = TestClock.Now,
    };
}
