using System.Collections.Concurrent;
using GroundTransport.Application.PostBacks;
using GroundTransport.TestKit;
using Microsoft.Extensions.Logging;
using NSubstitute;
using Xunit;
using static GroundTransport.Application.Tests.PostBacks.Rows;

namespace GroundTransport.Application.Tests.PostBacks;

public class DeliverPostBacksTests
{
    private static readonly PostBackAnswer Accepted = new(PostBackAnswerKind.Success, 200, "Success");
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    private readonly IPostBackOutbox outbox = Substitute.For<IPostBackOutbox>();
    private readonly IConcurPostBack concur = Substitute.For<IConcurPostBack>();
    private readonly PostBackSenders senders = new();
    private readonly LogLines<DeliverPostBacksHandler> log = new();
    private readonly ConcurrentQueue<PostBack> due = new();

    public DeliverPostBacksTests()
    {
        outbox.Claim(default, default).ReturnsForAnyArgs(call => Task.FromResult<IReadOnlyList<PostBack>>(Claim(call.Arg<int>())));
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
        due.Enqueue(Row(5, seq: 3, attempts: 2));

        await Deliver();

        Received.InOrder(() =>
        {
            outbox.MarkSent(Arg.Any<PostBack>(), Arg.Any<CancellationToken>());
            concur.Send(Arg.Any<PostBack>(), "5-3-3", Arg.Any<CancellationToken>());
            outbox.Complete(Arg.Any<PostBack>(), Accepted, Treatment.Delivered, CancellationToken.None);
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
    public async Task Senders_are_free_again_after_the_outbox_failed()
    {
        due.Enqueue(Row());
        outbox.MarkSent(default!, default).ReturnsForAnyArgs(Task.FromException<bool>(new InvalidOperationException("The disk is full.")));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Deliver());
        outbox.Claim(default, default).ReturnsForAnyArgs(Task.FromException<IReadOnlyList<PostBack>>(new InvalidOperationException("The disk is full.")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Deliver());

        Assert.Equal(PostBackSenders.Most, senders.TakeFree());
    }

    private async Task<int> Deliver(PostBackSettings? settings = null) =>
        (await new DeliverPostBacksHandler(outbox, concur, senders, settings ?? new PostBackSettings { Url = new Uri("https://concur.example/") },
            new DrivenClock(TestClock.Now), log).Handle(new DeliverPostBacks(), cancellation)).Value;

    private List<PostBack> Claim(int atMost)
    {
        var rows = new List<PostBack>();
        while (rows.Count < atMost && due.TryDequeue(out var row))
            rows.Add(row);
        return rows;
    }
}
