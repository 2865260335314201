using GroundTransport.Application.Events;
using GroundTransport.Infrastructure.Persistence.Stores;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Persistence.Events;

/// <summary>
/// Sequences events on the node that has the lease: at once after a commit of this node, and a moment later after one of another. On
/// the other nodes it tells waiting readers how far the feed has grown.
/// </summary>
internal sealed class EventSequencer(
    EventFeed feed, CommitSignal<FeedEvent> signal, JobLeaseStore leases, Dialect dialect, TimeProvider clock, ILogger<EventSequencer> log)
    : BackgroundService
{
    private const string LeaseName = "event-sequencer";

    /// <summary>How often this node looks for events that another one has committed.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a node that fails holds up the others, at most.</summary>
    private static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan ClaimEvery = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long the next run waits after one: events that closely follow others share its transaction, which costs more than they do.
    /// </summary>
    private static readonly TimeSpan PauseAfterRun = TimeSpan.FromMilliseconds(100);

    private JobLease? lease;
    private long renewed;
    private long? tried;

    private bool IsRenewalDue => dialect.IsShared && clock.GetElapsedTime(renewed) >= LeaseLength / 2;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await leases.ReleaseOrphaned(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await signal.Wait(LookEvery, stoppingToken);
                await RunOnce(stoppingToken);
                await Task.Delay(PauseAfterRun, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next node needn't wait for the end of the lease.
            if (lease is not null)
                await lease.DisposeAsync();
        }
    }

    private async Task RunOnce(CancellationToken ct)
    {
        try
        {
            if (lease is null && !await TryClaim(ct))
                await TellReaders(ct);
            else if (IsRenewalDue || await feed.HasUnsequenced(ct))
                await Sequence(ct);
        }
        // A driver also reports a call that it gave up as cancelled: only the end of the process ends this loop.
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.LogWarning("Failed to sequence events; the next run does it: {Failure}", failure.GetType().Name);
        }
    }

    private async Task<bool> TryClaim(CancellationToken ct)
    {
        if (tried is { } last && clock.GetElapsedTime(last) < ClaimEvery)
            return false;
        tried = clock.GetTimestamp();
        // An embedded database has no other node that could wait for the end of the lease.
        lease = await leases.ClaimLease(LeaseName, dialect.IsShared ? LeaseLength : TimeSpan.FromDays(1), ct);
        renewed = clock.GetTimestamp();
        return lease is not null;
    }

    private async Task Sequence(CancellationToken ct)
    {
        for (int? sequenced = EventFeed.BatchSize; sequenced == EventFeed.BatchSize;)
        {
            var started = clock.GetTimestamp();
            sequenced = await feed.Sequence(lease!, ct);
            renewed = started;
            if (sequenced is null)
                lease = null;
        }
    }

    private async Task TellReaders(CancellationToken ct)
    {
        if (feed.HasReaders)
            feed.Announce((await feed.GetState(ct)).LastPosition);
    }
}
