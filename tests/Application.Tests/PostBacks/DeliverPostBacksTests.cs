using System.Collections.Concurrent;
using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.TestKit;
using MediatR;
using Microsoft.Extensions.Logging;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Xunit;
using static GroundTransport.Application.Tests.PostBacks.Rows;

namespace GroundTransport.Application.Tests.PostBacks;

public sealed class DeliverPostBacksTests : IDisposable
{
    private static readonly PostBackAnswer Accepted = new(PostBackAnswerKind.Success, 200, "Success");
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    private readonly IPostBackOutbox outbox = Substitute.For<IPostBackOutbox>();
    private readonly IConcurPostBackClient concur = Substitute.For<IConcurPostBackClient>();
    private readonly IMediator mediator = Substitute.For<IMediator>();
    private readonly FakeClock clock = new(TestClock.Now);
    private readonly ConcurrencyLimit limit = new(new ConcurrencyWindow(64));
    private readonly ClaimGate claimGate = new();
    private readonly CircuitBreakers circuitBreakers;
    private readonly LogLines<DeliverPostBacksHandler> log = new();
    private readonly ConcurrentQueue<PostBack> due = new();

    public DeliverPostBacksTests()
    {
        circuitBreakers = new CircuitBreakers(new PostBackSettings().BreakAfterFailures, clock);
        outbox.Claim(default, default!, default).ReturnsForAnyArgs(
            call => Task.FromResult(Claim(call.Arg<int>(), call.Arg<DestinationFilter>())));
        outbox.MarkSent(default!, default).ReturnsForAnyArgs(true);
        outbox.Complete(default!, default!, default!, default).ReturnsForAnyArgs(true);
        concur.Send(default!, default!, default).ReturnsForAnyArgs(Accepted);
    }

    [Fact]
    public async Task Delivery_without_an_address_claims_nothing()
    {
        due.Enqueue(Row());

        Assert.Equal(0, await Deliver(new PostBackSettings()));

        Assert.Single(due);
    }

    [Fact]
    public async Task Delivery_sends_everything_due_before_it_ends()
    {
        for (var reservation = 1; reservation <= 30; reservation++)
            due.Enqueue(Row(reservation));

        Assert.Equal(30, await Deliver());

        await outbox.ReceivedWithAnyArgs(30).Complete(default!, default!, default!, default);
        Assert.Equal(limit.Size, limit.Free);
    }

    [Fact]
    public async Task Delivery_never_claims_more_than_can_be_sent_at_once()
    {
        var answers = new TaskCompletionSource<PostBackAnswer>();
        concur.Send(default!, default!, default).ReturnsForAnyArgs(answers.Task);
        for (var reservation = 1; reservation <= 30; reservation++)
            due.Enqueue(Row(reservation));

        var first = Deliver();
        Assert.Equal(0, await Deliver());

        Assert.Equal(30 - ConcurrencyWindow.DefaultStart, due.Count);
        answers.SetResult(Accepted);
        Assert.Equal(30, await first);
    }

    [Fact]
    public async Task Delivery_during_anothers_claim_claims_after_it()
    {
        var looked = new TaskCompletionSource<IReadOnlyList<PostBack>>();
        outbox.Claim(default, default!, default).ReturnsForAnyArgs(
            _ => looked.Task, call => Task.FromResult(Claim(call.Arg<int>(), call.Arg<DestinationFilter>())));

        var early = Deliver();
        due.Enqueue(Row());
        var second = Deliver();
        var third = Deliver();
        looked.SetResult([]);

        Assert.Equal((0, 1, 0), (await early, await second, await third));
        Assert.Equal(limit.Size, limit.Free);
    }

    [Fact]
    public async Task Slow_answer_blocks_no_other_message()
    {
        var slow = new TaskCompletionSource<PostBackAnswer>();
        concur.Send(Arg.Is<PostBack>(row => row.ReservationId == 1), Arg.Any<string>(), Arg.Any<CancellationToken>()).Returns(slow.Task);
        for (var reservation = 1; reservation <= 20; reservation++)
            due.Enqueue(Row(reservation));
        var first = Deliver();

        Assert.Empty(due);
        due.Enqueue(Row(21));
        Assert.Equal(1, await Deliver());

        Assert.False(first.IsCompleted);
        slow.SetResult(Accepted);
        Assert.Equal(20, await first);
    }

    [Fact]
    public async Task Row_whose_lease_was_lost_isnt_sent()
    {
        due.Enqueue(Row());
        outbox.MarkSent(default!, default).ReturnsForAnyArgs(false);

        Assert.Equal(0, await Deliver());

        await concur.DidNotReceiveWithAnyArgs().Send(default!, default!, default);
        await outbox.DidNotReceiveWithAnyArgs().Complete(default!, default!, default!, default);
        Assert.Contains("too little of its lease is left", Assert.Single(log.Lines).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_is_marked_as_sent_before_the_request_and_its_answer_stored_after_it()
    {
        due.Enqueue(Row(5, seq: 3, attempts: 2, sends: 2));

        await Deliver();

        Received.InOrder(() =>
        {
            outbox.MarkSent(Arg.Any<PostBack>(), Arg.Any<CancellationToken>());
            concur.Send(Arg.Any<PostBack>(), "5-3-3", Arg.Any<CancellationToken>());
            outbox.Complete(Arg.Any<PostBack>(), Accepted, RetryDecision.Delivered, CancellationToken.None);
        });
    }

    [Fact]
    public async Task Each_attempt_is_logged_once_in_the_scope_of_Concurs_call()
    {
        due.Enqueue(Row(5, seq: 3));

        await Deliver();

        var (level, text, scope) = Assert.Single(log.Lines);
        Assert.Equal(LogLevel.Information, level);
        Assert.Contains("5-3 RA attempt 1: Success", text, StringComparison.Ordinal);
        Assert.Equal(("concur-call-1", 5L, 3, 1), (scope["correlationId"], scope["reservation"], scope["seq"], scope["attempt"]));
    }

    [Theory]
    [InlineData(409, LogLevel.Error)]
    [InlineData(503, LogLevel.Warning)]
    public async Task Dead_message_is_logged_as_an_error_and_a_retried_one_as_a_warning(int status, LogLevel expected)
    {
        due.Enqueue(Row());
        concur.Send(default!, default!, default).ReturnsForAnyArgs(new PostBackAnswer(PostBackAnswerKind.Status, status, $"HTTP {status}"));

        await Deliver();

        Assert.Equal(expected, Assert.Single(log.Lines).Level);
    }

    [Fact]
    public async Task Answer_after_the_lease_has_ended_is_logged_as_a_warning_even_if_the_message_would_be_dead()
    {
        due.Enqueue(Row());
        concur.Send(default!, default!, default).ReturnsForAnyArgs(new PostBackAnswer(PostBackAnswerKind.Status, 409, "HTTP 409"));
        outbox.Complete(default!, default!, default!, default).ReturnsForAnyArgs(false);

        await Deliver();

        var (level, text, _) = Assert.Single(log.Lines);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("its lease had ended", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lost_lease_queues_the_current_state_again()
    {
        due.Enqueue(Row());
        outbox.Complete(default!, default!, default!, default).ReturnsForAnyArgs(false);

        await Deliver();

        await mediator.Received().Send(new EnqueueCurrentState(TestReservations.Id), Arg.Any<CancellationToken>());
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Message_that_arrived_after_a_newer_reply_queues_the_current_state_again(bool overtaken, int queued)
    {
        due.Enqueue(Row());
        outbox.IsOvertaken(default!, default).ReturnsForAnyArgs(false, overtaken);

        await Deliver();

        await mediator.Received(queued).Send(new EnqueueCurrentState(TestReservations.Id), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Current_state_is_queued_before_the_overtaken_message_is_completed()
    {
        due.Enqueue(Row());
        outbox.IsOvertaken(default!, default).ReturnsForAnyArgs(false, true);

        await Deliver();

        Received.InOrder(() =>
        {
            concur.Send(Arg.Any<PostBack>(), Arg.Any<string>(), Arg.Any<CancellationToken>());
            mediator.Send(new EnqueueCurrentState(TestReservations.Id), CancellationToken.None);
            outbox.Complete(Arg.Any<PostBack>(), Accepted, RetryDecision.Delivered, CancellationToken.None);
        });
    }

    [Fact]
    public async Task Overtaken_message_isnt_completed_if_the_current_state_cant_be_queued()
    {
        due.Enqueue(Row());
        outbox.IsOvertaken(default!, default).ReturnsForAnyArgs(false, true);
        mediator.Send(Arg.Any<EnqueueCurrentState>(), Arg.Any<CancellationToken>())
            .ThrowsAsyncForAnyArgs(new InvalidOperationException("The disk is full."));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Deliver());

        await outbox.DidNotReceiveWithAnyArgs().Complete(default!, default!, default!, default);
    }

    [Theory]
    [InlineData(2, 1, 1)] // a 500, a timeout, a sender that died
    [InlineData(1, 1, 0)] // Concur refused it
    [InlineData(0, 0, 0)]
    public async Task Message_that_a_reply_has_overtaken_isnt_sent_and_the_current_state_follows_if_it_may_have_arrived(
        int attempts, int refusals, int queued)
    {
        due.Enqueue(Row(attempts: attempts, refusals: refusals));
        outbox.IsOvertaken(default!, default).ReturnsForAnyArgs(true);

        Assert.Equal(0, await Deliver());

        await concur.DidNotReceiveWithAnyArgs().Send(default!, default!, default);
        await mediator.Received(queued).Send(new EnqueueCurrentState(TestReservations.Id), Arg.Any<CancellationToken>());
        await outbox.ReceivedWithAnyArgs(1).Complete(default!, default!, RetryDecision.Superseded, default);
    }

    [Fact]
    public async Task Current_state_is_queued_before_the_message_that_it_corrects_is_superseded()
    {
        outbox.FindOvertaken(default).ReturnsForAnyArgs([TestReservations.Id]);

        await Deliver();

        Received.InOrder(() =>
        {
            mediator.Send(new EnqueueCurrentState(TestReservations.Id), Arg.Any<CancellationToken>());
            outbox.Supersede(Arg.Any<DateTimeOffset>(), Arg.Any<CancellationToken>());
        });
    }

    [Fact]
    public async Task Five_failures_in_a_row_open_the_circuit_and_a_processed_probe_closes_it()
    {
        concur.Send(default!, default!, default).ReturnsForAnyArgs(new PostBackAnswer(PostBackAnswerKind.Status, 503, "HTTP 503"));
        for (var reservation = 1; reservation <= 40; reservation++)
            due.Enqueue(Row(reservation));

        // The eight that were under way, and what each delivery claimed before the fifth failure was recorded.
        Assert.InRange(await Deliver(), CircuitBreakers.FailuresToOpen, 2 * ConcurrencyWindow.DefaultStart);
        var left = due.Count;
        Assert.Equal(0, await Deliver());
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(1, await Deliver());
        Assert.Equal(left - 1, due.Count);

        concur.Send(default!, default!, default).ReturnsForAnyArgs(Accepted);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(left - 1, await Deliver());
        Assert.Empty(circuitBreakers.OpenCircuits);
    }

    [Fact]
    public async Task Open_circuit_of_one_connection_blocks_no_other()
    {
        concur.Send(Arg.Is<PostBack>(row => row.DirectConnectId == "rejected"), Arg.Any<string>(), Arg.Any<CancellationToken>())
            .Returns(new PostBackAnswer(PostBackAnswerKind.Status, 401, "HTTP 401"));
        due.Enqueue(Row(1, connect: "rejected"));
        await Deliver();
        for (var reservation = 2; reservation <= 9; reservation++)
            due.Enqueue(Row(reservation, connect: reservation % 2 == 0 ? "rejected" : "accepted"));

        Assert.Equal(4, await Deliver());

        Assert.All(due, row => Assert.Equal("rejected", row.DirectConnectId));
        var circuit = Assert.Single(circuitBreakers.OpenCircuits);
        Assert.Equal(("rejected", "HTTP 401"), (circuit.Destination, circuit.Reason));
    }

    [Fact]
    public async Task Process_that_was_paused_for_longer_than_the_timeout_sends_nothing()
    {
        due.Enqueue(Row());
        outbox.MarkSent(default!, default).ReturnsForAnyArgs(_ =>
        {
            clock.Advance(new PostBackSettings().Timeout);
            return true;
        });

        Assert.Equal(0, await Deliver());

        await concur.DidNotReceiveWithAnyArgs().Send(default!, default!, default);
        await outbox.DidNotReceiveWithAnyArgs().Complete(default!, default!, default!, default);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    public async Task Messages_that_were_superseded_are_logged_once(int superseded, int lines)
    {
        outbox.Supersede(default, default).ReturnsForAnyArgs(superseded);

        await Deliver();

        await outbox.Received(1).Supersede(TestClock.Now.AddHours(-1), Arg.Any<CancellationToken>());
        Assert.Equal(lines, log.Lines.Count);
        Assert.All(log.Lines, line => Assert.Equal(LogLevel.Warning, line.Level));
        Assert.All(log.Lines, line => Assert.Contains($"{superseded} ", line.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Probes_leave_the_other_permits_to_connections_with_closed_circuits()
    {
        OpenCircuits("one", "two");
        clock.Advance(TimeSpan.FromMinutes(6));
        due.Enqueue(Row(1, connect: "one"));
        due.Enqueue(Row(2, connect: "two"));
        for (var reservation = 3; reservation <= 12; reservation++)
            due.Enqueue(Row(reservation, connect: "three"));

        Assert.Equal(12, await Deliver());

        await outbox.Received(1).Claim(
            ConcurrencyWindow.DefaultStart - 2,
            Arg.Is<DestinationFilter>(connections => connections.Only == null && connections.Except.Count == 2),
            Arg.Any<CancellationToken>());
        await outbox.DidNotReceive().Claim(0, Arg.Any<DestinationFilter>(), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Probes_never_exceed_the_available_permits()
    {
        var names = Enumerable.Range(1, ConcurrencyWindow.DefaultStart + 2).Select(number => $"connection-{number}").ToArray();
        OpenCircuits(names);
        clock.Advance(TimeSpan.FromMinutes(6));
        foreach (var (name, index) in names.Select((name, index) => (name, index)))
            due.Enqueue(Row(index + 1, connect: name));
        var answers = new TaskCompletionSource<PostBackAnswer>();
        concur.Send(default!, default!, default).ReturnsForAnyArgs(answers.Task);

        var first = Deliver();

        Assert.Equal(2, due.Count);
        await outbox.DidNotReceive().Claim(0, Arg.Any<DestinationFilter>(), Arg.Any<CancellationToken>());
        answers.SetResult(Accepted);
        Assert.Equal(names.Length, await first);
        Assert.Equal(limit.Size, limit.Free);
    }

    [Fact]
    public async Task Probe_that_finds_nothing_to_send_is_released()
    {
        OpenCircuits("demo");
        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(0, await Deliver());

        due.Enqueue(Row(connect: "demo"));

        Assert.Equal(1, await Deliver());
    }

    [Fact]
    public async Task Delivery_that_is_cancelled_stores_the_answers_and_claims_no_more()
    {
        for (var reservation = 1; reservation <= 30; reservation++)
            due.Enqueue(Row(reservation));
        using var stopping = new CancellationTokenSource();
        concur.Send(default!, default!, default).ReturnsForAnyArgs(_ =>
        {
            stopping.Cancel();
            return Accepted;
        });

        Assert.Equal(ConcurrencyWindow.DefaultStart, await Deliver(stop: stopping.Token));

        await outbox.ReceivedWithAnyArgs(ConcurrencyWindow.DefaultStart).Complete(default!, default!, default!, default);
        Assert.Equal(limit.Size, limit.Free);
    }

    [Fact]
    public async Task Message_that_was_not_delivered_queues_nothing_even_if_it_was_overtaken()
    {
        due.Enqueue(Row());
        concur.Send(default!, default!, default).ReturnsForAnyArgs(new PostBackAnswer(PostBackAnswerKind.Status, 503, "HTTP 503"));
        outbox.IsOvertaken(default!, default).ReturnsForAnyArgs(false, true);

        await Deliver();

        Assert.Empty(mediator.ReceivedCalls());
    }

    [Fact]
    public async Task Disposed_gate_admits_no_claim()
    {
        claimGate.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => claimGate.TryEnter(cancellation));
    }

    [Fact]
    public async Task Each_send_has_its_own_correlation_id()
    {
        due.Enqueue(Row(7, seq: 3, attempts: 0, sends: 4));

        await Deliver();

        await concur.Received().Send(Arg.Any<PostBack>(), "7-3-5", Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Permits_are_released_after_the_outbox_failed()
    {
        due.Enqueue(Row());
        outbox.MarkSent(default!, default).ReturnsForAnyArgs(Task.FromException<bool>(new InvalidOperationException("The disk is full.")));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Deliver());
        outbox.Claim(default, default!, default).ReturnsForAnyArgs(
            Task.FromException<IReadOnlyList<PostBack>>(new InvalidOperationException("The disk is full.")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Deliver());

        Assert.Equal(limit.Size, limit.Free);
    }

    [Fact]
    public async Task Probe_is_released_after_its_claim_failed()
    {
        OpenCircuits("demo");
        clock.Advance(TimeSpan.FromMinutes(6));
        outbox.Claim(default, default!, default).ReturnsForAnyArgs(
            Task.FromException<IReadOnlyList<PostBack>>(new InvalidOperationException("The disk is full.")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Deliver());

        Assert.True(circuitBreakers.TryAcquireProbe("demo"));
    }

    [Fact]
    public async Task What_was_claimed_before_the_outbox_failed_is_sent_all_the_same()
    {
        OpenCircuits("demo");
        clock.Advance(TimeSpan.FromMinutes(6));
        due.Enqueue(Row(connect: "demo"));
        outbox.Claim(default, default!, default).ReturnsForAnyArgs(
            call => Task.FromResult(Claim(call.Arg<int>(), call.Arg<DestinationFilter>())),
            _ => Task.FromException<IReadOnlyList<PostBack>>(new InvalidOperationException("The disk is full.")));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Deliver());

        await outbox.ReceivedWithAnyArgs(1).Complete(default!, default!, default!, default);
        Assert.Equal(limit.Size, limit.Free);
    }

    public void Dispose() => claimGate.Dispose();

    private void OpenCircuits(params string[] connections)
    {
        foreach (var connection in connections)
        {
            circuitBreakers.RecordResult(
                connection,
                new PostBackAnswer(PostBackAnswerKind.Status, 401, "HTTP 401").EffectOnCircuit(RetryDecision.RetryWithoutCounting(5)));
        }
    }

    private async Task<int> Deliver(PostBackSettings? settings = null, CancellationToken? stop = null)
    {
        settings ??= new PostBackSettings { Url = new Uri("https://concur.example/") };
        var gates = new DeliveryGates<PostBack>(limit, claimGate, circuitBreakers);
        using var metrics = new PostBackMetrics(gates, clock);
        var handler = new DeliverPostBacksHandler(outbox, concur, gates, metrics, mediator, settings, clock, log);
        return (await handler.Handle(new DeliverPostBacks(), stop ?? cancellation)).Value;
    }

    private IReadOnlyList<PostBack> Claim(int atMost, DestinationFilter connections)
    {
        var rows = new List<PostBack>();
        for (var look = due.Count; look > 0 && rows.Count < atMost && due.TryDequeue(out var row); look--)
        {
            if (connections.Only is null ? !connections.Except.Contains(row.DirectConnectId) : connections.Only == row.DirectConnectId)
                rows.Add(row);
            else
                due.Enqueue(row);
        }
        return rows;
    }
}
