using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Persistence.Tests.PostBacks;

/// <summary>The outbox's leases: no row to two, order per reservation, nothing lost with a process.</summary>
public sealed class OutboxTests : IAsyncLifetime
{
    private static readonly PostBackAnswer Success = new(PostBackAnswerKind.Success, 200, "Success");
    private TestDatabase database = null!;

    private PostBackOutbox Outbox => database.Get<PostBackOutbox>();

    public async ValueTask InitializeAsync() => database = await TestDatabase.Create();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Claim_by_eight_workers_gives_each_row_once_and_each_reservation_in_order()
    {
        for (var reservation = 1; reservation <= 25; reservation++)
            await Queue(reservation, 1, 2, 3, 4);
        var sent = new System.Collections.Concurrent.ConcurrentQueue<(long Reservation, int Seq)>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (await Outbox.Claim(3, CancellationToken.None) is { Count: > 0 } rows)
            {
                foreach (var row in rows)
                {
                    Assert.True(await Outbox.MarkSent(row, CancellationToken.None));
                    sent.Enqueue((row.ReservationId, row.Seq));
                    Assert.True(await Outbox.Complete(row, Success, Treatment.Delivered, CancellationToken.None));
                }
            }
        })));
        // A worker may have found nothing while the last row of a reservation was under way: somebody else had it.
        while (await Outbox.Claim(3, CancellationToken.None) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
            {
                sent.Enqueue((row.ReservationId, row.Seq));
                await Outbox.Complete(row, Success, Treatment.Delivered, CancellationToken.None);
            }
        }

        Assert.Equal(100, sent.Distinct().Count());
        Assert.Equal(100, sent.Count);
        foreach (var reservation in sent.GroupBy(row => row.Reservation))
            Assert.Equal([1, 2, 3, 4], reservation.Select(row => row.Seq));
    }

    [Fact]
    public async Task Row_behind_a_pending_one_waits_and_behind_a_dead_one_goes()
    {
        await Queue(1, 1, 2);
        var first = Assert.Single(await Outbox.Claim(8, CancellationToken.None));

        await Outbox.Complete(first, Error, Treatment.Again(5), CancellationToken.None);
        Assert.Empty(await Outbox.Claim(8, CancellationToken.None));
        database.Clock.Advance(TimeSpan.FromMinutes(5));
        var again = Assert.Single(await Outbox.Claim(8, CancellationToken.None));
        await Outbox.Complete(again, Error, Treatment.Dead, CancellationToken.None);

        Assert.Equal((1, 2), (again.Seq, Assert.Single(await Outbox.Claim(8, CancellationToken.None)).Seq));
    }

    [Fact]
    public async Task Lease_that_ended_before_the_request_left_is_due_at_once_and_spent_nothing()
    {
        await Queue(1, 1);
        await Outbox.Claim(8, CancellationToken.None);

        Assert.Empty(await Outbox.Claim(8, CancellationToken.None));
        database.Clock.Advance(database.Settings.Lease);

        Assert.Equal(0, Assert.Single(await Outbox.Claim(8, CancellationToken.None)).Attempts);
    }

    [Fact]
    public async Task Lease_that_ended_after_the_request_left_counts_as_a_timeout()
    {
        await Queue(1, 1);
        var row = Assert.Single(await Outbox.Claim(8, CancellationToken.None));
        await Outbox.MarkSent(row, CancellationToken.None);

        database.Clock.Advance(database.Settings.RetryAfter - TimeSpan.FromMilliseconds(1));
        Assert.Empty(await Outbox.Claim(8, CancellationToken.None));
        database.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(1, Assert.Single(await Outbox.Claim(8, CancellationToken.None)).Attempts);
    }

    [Fact]
    public async Task Answer_after_the_lease_went_to_another_changes_nothing()
    {
        await Queue(1, 1);
        var late = Assert.Single(await Outbox.Claim(8, CancellationToken.None));
        database.Clock.Advance(database.Settings.Lease);
        var present = Assert.Single(await Outbox.Claim(8, CancellationToken.None));

        Assert.False(await Outbox.Complete(late, Success, Treatment.Delivered, CancellationToken.None));
        Assert.Equal(PostBackState.Pending, (await Stored(present.Id)).State);
        Assert.True(await Outbox.Complete(present, Success, Treatment.Delivered, CancellationToken.None));
        Assert.Equal(PostBackState.Delivered, (await Stored(present.Id)).State);
    }

    [Fact]
    public async Task Request_doesnt_leave_when_its_lease_would_end_before_the_answer()
    {
        await Queue(1, 1);
        var row = Assert.Single(await Outbox.Claim(8, CancellationToken.None));

        database.Clock.Advance(database.Settings.Lease - database.Settings.Timeout);

        Assert.False(await Outbox.MarkSent(row, CancellationToken.None));
    }

    [Fact]
    public async Task Leases_of_a_process_that_died_end_at_the_next_start()
    {
        await Queue(1, 1);
        await Queue(2, 1);
        var rows = await Outbox.Claim(8, CancellationToken.None);
        await Outbox.MarkSent(rows.Single(row => row.ReservationId == 2), CancellationToken.None);

        await Outbox.EndLeasesOfTheDead(CancellationToken.None);

        Assert.Equal(1, Assert.Single(await Outbox.Claim(8, CancellationToken.None)).ReservationId);
        database.Clock.Advance(database.Settings.RetryAfter);
        Assert.Contains(await Outbox.Claim(8, CancellationToken.None), row => row.ReservationId == 2);
    }

    [Fact]
    public async Task Shut_channel_spends_no_attempt()
    {
        await Queue(1, 1);
        var row = Assert.Single(await Outbox.Claim(8, CancellationToken.None));

        await Outbox.Complete(row, new PostBackAnswer(PostBackAnswerKind.Status, 401, "HTTP 401"), Treatment.ChannelIsShut(5), CancellationToken.None);

        var stored = await Stored(row.Id);
        Assert.Equal((0, "HTTP 401", database.Clock.GetUtcNow().AddMinutes(5)), (stored.Attempts, stored.LastAnswer, stored.DueAt));
    }

    private static PostBackAnswer Error { get; } = new(PostBackAnswerKind.Error, 200, "Error: not known");

    private Task<PostBack> Stored(long id) => database.Use(db => db.PostBacks.AsNoTracking().SingleAsync(row => row.Id == id));

    private Task Queue(long reservation, params int[] seqs) => database.Use(db =>
    {
        db.PostBacks.AddRange(seqs.Select(seq => new PostBack
        {
            ReservationId = reservation,
            Seq = seq,
            Status = "RA",
            DirectConnectId = "demo",
            VendorCode = "LML",
            Payload = "<x/>",
            CorrelationId = "c",
            CreatedAt = database.Clock.GetUtcNow(),
            DueAt = database.Clock.GetUtcNow(),
        }));
        return db.SaveChangesAsync();
    });
}
