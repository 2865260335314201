using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.TestKit;

namespace GroundTransport.Infrastructure.Tests.Persistence.Outbox;

public abstract class NotificationLedgerTestBase(DatabaseUnderTest on) : FixtureTestBase<TestOutbox>(() => TestOutbox.Create(on))
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;
    [Fact]
    public async Task Delivered_message_is_in_the_ledger_once_it_is_completed()
    {
        await Fixture.Add(Fixture.Row(1, seq: 3));
        var row = Assert.Single(await Fixture.Outbox.Claim(8, DestinationFilter.All, cancellation));
        await Fixture.Outbox.MarkSent(row, cancellation);
        await Fixture.Outbox.Complete(row, new PostBackAnswer(PostBackAnswerKind.Success, 200, "Success"), RetryDecision.Delivered,
            cancellation);

        var notified = await Fixture.Ledger.Find(1, cancellation);

        Assert.Equal(new LastNotified(1, 3, "RA", TestClock.Now, "PostBack", "1-3-1"), notified);
        Assert.Equal(1, (await Fixture.Read(row)).Sends);
    }

    [Fact]
    public async Task Refused_message_isnt_in_the_ledger()
    {
        await Fixture.Add(Fixture.Row(1));
        var row = Assert.Single(await Fixture.Outbox.Claim(8, DestinationFilter.All, cancellation));
        await Fixture.Outbox.Complete(row, new PostBackAnswer(PostBackAnswerKind.Error, 200, "Error"), RetryDecision.RetryIn(1),
            cancellation);
        Assert.Null(await Fixture.Ledger.Find(1, cancellation));
    }

    [Fact]
    public async Task Message_recorded_late_doesnt_replace_a_newer_one()
    {
        await Fixture.Store(new LastNotified(1, 5, "CA", TestClock.Now, "PostBack", "c5"));
        await Fixture.Store(new LastNotified(1, 4, "CB", TestClock.Now, "Update", "c4"));
        Assert.Equal(5, (await Fixture.Ledger.Find(1, cancellation))!.Seq);
        await Fixture.Store(new LastNotified(1, 6, "XB", TestClock.Now, "Cancel", "c6"));
        Assert.Equal(("XB", "Cancel"), ((await Fixture.Ledger.Find(1, cancellation))!.Status,
            (await Fixture.Ledger.Find(1, cancellation))!.By));
    }

    [Fact]
    public async Task Reservation_is_behind_until_the_ledger_has_its_last_change()
    {
        await Fixture.Change(1, seq: 1);
        await Fixture.Change(1, seq: 2);
        await Fixture.Change(2, seq: 1);
        await Fixture.Change(3, seq: 1);

        await Fixture.Store(new LastNotified(1, 1, "RB", TestClock.Now, "Sell", "c"));
        await Fixture.Store(new LastNotified(2, 1, "RB", TestClock.Now, "Sell", "c"));
        Assert.Equal([1, 3], await Fixture.Behind());
        await Fixture.Store(new LastNotified(1, 2, "RA", TestClock.Now, "PostBack", "c"));
        Assert.Equal([3], await Fixture.Behind());
        await Fixture.Change(2, seq: 2);
        await Fixture.Store(new LastNotified(2, 1, "RB", TestClock.Now, "PostBack", "late"));
        Assert.Equal([2, 3], await Fixture.Behind());
    }

    [Fact]
    public async Task Older_message_that_failed_is_superseded_by_a_newer_one()
    {
        var (old, newer, alone) = (Fixture.Row(1, seq: 2), Fixture.Row(1, seq: 3), Fixture.Row(2, seq: 2));
        old.Attempts = alone.Attempts = 4;
        await Fixture.Add(old, newer, alone);

        Assert.Equal(0, await Fixture.Outbox.Supersede(TestClock.Now - Hour, cancellation));
        Fixture.Clock.Advance(Hour);
        Assert.Equal(1, await Fixture.Outbox.Supersede(Fixture.Clock.GetUtcNow() - Hour, cancellation));

        Assert.Equal(DeliveryState.Superseded, (await Fixture.Read(old)).State);
        Assert.Equal([1, 2], (await Fixture.Outbox.Claim(8, DestinationFilter.All, cancellation)).Select(row => row.ReservationId).Order());
        Assert.Equal(DeliveryState.Pending, (await Fixture.Read(newer)).State);
    }

    [Fact]
    public async Task Older_message_that_was_never_sent_keeps_its_turn()
    {
        await Fixture.Add(Fixture.Row(1, seq: 2), Fixture.Row(1, seq: 3));
        Fixture.Clock.Advance(Hour);
        Assert.Equal(0, await Fixture.Outbox.Supersede(Fixture.Clock.GetUtcNow() - Hour, cancellation));
    }

    [Theory]
    [InlineData("Cancel", 3, DeliveryState.Superseded)]
    [InlineData("Update", 3, DeliveryState.Superseded)]
    [InlineData("Update", 2, DeliveryState.Pending)]
    [InlineData("ReservationDetail", 3, DeliveryState.Pending)]
    [InlineData("PostBack", 3, DeliveryState.Pending)]
    public async Task Message_overtaken_by_a_reply_isnt_sent(string by, int seq, DeliveryState state)
    {
        var row = Fixture.Row(1, seq: 2);
        await Fixture.Add(row);
        await Fixture.Store(new LastNotified(1, seq, "XA", TestClock.Now, by, "c"));

        await Fixture.Outbox.Supersede(TestClock.Now - Hour, cancellation);

        Assert.Equal(state, (await Fixture.Read(row)).State);
    }

    [Fact]
    public async Task Overtaken_message_that_may_have_arrived_ends_only_after_the_present_state_was_queued()
    {
        var row = Fixture.Row(1, seq: 2);
        row.Attempts = 1;
        await Fixture.Add(row);
        await Fixture.Store(new LastNotified(1, 3, "XB", TestClock.Now, "Cancel", "c"));

        Assert.Equal(0, await Fixture.Outbox.Supersede(TestClock.Now - Hour, cancellation));
        await Fixture.Add(Fixture.Row(1, seq: 3));

        Assert.Equal(1, await Fixture.Outbox.Supersede(TestClock.Now - Hour, cancellation));
        Assert.Equal(DeliveryState.Superseded, (await Fixture.Read(row)).State);
    }

    [Fact]
    public async Task Claim_is_limited_to_one_connection_or_excludes_some()
    {
        var rows = new[] { "a", "b", "c" }.Select((connect, index) => Fixture.Row(index + 1, connect: connect)).ToArray();
        await Fixture.Add(rows);

        Assert.Equal([2], (await Fixture.Outbox.Claim(8, DestinationFilter.OnlyOf("b"), cancellation)).Select(row => row.ReservationId));
        Assert.Equal([3], (await Fixture.Outbox.Claim(8, DestinationFilter.AllExcept(["a", "b'; --"]), cancellation))
            .Select(row => row.ReservationId));
        Assert.Equal([1], (await Fixture.Outbox.Claim(8, DestinationFilter.All, cancellation)).Select(row => row.ReservationId));
    }
}
