using System.Diagnostics.Metrics;
using System.Threading.Channels;
using GroundTransport.Application.Housekeeping;
using GroundTransport.Application.WireLog;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IWireLog"/>
internal sealed class WireLogWriter(
    DatabaseWrites writes, IServiceScopeFactory scopes, WireLogSettings settings, TimeProvider clock, ILogger<WireLogWriter> log)
    : BackgroundService, IWireLog
{
    public const string MeterName = "GroundTransport.WireLog";
    private const int QueueLength = 2000;
    private const int BatchSize = 100;

    /// <summary>
    /// After so much of the limit was written, what is beyond it is deleted at once: until the purge comes, the log could fill the disk.
    /// </summary>
    private const int PartOfLimit = 10;

    private const long Megabyte = 1024 * 1024;

    /// <summary>How long a batch is collected: with one commit per exchange, bookings would wait for the disk.</summary>
    private static readonly TimeSpan CollectionTime = TimeSpan.FromMilliseconds(100);

    private readonly Channel<Exchange> queue = Channel.CreateBounded<Exchange>(
        new BoundedChannelOptions(QueueLength) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    private readonly Counter<long> dropped = new Meter(MeterName).CreateCounter<long>(
        "groundtransport.wirelog.dropped", "{exchange}",
        "Exchanges missing from the wire log: its queue was full, or the database failed.");

    private readonly RefusalSample refusals = new(clock);
    private Counter<long>? sampled;
    private long sizeSinceDeletion;

    public bool ShouldRecord(ExchangeKind kind, ExchangeOutcome outcome, string directConnectId, string why)
    {
        if (kind.IsRead && !IsRecordedRead(outcome))
            return false;
        if (outcome != ExchangeOutcome.Refused || refusals.Takes(kind, directConnectId, why))
            return true;
        CountSampled();
        return false;
    }

    public void Record(Exchange exchange)
    {
        if (!queue.Writer.TryWrite(exchange))
            dropped.Add(1);
    }

    public override void Dispose()
    {
        dropped.Meter.Dispose();
        base.Dispose();
    }

    private bool IsRecordedRead(ExchangeOutcome outcome) => settings.Reads switch
    {
        RecordedReads.All => true,
        RecordedReads.None => false,
        _ => outcome != ExchangeOutcome.Ok,
    };

    private void CountSampled()
    {
        sampled ??= dropped.Meter.CreateCounter<long>(
            "groundtransport.wirelog.sampled", "{exchange}",
            "Repeated refusals missing from the wire log: of many of the same, one in a hundred is stored.");
        sampled.Add(1);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await queue.Reader.WaitToReadAsync(stoppingToken))
            {
                if (queue.Reader.Count < BatchSize)
                    await Task.Delay(CollectionTime, stoppingToken);
                await StoreBatch();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            while (queue.Reader.Count > 0)
                await StoreBatch();
        }
    }

    /// <summary>A batch is stored even while the process is stopping.</summary>
    private async Task StoreBatch()
    {
        var batch = new List<Exchange>();
        while (batch.Count < BatchSize && queue.Reader.TryRead(out var exchange))
            batch.Add(exchange);
        if (batch.Count == 0)
            return;
        try
        {
            await writes.ExecuteOnce((services, _) =>
            {
                services.GetRequiredService<GatewayDbContext>().Exchanges.AddRange(batch);
                return Task.FromResult((true, true));
            }, WritePriority.Background, CancellationToken.None);
            await KeepWithinLimit(batch);
        }
        catch (Exception failure)
        {
            // A failure of the wire log must not affect the gateway.
            dropped.Add(batch.Count);
            log.LogWarning("Failed to store {Count} exchanges in the wire log: {Failure}", batch.Count, failure.GetType().Name);
        }
    }

    private async Task KeepWithinLimit(List<Exchange> stored)
    {
        var limit = settings.MaxMegabytes * Megabyte;
        sizeSinceDeletion += stored.Sum(exchange => exchange.Size);
        if (sizeSinceDeletion < limit / PartOfLimit)
            return;
        sizeSinceDeletion = 0;
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IExpiredRows>().DeleteOldestExchanges(limit, BatchSize, CancellationToken.None);
    }
}
