using System.Collections.Concurrent;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.Persistence.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.Outbox;

/// <summary>Who gets which row, and in which order.</summary>
public abstract class PostBackClaimFacts(DatabaseUnderTest on) : Facts<TestOutbox>(() => TestOutbox.Create(on))
{
    private static readonly PostBackAnswer Success = new(PostBackAnswerKind.Success, 200, "Success", CorrelationId: "theirs");
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Claim_by_eight_workers_of_two_processes_gives_no_row_to_two_and_each_reservation_its_order()
    {
        const int reservations = 12, messages = 4;
        await Ground.Add([.. from seq in Enumerable.Range(1, messages) from reservation in Enumerable.Range(1, reservations) select Ground
            .Row(reservation, seq)]);
        var outboxes = new[] { Ground.Outbox, Ground.Process().GetRequiredService<PostBackOutbox>() };
        var sent = new ConcurrentQueue<(long Reservation, int Seq)>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            var outbox = outboxes[worker % outboxes.Length];
            while (sent.Count < reservations * messages)
            {
                foreach (var row in await outbox.Claim(2, ConnectionFilter.All, cancellation))
                {
                    Assert.True(await outbox.MarkSent(row, cancellation));
                    sent.Enqueue((row.ReservationId, row.Seq));
                    Assert.True(await outbox.Complete(row, Success, RetryDecision.Delivered, cancellation));
                }
            }
        }, cancellation)));

        Assert.Equal(reservations * messages, sent.Distinct().Count());
        Assert.Equal(reservations * messages, sent.Count);
        Assert.All(sent.GroupBy(row => row.Reservation), ofOne => Assert.Equal([1, 2, 3, 4], ofOne.Select(row => row.Seq)));
    }

    [Fact]
    public async Task Claim_takes_no_more_than_asked_and_the_longest_due_first()
    {
        await Ground.Add(Ground.Row(1, dueIn: -TimeSpan.FromMinutes(1)), Ground.Row(2, dueIn: -TimeSpan.FromMinutes(3)),
            Ground.Row(3, dueIn: -TimeSpan.FromMinutes(2)));

        await Claims(2, 2, 3);
        await Claims(2, 1);
        await Claims(2);
    }

    [Fact]
    public async Task Claim_waits_for_the_due_time()
    {
        await Ground.Add(Ground.Row(1, dueIn: TimeSpan.FromSeconds(1)));

        await Claims(8);
        Ground.Clock.Advance(TimeSpan.FromSeconds(1));
        await Claims(8, 1);
    }

    [Theory]
    [InlineData(PostBackState.Delivered, true)]
    [InlineData(PostBackState.Dead, true)]
    [InlineData(PostBackState.Pending, false)]
    public async Task Claim_goes_on_behind_an_earlier_row_only_when_that_is_done_or_dead(PostBackState earlier, bool goesOn)
    {
        await Ground.Add(Ground.Row(1, seq: 2, earlier, dueIn: TimeSpan.FromHours(1)), Ground.Row(1, seq: 5));

        await Claims(8, goesOn ? [1] : []);
    }

    [Fact]
    public async Task Claim_passes_by_a_reservation_whose_first_row_is_under_way()
    {
        await Ground.Add(Ground.Row(1, seq: 1), Ground.Row(1, seq: 2), Ground.Row(2));

        await Claims(8, 1, 2);
        await Claims(8);
    }

    [Fact]
    public async Task Claim_gives_the_row_as_it_is_stored()
    {
        var row = Ground.Row(1, seq: 7);
        await Ground.Add(row);

        var claimed = Assert.Single(await Ground.Outbox.Claim(8, ConnectionFilter.All, cancellation));

        Assert.Equal((row.Payload, row.CorrelationId, row.Seq, row.CreatedAt, 0),
            (claimed.Payload, claimed.CorrelationId, claimed.Seq, claimed.CreatedAt, claimed.Attempts));
        Assert.NotNull(claimed.LeaseToken);
        Assert.Equal(Ground.Clock.GetUtcNow() + Ground.Settings.Lease, claimed.LeaseUntil);
        Assert.True(Ground.Settings.Lease > 2 * Ground.Settings.Timeout);
    }

    [Fact]
    public async Task Complete_as_pending_keeps_answer_and_counts_and_frees_the_row_for_its_due_time()
    {
        var row = Ground.Row(1);
        await Ground.Add(row);
        var wait = TimeSpan.FromMinutes(1);

        await Attempt(new PostBackAnswer(PostBackAnswerKind.Error, 200, "Error: unknown", CorrelationId: "theirs"),
            RetryDecision.RetryIn(1).CountedAsRefusal());

        var stored = await Ground.Read(row);
        Assert.Equal((PostBackState.Pending, 1, 1, "Error: unknown", "theirs"),
            (stored.State, stored.Attempts, stored.Refusals, stored.LastAnswer, stored.ConcurCorrelationId));
        Assert.Equal((Ground.Clock.GetUtcNow() + wait, null, null, null), (stored.DueAt, stored.LeaseToken, stored.SentAt, stored.DoneAt));
        await Claims(8);
        Ground.Clock.Advance(wait);
        await Claims(8, 1);
    }

    [Fact]
    public async Task Complete_of_a_shut_channel_spends_nothing()
    {
        var row = Ground.Row(1);
        await Ground.Add(row);

        await Attempt(new PostBackAnswer(PostBackAnswerKind.Status, 401, "HTTP 401"), RetryDecision.RetryWithoutCounting(5));

        var stored = await Ground.Read(row);
        Assert.Equal((0, 0, "HTTP 401"), (stored.Attempts, stored.Refusals, stored.LastAnswer));
    }

    [Theory]
    [InlineData(PostBackState.Delivered)]
    [InlineData(PostBackState.Dead)]
    public async Task Complete_at_its_end_is_never_claimed_again(PostBackState end)
    {
        var row = Ground.Row(1);
        await Ground.Add(row);

        await Attempt(Success, end == PostBackState.Dead ? RetryDecision.Dead : RetryDecision.Delivered);

        Ground.Clock.Advance(TimeSpan.FromDays(30));
        await Claims(8);
        var stored = await Ground.Read(row);
        Assert.Equal((end, 1, true), (stored.State, stored.Attempts, stored.DoneAt is not null));
    }

    /// <summary>Claims at most so many; the reservations whose rows it must get.</summary>
    private async Task Claims(int atMost, params long[] reservations) =>
        Assert.Equal(reservations, (await Ground.Outbox.Claim(atMost, ConnectionFilter.All, cancellation)).Select(row => row.ReservationId)
            .Order());

    private async Task Attempt(PostBackAnswer answer, RetryDecision decision)
    {
        var claimed = Assert.Single(await Ground.Outbox.Claim(8, ConnectionFilter.All, cancellation));
        Assert.True(await Ground.Outbox.MarkSent(claimed, cancellation));
        Assert.True(await Ground.Outbox.Complete(claimed, answer, decision, cancellation));
    }
}
