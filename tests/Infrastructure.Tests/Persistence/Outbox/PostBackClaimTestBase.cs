using System.Collections.Concurrent;
using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.Persistence.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.Outbox;

/// <summary>Which worker gets which row, and in which order.</summary>
public abstract class PostBackClaimTestBase(DatabaseUnderTest on) : FixtureTestBase<TestOutbox>(() => TestOutbox.Create(on))
{
    private static readonly PostBackAnswer Success = new(PostBackAnswerKind.Success, 200, "Success", CorrelationId: "theirs");
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Claim_by_eight_workers_of_two_processes_gives_each_row_once_and_in_order_per_reservation()
    {
        const int reservations = 12, messages = 4;
        await Fixture.Add([.. from seq in Enumerable.Range(1, messages) from reservation in Enumerable.Range(1, reservations) select Fixture
            .Row(reservation, seq)]);
        var outboxes = new[] { Fixture.Outbox, Fixture.Process().GetRequiredService<PostBackOutbox>() };
        var sent = new ConcurrentQueue<(long Reservation, int Seq)>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            var outbox = outboxes[worker % outboxes.Length];
            while (sent.Count < reservations * messages)
            {
                foreach (var row in await outbox.Claim(2, DestinationFilter.All, cancellation))
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
    public async Task Claim_returns_at_most_the_requested_number_longest_due_first()
    {
        await Fixture.Add(Fixture.Row(1, dueIn: -TimeSpan.FromMinutes(1)), Fixture.Row(2, dueIn: -TimeSpan.FromMinutes(3)),
            Fixture.Row(3, dueIn: -TimeSpan.FromMinutes(2)));

        await Claims(2, 2, 3);
        await Claims(2, 1);
        await Claims(2);
    }

    [Fact]
    public async Task Claim_returns_no_row_before_its_due_time()
    {
        await Fixture.Add(Fixture.Row(1, dueIn: TimeSpan.FromSeconds(1)));

        await Claims(8);
        Fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        await Claims(8, 1);
    }

    [Theory]
    [InlineData(DeliveryState.Delivered, true)]
    [InlineData(DeliveryState.Dead, true)]
    [InlineData(DeliveryState.Pending, false)]
    public async Task Claim_returns_a_row_only_after_the_earlier_one_is_delivered_or_dead(DeliveryState earlier, bool goesOn)
    {
        await Fixture.Add(Fixture.Row(1, seq: 2, earlier, dueIn: TimeSpan.FromHours(1)), Fixture.Row(1, seq: 5));

        await Claims(8, goesOn ? [1] : []);
    }

    [Fact]
    public async Task Claim_skips_a_reservation_whose_first_row_is_leased()
    {
        await Fixture.Add(Fixture.Row(1, seq: 1), Fixture.Row(1, seq: 2), Fixture.Row(2));

        await Claims(8, 1, 2);
        await Claims(8);
    }

    [Fact]
    public async Task Claim_returns_the_row_as_stored()
    {
        var row = Fixture.Row(1, seq: 7);
        await Fixture.Add(row);

        var claimed = Assert.Single(await Fixture.Outbox.Claim(8, DestinationFilter.All, cancellation));

        Assert.Equal((row.Payload, row.CorrelationId, row.Seq, row.CreatedAt, 0),
            (claimed.Payload, claimed.CorrelationId, claimed.Seq, claimed.CreatedAt, claimed.Attempts));
        Assert.NotNull(claimed.LeaseToken);
        Assert.Equal(Fixture.Clock.GetUtcNow() + Fixture.Settings.Lease, claimed.LeaseUntil);
        Assert.True(Fixture.Settings.Lease > 2 * Fixture.Settings.Timeout);
    }

    [Fact]
    public async Task Complete_as_pending_stores_response_and_attempts_and_releases_the_row_until_its_due_time()
    {
        var row = Fixture.Row(1);
        await Fixture.Add(row);
        var wait = TimeSpan.FromMinutes(1);

        await Attempt(new PostBackAnswer(PostBackAnswerKind.Error, 200, "Error: unknown", CorrelationId: "theirs"),
            RetryDecision.RetryIn(1).CountedAsRefusal());

        var stored = await Fixture.Read(row);
        Assert.Equal((DeliveryState.Pending, 1, 1, "Error: unknown", "theirs"),
            (stored.State, stored.Attempts, stored.Refusals, stored.LastAnswer, stored.ConcurCorrelationId));
        Assert.Equal((Fixture.Clock.GetUtcNow() + wait, null, null, null), (stored.DueAt, stored.LeaseToken, stored.SentAt, stored.DoneAt));
        await Claims(8);
        Fixture.Clock.Advance(wait);
        await Claims(8, 1);
    }

    [Fact]
    public async Task Complete_with_an_open_circuit_counts_no_attempt()
    {
        var row = Fixture.Row(1);
        await Fixture.Add(row);

        await Attempt(new PostBackAnswer(PostBackAnswerKind.Status, 401, "HTTP 401"), RetryDecision.RetryWithoutCounting(5));

        var stored = await Fixture.Read(row);
        Assert.Equal((0, 0, "HTTP 401"), (stored.Attempts, stored.Refusals, stored.LastAnswer));
    }

    [Theory]
    [InlineData(DeliveryState.Delivered)]
    [InlineData(DeliveryState.Dead)]
    public async Task Completed_row_is_never_claimed_again(DeliveryState end)
    {
        var row = Fixture.Row(1);
        await Fixture.Add(row);

        await Attempt(Success, end == DeliveryState.Dead ? RetryDecision.Dead : RetryDecision.Delivered);

        Fixture.Clock.Advance(TimeSpan.FromDays(30));
        await Claims(8);
        var stored = await Fixture.Read(row);
        Assert.Equal((end, 1, true), (stored.State, stored.Attempts, stored.DoneAt is not null));
    }

    /// <summary>Claims at most this many rows, which must be those of these reservations.</summary>
    private async Task Claims(int atMost, params long[] reservations) =>
        Assert.Equal(reservations, (await Fixture.Outbox.Claim(atMost, DestinationFilter.All, cancellation))
            .Select(row => row.ReservationId)
            .Order());

    private async Task Attempt(PostBackAnswer answer, RetryDecision decision)
    {
        var claimed = Assert.Single(await Fixture.Outbox.Claim(8, DestinationFilter.All, cancellation));
        Assert.True(await Fixture.Outbox.MarkSent(claimed, cancellation));
        Assert.True(await Fixture.Outbox.Complete(claimed, answer, decision, cancellation));
    }
}
