using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.Outbox;

/// <summary>Rows whose sender dies or is slow.</summary>
public abstract class PostBackLeaseTestBase(DatabaseUnderTest on) : FixtureTestBase<TestOutbox>(() => TestOutbox.Create(on))
{
    private static readonly PostBackAnswer Success = new(PostBackAnswerKind.Success, 200, "Success");
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Fixture.Add(Fixture.Row(1));
    }

    [Fact]
    public async Task Lease_that_expires_before_sending_makes_the_row_due_at_once()
    {
        await Claim();

        Fixture.Clock.Advance(Fixture.Settings.Lease - Instant);
        Assert.Empty(await Fixture.Outbox.Claim(8, DestinationFilter.All, cancellation));
        Fixture.Clock.Advance(Instant);

        Assert.Equal((0, ""), Of(await Claim()));
    }

    [Fact]
    public async Task Lease_that_expires_after_sending_counts_as_a_timeout()
    {
        Assert.True(await Fixture.Outbox.MarkSent(await Claim(), cancellation));

        Fixture.Clock.Advance(Fixture.Settings.RetryAfter - Instant);
        Assert.Empty(await Fixture.Outbox.Claim(8, DestinationFilter.All, cancellation));
        Fixture.Clock.Advance(Instant);

        Assert.Equal((1, "None: the sender stopped before it had a response"), Of(await Claim()));
    }

    [Fact]
    public async Task Timeout_of_a_dead_sender_is_counted_once()
    {
        Assert.True(await Fixture.Outbox.MarkSent(await Claim(), cancellation));
        Fixture.Clock.Advance(Fixture.Settings.RetryAfter);
        await Claim();

        Fixture.Clock.Advance(Fixture.Settings.Lease);

        Assert.Equal(1, (await Claim()).Attempts);
    }

    [Fact]
    public async Task Sender_that_lost_its_lease_sends_and_completes_nothing()
    {
        var late = await Claim();
        Fixture.Clock.Advance(Fixture.Settings.Lease);
        var present = await Claim();

        Assert.False(await Fixture.Outbox.MarkSent(late, cancellation));
        Assert.False(await Fixture.Outbox.Complete(late, Success, RetryDecision.Dead, cancellation));

        Assert.Equal((DeliveryState.Pending, present.LeaseToken, ""), await Stored(present));
        Assert.True(await Fixture.Outbox.MarkSent(present, cancellation));
        Assert.True(await Fixture.Outbox.Complete(present, Success, RetryDecision.Delivered, cancellation));
        Assert.Equal((DeliveryState.Delivered, null, "Success"), await Stored(present));
    }

    [Fact]
    public async Task Sender_whose_lease_is_shorter_than_the_timeout_doesnt_send()
    {
        var claimed = await Claim();

        Fixture.Clock.Advance(Fixture.Settings.Lease - Fixture.Settings.Timeout);

        Assert.False(await Fixture.Outbox.MarkSent(claimed, cancellation));
        Assert.Null((await Fixture.Read(claimed)).SentAt);
    }

    [Fact]
    public async Task Next_process_takes_over_unsent_rows_at_once_unless_the_former_may_be_alive()
    {
        await Claim();

        await Next.ReleaseOrphanedLeases(cancellation);

        var attempts = (await Fixture.Outbox.Claim(8, DestinationFilter.All, cancellation)).Select(row => row.Attempts);
        Assert.Equal(on.Provider == DatabaseProvider.Sqlite ? [0] : [], attempts);
    }

    [Fact]
    public async Task Next_process_waits_RetryAfter_for_rows_that_the_former_had_sent()
    {
        Assert.True(await Fixture.Outbox.MarkSent(await Claim(), cancellation));

        await Next.ReleaseOrphanedLeases(cancellation);

        Fixture.Clock.Advance(Fixture.Settings.RetryAfter - Instant);
        Assert.Empty(await Fixture.Outbox.Claim(8, DestinationFilter.All, cancellation));
        Fixture.Clock.Advance(Instant);
        Assert.Equal(1, (await Claim()).Attempts);
    }

    [Fact]
    public async Task Delivery_that_starts_late_keeps_the_leases_of_its_own_process()
    {
        var claimed = await Claim();

        await Fixture.Outbox.ReleaseOrphanedLeases(cancellation);

        Assert.Empty(await Fixture.Outbox.Claim(8, DestinationFilter.All, cancellation));
        Assert.True(await Fixture.Outbox.MarkSent(claimed, cancellation));
    }

    /// <summary>The next start of the gateway on the same database.</summary>
    private PostBackOutbox Next => Fixture.Process().GetRequiredService<PostBackOutbox>();

    private async Task<PostBack> Claim() => Assert.Single(await Fixture.Outbox.Claim(8, DestinationFilter.All, cancellation));

    private static (int Attempts, string LastAnswer) Of(PostBack row) => (row.Attempts, row.LastAnswer);

    private async Task<(DeliveryState State, string? Token, string LastAnswer)> Stored(PostBack row)
    {
        var stored = await Fixture.Read(row);
        return (stored.State, stored.LeaseToken, stored.LastAnswer);
    }
}
