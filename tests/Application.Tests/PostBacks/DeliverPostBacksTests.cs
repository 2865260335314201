using System.Collections.Concurrent;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.TestKit;
using MediatR;
using Microsoft.Extensions.Logging;
using NSubstitute;
using Xunit;
using static GroundTransport.Application.Tests.PostBacks.Rows;

namespace GroundTransport.Application.Tests.PostBacks;

public sealed class DeliverPostBacksTests : IDisposable
{
    private static readonly PostBackAnswer Accepted = new(PostBackAnswerKind.Success, 200, "Success");
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    private readonly IPostBackOutbox outbox = Substitute.For<IPostBackOutbox>();
    private readonly IConcurPostBack concur = Substitute.For<IConcurPostBack>();
    private readonly IMediator mediator = Substitute.For<IMediator>();
    private readonly DrivenClock clock = new(TestClock.Now);
    private readonly PostBackSenders senders = new();
    private readonly PostBackChannels channels;
    private readonly LogLines<DeliverPostBacksHandler> log = new();
    private readonly ConcurrentQueue<PostBack> due = new();

    public DeliverPostBacksTests()
    {
        channels = new PostBackChannels(new PostBackSettings(), clock);
        outbox.Claim(default, default!, default).ReturnsForAnyArgs(call => Task.FromResult<IReadOnlyList<PostBack>>(Claim(call.Arg<int>(), call.Arg<ChannelChoice>())));
        outbox.MarkSent(default!, default).ReturnsForAnyArgs(true);
        outbox.Complete(default!, default!, default!, default).ReturnsForAnyArgs(true);
        concur.Send(default!, default!, default).ReturnsForAnyArgs(Accepted);
    }

    [Fact]
    public async Task Without_an_address_nothing_is_claimed()
    {
        due.Enqueue(Row());

        Assert.Equal(0, await Deliver(new PostBackSettings()));

        Assert.Single(due);
    }

    [Fact]
    public async Task Everything_due_is_sent_before_it_ends()
    {
        for (var reservation = 1; reservation <= 30; reservation++)
            due.Enqueue(Row(reservation));

        Assert.Equal(30, await Deliver());

        await outbox.ReceivedWithAnyArgs(30).Complete(default!, default!, default!, default);
        Assert.Equal(PostBackSenders.Most, senders.TakeFree());
    }

    [Fact]
    public async Task Never_more_are_claimed_than_can_be_sent_at_once()
    {
        var answers = new TaskCompletionSource<PostBackAnswer>();
        concur.Send(default!, default!, default).ReturnsForAnyArgs(answers.Task);
        for (var reservation = 1; reservation <= 30; reservation++)
            due.Enqueue(Row(reservation));

        var first = Deliver();
        Assert.Equal(0, await Deliver());

        Assert.Equal(30 - PostBackSenders.Most, due.Count);
        answers.SetResult(Accepted);
        Assert.Equal(30, await first);
    }

    [Fact]
    public async Task Wake_up_during_anothers_claim_looks_again_after_it()
    {
        var looked = new TaskCompletionSource<IReadOnlyList<PostBack>>();
        outbox.Claim(default, default!, default).ReturnsForAnyArgs(_ => looked.Task, call => Task.FromResult<IReadOnlyList<PostBack>>(Claim(call.Arg<int>(), call.Arg<ChannelChoice>())));

        var tooEarly = Deliver();
        due.Enqueue(Row());
        var woken = Deliver();
        var alsoWoken = Deliver();
        looked.SetResult([]);

        Assert.Equal((0, 1, 0), (await tooEarly, await woken, await alsoWoken));
        Assert.Equal(PostBackSenders.Most, senders.TakeFree());
    }

    [Fact]
    public async Task Slow_answer_holds_up_nobody_else()
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
    public async Task Row_whose_lease_is_lost_isnt_sent()
    {
        due.Enqueue(Row());
        outbox.MarkSent(default!, default).ReturnsForAnyArgs(false);

        Assert.Equal(0, await Deliver());

        await concur.DidNotReceiveWithAnyArgs().Send(default!, default!, default);
        await outbox.DidNotReceiveWithAnyArgs().Complete(default!, default!, default!, default);
    }

    [Fact]
    public async Task Lease_is_marked_before_the_request_and_the_answer_entered_after_it()
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
    public async Task Each_attempt_is_one_line_in_the_scope_of_Concurs_own_call()
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
    public async Task Dead_message_is_an_alert_and_a_waiting_one_isnt(int status, LogLevel expected)
    {
        due.Enqueue(Row());
        concur.Send(default!, default!, default).ReturnsForAnyArgs(new PostBackAnswer(PostBackAnswerKind.Status, status, $"HTTP {status}"));

        await Deliver();

        Assert.Equal(expected, Assert.Single(log.Lines).Level);
    }

    [Fact]
    public async Task Answer_after_the_lease_had_ended_is_a_warning_even_where_it_would_be_an_alert()
    {
        due.Enqueue(Row());
        concur.Send(default!, default!, default).ReturnsForAnyArgs(new PostBackAnswer(PostBackAnswerKind.Status, 409, "HTTP 409"));
        outbox.Complete(default!, default!, default!, default).ReturnsForAnyArgs(false);

        await Deliver();

        var (level, text, _) = Assert.Single(log.Lines);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("whoever has it now goes on", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lost_lease_makes_Concur_hear_the_present_state_once_more()
    {
        due.Enqueue(Row());
        outbox.Complete(default!, default!, default!, default).ReturnsForAnyArgs(false);

        await Deliver();

        await mediator.Received().Send(new EnqueueCurrentState(TestReservations.Id), Arg.Any<CancellationToken>());
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Message_that_arrived_after_a_newer_reply_makes_Concur_hear_the_present_state(bool overtaken, int told)
    {
        due.Enqueue(Row());
        outbox.WasOvertaken(default!, default).ReturnsForAnyArgs(overtaken);

        await Deliver();

        await mediator.Received(told).Send(new EnqueueCurrentState(TestReservations.Id), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Five_failures_in_a_row_leave_one_probe_at_a_time_and_an_answer_opens_the_channel()
    {
        concur.Send(default!, default!, default).ReturnsForAnyArgs(new PostBackAnswer(PostBackAnswerKind.Status, 503, "HTTP 503"));
        for (var reservation = 1; reservation <= 40; reservation++)
            due.Enqueue(Row(reservation));

        // The eight that were under way, and what each sender took before the fifth failure was known.
        Assert.InRange(await Deliver(), PostBackChannels.FailuresInARow, 2 * PostBackSenders.Most);
        var left = due.Count;
        Assert.Equal(0, await Deliver());
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(1, await Deliver());
        Assert.Equal(left - 1, due.Count);

        concur.Send(default!, default!, default).ReturnsForAnyArgs(Accepted);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(left - 1, await Deliver());
        Assert.Empty(channels.Paused);
    }

    [Fact]
    public async Task Shut_channel_of_one_connection_holds_up_no_other()
    {
        concur.Send(Arg.Is<PostBack>(row => row.DirectConnectId == "shut"), Arg.Any<string>(), Arg.Any<CancellationToken>())
            .Returns(new PostBackAnswer(PostBackAnswerKind.Status, 401, "HTTP 401"));
        due.Enqueue(Row(1, connect: "shut"));
        await Deliver();
        for (var reservation = 2; reservation <= 9; reservation++)
            due.Enqueue(Row(reservation, connect: reservation % 2 == 0 ? "shut" : "open"));

        Assert.Equal(4, await Deliver());

        Assert.All(due, row => Assert.Equal("shut", row.DirectConnectId));
        Assert.Equal(("shut", "HTTP 401"), channels.Paused.Select(channel => (channel.Name, channel.Why)).Single());
    }

    [Fact]
    public async Task Sender_that_was_halted_for_longer_than_an_answer_may_take_sends_nothing()
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
    public async Task Connections_that_are_probed_leave_the_other_senders_to_the_rest()
    {
        Shut("one", "two");
        clock.Advance(TimeSpan.FromMinutes(6));
        due.Enqueue(Row(1, connect: "one"));
        due.Enqueue(Row(2, connect: "two"));
        for (var reservation = 3; reservation <= 12; reservation++)
            due.Enqueue(Row(reservation, connect: "three"));

        Assert.Equal(12, await Deliver());

        await outbox.Received(1).Claim(
            PostBackSenders.Most - 2, Arg.Is<ChannelChoice>(of => of.Only == null && of.Except.Count == 2), Arg.Any<CancellationToken>());
        await outbox.DidNotReceive().Claim(0, Arg.Any<ChannelChoice>(), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Connections_that_are_probed_are_never_more_than_the_free_senders()
    {
        var names = Enumerable.Range(1, PostBackSenders.Most + 2).Select(number => $"connection-{number}").ToArray();
        Shut(names);
        clock.Advance(TimeSpan.FromMinutes(6));
        foreach (var (name, index) in names.Select((name, index) => (name, index)))
            due.Enqueue(Row(index + 1, connect: name));
        var answers = new TaskCompletionSource<PostBackAnswer>();
        concur.Send(default!, default!, default).ReturnsForAnyArgs(answers.Task);

        var first = Deliver();

        Assert.Equal(2, due.Count);
        answers.SetResult(Accepted);
        Assert.Equal(names.Length, await first);
        Assert.Equal(PostBackSenders.Most, senders.TakeFree());
    }

    [Fact]
    public async Task Probe_that_finds_nothing_to_send_leaves_its_turn_to_the_next()
    {
        Shut("demo");
        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(0, await Deliver());

        due.Enqueue(Row(connect: "demo"));

        Assert.Equal(1, await Deliver());
    }

    [Fact]
    public async Task Delivery_that_is_cancelled_enters_the_answer_and_claims_no_more()
    {
        for (var reservation = 1; reservation <= 30; reservation++)
            due.Enqueue(Row(reservation));
        using var stopping = new CancellationTokenSource();
        concur.Send(default!, default!, default).ReturnsForAnyArgs(_ =>
        {
            stopping.Cancel();
            return Accepted;
        });

        Assert.Equal(PostBackSenders.Most, await Deliver(stop: stopping.Token));

        await outbox.ReceivedWithAnyArgs(PostBackSenders.Most).Complete(default!, default!, default!, default);
        Assert.Equal(PostBackSenders.Most, senders.TakeFree());
    }

    [Fact]
    public async Task Message_that_was_not_delivered_makes_Concur_hear_nothing_more_though_it_was_overtaken()
    {
        due.Enqueue(Row());
        concur.Send(default!, default!, default).ReturnsForAnyArgs(new PostBackAnswer(PostBackAnswerKind.Status, 503, "HTTP 503"));
        outbox.WasOvertaken(default!, default).ReturnsForAnyArgs(true);

        await Deliver();

        Assert.Empty(mediator.ReceivedCalls());
    }

    [Fact]
    public async Task Disposed_senders_can_claim_no_more()
    {
        senders.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => senders.WaitToClaim(cancellation));
    }

    [Fact]
    public async Task Each_send_has_a_correlation_id_of_its_own()
    {
        due.Enqueue(Row(7, seq: 3, attempts: 0, sends: 4));

        await Deliver();

        await concur.Received().Send(Arg.Any<PostBack>(), "7-3-5", Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Senders_are_free_again_after_the_outbox_failed()
    {
        due.Enqueue(Row());
        outbox.MarkSent(default!, default).ReturnsForAnyArgs(Task.FromException<bool>(new InvalidOperationException("The disk is full.")));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Deliver());
        outbox.Claim(default, default!, default).ReturnsForAnyArgs(Task.FromException<IReadOnlyList<PostBack>>(new InvalidOperationException("The disk is full.")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Deliver());

        Assert.Equal(PostBackSenders.Most, senders.TakeFree());
    }

    public void Dispose() => senders.Dispose();

    private void Shut(params string[] names)
    {
        foreach (var name in names)
            channels.Learn(name, new PostBackAnswer(PostBackAnswerKind.Status, 401, "HTTP 401"), RetryDecision.ChannelIsShut(5));
    }

    private async Task<int> Deliver(PostBackSettings? settings = null, CancellationToken? stop = null) =>
        (await new DeliverPostBacksHandler(outbox, concur, senders, channels, new PostBackMetrics(channels, clock), mediator,
            settings ?? new PostBackSettings { Url = new Uri("https://concur.example/") }, clock, log).Handle(new DeliverPostBacks(), stop ?? cancellation)).Value;

    private List<PostBack> Claim(int atMost, ChannelChoice of)
    {
        var rows = new List<PostBack>();
        for (var look = due.Count; look > 0 && rows.Count < atMost && due.TryDequeue(out var row); look--)
        {
            if (of.Only is null ? !of.Except.Contains(row.DirectConnectId) : of.Only == row.DirectConnectId)
                rows.Add(row);
            else
                due.Enqueue(row);
        }
        return rows;
    }
}
