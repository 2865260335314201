using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Persistence.Tests.PostBacks;

/// <summary>What becomes of a row whose sender dies or dawdles.</summary>
public sealed class PostBackLeaseTests : IAsyncLifetime
{
    private static readonly PostBackAnswer Success = new(PostBackAnswerKind.Success, 200, "Success");
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    private OutboxFile file = null!;

    public async ValueTask InitializeAsync()
    {
        file = await OutboxFile.Create();
        await file.Add(file.Row(1));
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();

    [Fact]
    public async Task Lease_that_ends_before_anything_was_sent_makes_the_row_due_at_once()
    {
        await Claim();

        file.Clock.Advance(file.Settings.Lease - Instant);
        Assert.Empty(await file.Outbox.Claim(8, ChannelChoice.All, cancellation));
        file.Clock.Advance(Instant);

        Assert.Equal((0, ""), Of(await Claim()));
    }

    [Fact]
    public async Task Lease_that_ends_after_sending_counts_as_a_timeout()
    {
        Assert.True(await file.Outbox.MarkSent(await Claim(), cancellation));

        file.Clock.Advance(file.Settings.RetryAfter - Instant);
        Assert.Empty(await file.Outbox.Claim(8, ChannelChoice.All, cancellation));
        file.Clock.Advance(Instant);

        Assert.Equal((1, "None: its sender stopped while it waited"), Of(await Claim()));
    }

    [Fact]
    public async Task Timeout_of_a_dead_sender_is_counted_once()
    {
        Assert.True(await file.Outbox.MarkSent(await Claim(), cancellation));
        file.Clock.Advance(file.Settings.RetryAfter);
        await Claim();

        file.Clock.Advance(file.Settings.Lease);

        Assert.Equal(1, (await Claim()).Attempts);
    }

    [Fact]
    public async Task Who_has_lost_the_lease_sends_and_completes_nothing()
    {
        var late = await Claim();
        file.Clock.Advance(file.Settings.Lease);
        var present = await Claim();

        Assert.False(await file.Outbox.MarkSent(late, cancellation));
        Assert.False(await file.Outbox.Complete(late, Success, Treatment.Dead, cancellation));

        Assert.Equal((PostBackState.Pending, present.LeaseToken, ""), await Stored(present));
        Assert.True(await file.Outbox.MarkSent(present, cancellation));
        Assert.True(await file.Outbox.Complete(present, Success, Treatment.Delivered, cancellation));
        Assert.Equal((PostBackState.Delivered, null, "Success"), await Stored(present));
    }

    [Fact]
    public async Task Sender_with_too_little_left_for_an_answer_doesnt_send()
    {
        var claimed = await Claim();

        file.Clock.Advance(file.Settings.Lease - file.Settings.Timeout);

        Assert.False(await file.Outbox.MarkSent(claimed, cancellation));
        Assert.Null((await file.Read(claimed)).SentAt);
    }

    [Fact]
    public async Task Next_process_takes_at_once_what_the_former_had_claimed_but_not_sent()
    {
        await Claim();

        await Next.EndLeasesOfTheDead(cancellation);

        Assert.Equal(0, (await Claim()).Attempts);
    }

    [Fact]
    public async Task Next_process_waits_RetryAfter_with_what_the_former_had_sent()
    {
        Assert.True(await file.Outbox.MarkSent(await Claim(), cancellation));

        await Next.EndLeasesOfTheDead(cancellation);

        file.Clock.Advance(file.Settings.RetryAfter - Instant);
        Assert.Empty(await file.Outbox.Claim(8, ChannelChoice.All, cancellation));
        file.Clock.Advance(Instant);
        Assert.Equal(1, (await Claim()).Attempts);
    }

    [Fact]
    public async Task Delivery_that_starts_late_leaves_its_own_process_its_leases()
    {
        var claimed = await Claim();

        await file.Outbox.EndLeasesOfTheDead(cancellation);

        Assert.Empty(await file.Outbox.Claim(8, ChannelChoice.All, cancellation));
        Assert.True(await file.Outbox.MarkSent(claimed, cancellation));
    }

    /// <summary>The next start of the gateway on the same file.</summary>
    private PostBackOutbox Next => file.Process().GetRequiredService<PostBackOutbox>();

    private async Task<PostBack> Claim() => Assert.Single(await file.Outbox.Claim(8, ChannelChoice.All, cancellation));

    private static (int Attempts, string LastAnswer) Of(PostBack row) => (row.Attempts, row.LastAnswer);

    private async Task<(PostBackState State, string? Token, string LastAnswer)> Stored(PostBack row)
    {
        var stored = await file.Read(row);
        return (stored.State, stored.LeaseToken, stored.LastAnswer);
    }
}
