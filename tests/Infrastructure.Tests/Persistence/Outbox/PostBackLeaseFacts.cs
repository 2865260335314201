using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.Outbox;

/// <summary>What becomes of a row whose sender dies or dawdles.</summary>
public abstract class PostBackLeaseFacts(DatabaseUnderTest on) : Facts<TestOutbox>(() => TestOutbox.Create(on))
{
    private static readonly PostBackAnswer Success = new(PostBackAnswerKind.Success, 200, "Success");
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Ground.Add(Ground.Row(1));
    }

    [Fact]
    public async Task Lease_that_ends_before_anything_was_sent_makes_the_row_due_at_once()
    {
        await Claim();

        Ground.Clock.Advance(Ground.Settings.Lease - Instant);
        Assert.Empty(await Ground.Outbox.Claim(8, ConnectionFilter.All, cancellation));
        Ground.Clock.Advance(Instant);

        Assert.Equal((0, ""), Of(await Claim()));
    }

    [Fact]
    public async Task Lease_that_ends_after_sending_counts_as_a_timeout()
    {
        Assert.True(await Ground.Outbox.MarkSent(await Claim(), cancellation));

        Ground.Clock.Advance(Ground.Settings.RetryAfter - Instant);
        Assert.Empty(await Ground.Outbox.Claim(8, ConnectionFilter.All, cancellation));
        Ground.Clock.Advance(Instant);

        Assert.Equal((1, "None: the sender stopped before it had a response"), Of(await Claim()));
    }

    [Fact]
    public async Task Timeout_of_a_dead_sender_is_counted_once()
    {
        Assert.True(await Ground.Outbox.MarkSent(await Claim(), cancellation));
        Ground.Clock.Advance(Ground.Settings.RetryAfter);
        await Claim();

        Ground.Clock.Advance(Ground.Settings.Lease);

        Assert.Equal(1, (await Claim()).Attempts);
    }

    [Fact]
    public async Task Who_has_lost_the_lease_sends_and_completes_nothing()
    {
        var late = await Claim();
        Ground.Clock.Advance(Ground.Settings.Lease);
        var present = await Claim();

        Assert.False(await Ground.Outbox.MarkSent(late, cancellation));
        Assert.False(await Ground.Outbox.Complete(late, Success, RetryDecision.Dead, cancellation));

        Assert.Equal((PostBackState.Pending, present.LeaseToken, ""), await Stored(present));
        Assert.True(await Ground.Outbox.MarkSent(present, cancellation));
        Assert.True(await Ground.Outbox.Complete(present, Success, RetryDecision.Delivered, cancellation));
        Assert.Equal((PostBackState.Delivered, null, "Success"), await Stored(present));
    }

    [Fact]
    public async Task Sender_with_too_little_left_for_an_answer_doesnt_send()
    {
        var claimed = await Claim();

        Ground.Clock.Advance(Ground.Settings.Lease - Ground.Settings.Timeout);

        Assert.False(await Ground.Outbox.MarkSent(claimed, cancellation));
        Assert.Null((await Ground.Read(claimed)).SentAt);
    }

    [Fact]
    public async Task Next_process_takes_at_once_what_the_former_had_claimed_but_not_sent_unless_that_may_live()
    {
        await Claim();

        await Next.ReleaseOrphanedLeases(cancellation);

        var attempts = (await Ground.Outbox.Claim(8, ConnectionFilter.All, cancellation)).Select(row => row.Attempts);
        Assert.Equal(on.Provider == DatabaseProvider.Sqlite ? [0] : [], attempts);
    }

    [Fact]
    public async Task Next_process_waits_RetryAfter_with_what_the_former_had_sent()
    {
        Assert.True(await Ground.Outbox.MarkSent(await Claim(), cancellation));

        await Next.ReleaseOrphanedLeases(cancellation);

        Ground.Clock.Advance(Ground.Settings.RetryAfter - Instant);
        Assert.Empty(await Ground.Outbox.Claim(8, ConnectionFilter.All, cancellation));
        Ground.Clock.Advance(Instant);
        Assert.Equal(1, (await Claim()).Attempts);
    }

    [Fact]
    public async Task Delivery_that_starts_late_leaves_its_own_process_its_leases()
    {
        var claimed = await Claim();

        await Ground.Outbox.ReleaseOrphanedLeases(cancellation);

        Assert.Empty(await Ground.Outbox.Claim(8, ConnectionFilter.All, cancellation));
        Assert.True(await Ground.Outbox.MarkSent(claimed, cancellation));
    }

    /// <summary>The next start of the gateway on the same database.</summary>
    private PostBackOutbox Next => Ground.Process().GetRequiredService<PostBackOutbox>();

    private async Task<PostBack> Claim() => Assert.Single(await Ground.Outbox.Claim(8, ConnectionFilter.All, cancellation));

    private static (int Attempts, string LastAnswer) Of(PostBack row) => (row.Attempts, row.LastAnswer);

    private async Task<(PostBackState State, string? Token, string LastAnswer)> Stored(PostBack row)
    {
        var stored = await Ground.Read(row);
        return (stored.State, stored.LeaseToken, stored.LastAnswer);
    }
}
