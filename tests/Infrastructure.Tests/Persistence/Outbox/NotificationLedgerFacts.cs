using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.TestKit;

namespace GroundTransport.Infrastructure.Tests.Persistence.Outbox;

public abstract class NotificationLedgerFacts(DatabaseUnderTest on) : Facts<TestOutbox>(() => TestOutbox.Create(on))
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;
    [Fact]
    public async Task Accepted_message_is_in_the_ledger_with_its_completion()
    {
        await Ground.Add(Ground.Row(1, seq: 3));
        var row = Assert.Single(await Ground.Outbox.Claim(8, ConnectionFilter.All, cancellation));
        await Ground.Outbox.MarkSent(row, cancellation);
        await Ground.Outbox.Complete(row, new PostBackAnswer(PostBackAnswerKind.Success, 200, "Success"), RetryDecision.Delivered,
            cancellation);

        var told = await Ground.Ledger.Find(1, cancellation);

        Assert.Equal(new LastNotified(1, 3, "RA", TestClock.Now, "PostBack", "1-3-1"), told);
        Assert.Equal(1, (await Ground.Read(row)).Sends);
    }

    [Fact]
    public async Task Refused_message_is_not()
    {
        await Ground.Add(Ground.Row(1));
        var row = Assert.Single(await Ground.Outbox.Claim(8, ConnectionFilter.All, cancellation));
        await Ground.Outbox.Complete(row, new PostBackAnswer(PostBackAnswerKind.Error, 200, "Error"), RetryDecision.RetryIn(1),
            cancellation);
        Assert.Null(await Ground.Ledger.Find(1, cancellation));
    }

    [Fact]
    public async Task Message_that_is_entered_late_takes_no_newer_ones_place()
    {
        await Ground.Enter(new LastNotified(1, 5, "CA", TestClock.Now, "PostBack", "c5"));
        await Ground.Enter(new LastNotified(1, 4, "CB", TestClock.Now, "Update", "c4"));
        Assert.Equal(5, (await Ground.Ledger.Find(1, cancellation))!.Seq);
        await Ground.Enter(new LastNotified(1, 6, "XB", TestClock.Now, "Cancel", "c6"));
        Assert.Equal(("XB", "Cancel"), ((await Ground.Ledger.Find(1, cancellation))!.Status,
            (await Ground.Ledger.Find(1, cancellation))!.By));
    }

    [Fact]
    public async Task Older_message_that_was_tried_in_vain_gives_way_to_a_newer()
    {
        var (old, newer, alone) = (Ground.Row(1, seq: 2), Ground.Row(1, seq: 3), Ground.Row(2, seq: 2));
        old.Attempts = alone.Attempts = 4;
        await Ground.Add(old, newer, alone);

        Assert.Equal(0, await Ground.Outbox.Supersede(TestClock.Now - Hour, cancellation));
        Ground.Clock.Advance(Hour);
        Assert.Equal(1, await Ground.Outbox.Supersede(Ground.Clock.GetUtcNow() - Hour, cancellation));

        Assert.Equal(PostBackState.Superseded, (await Ground.Read(old)).State);
        Assert.Equal([1, 2], (await Ground.Outbox.Claim(8, ConnectionFilter.All, cancellation)).Select(row => row.ReservationId).Order());
        Assert.Equal(PostBackState.Pending, (await Ground.Read(newer)).State);
    }

    [Fact]
    public async Task Older_message_that_never_left_keeps_its_turn()
    {
        await Ground.Add(Ground.Row(1, seq: 2), Ground.Row(1, seq: 3));
        Ground.Clock.Advance(Hour);
        Assert.Equal(0, await Ground.Outbox.Supersede(Ground.Clock.GetUtcNow() - Hour, cancellation));
    }

    [Theory]
    [InlineData("Cancel", 3, PostBackState.Superseded)]
    [InlineData("Update", 3, PostBackState.Superseded)]
    [InlineData("Update", 2, PostBackState.Pending)]
    [InlineData("ReservationDetail", 3, PostBackState.Pending)]
    [InlineData("PostBack", 3, PostBackState.Pending)]
    public async Task Message_that_a_reply_has_overtaken_is_heard_no_more(string by, int seq, PostBackState state)
    {
        var row = Ground.Row(1, seq: 2);
        await Ground.Add(row);
        await Ground.Enter(new LastNotified(1, seq, "XA", TestClock.Now, by, "c"));

        await Ground.Outbox.Supersede(TestClock.Now - Hour, cancellation);

        Assert.Equal(state, (await Ground.Read(row)).State);
    }

    [Fact]
    public async Task Claim_takes_one_channel_or_leaves_some_out()
    {
        var rows = new[] { "a", "b", "c" }.Select((connect, index) => Ground.Row(index + 1, connect: connect)).ToArray();
        await Ground.Add(rows);

        Assert.Equal([2], (await Ground.Outbox.Claim(8, ConnectionFilter.OnlyOf("b"), cancellation)).Select(row => row.ReservationId));
        Assert.Equal([3], (await Ground.Outbox.Claim(8, ConnectionFilter.AllExcept(["a", "b'; --"]), cancellation))
            .Select(row => row.ReservationId));
        Assert.Equal([1], (await Ground.Outbox.Claim(8, ConnectionFilter.All, cancellation)).Select(row => row.ReservationId));
    }
}
