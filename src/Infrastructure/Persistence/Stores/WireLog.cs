using System.Diagnostics.Metrics;
using System.Threading.Channels;
using GroundTransport.Application.WireLog;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IWireLog"/>
internal sealed class WireLog(DatabaseWrites writes, WireLogSettings settings, ILogger<WireLog> log) : BackgroundService, IWireLog
{
    public const string MeterName = "GroundTransport.WireLog";
    private const int Most = 2000;
    private const int Batch = 100;

    /// <summary>So long others may join the first of a batch: a commit for each would make bookings wait for the disk.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    private readonly Channel<Exchange> noted = Channel.CreateBounded<Exchange>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
    private readonly Meter meter = new(MeterName);
    private Counter<long>? dropped;

    public bool ShouldRecord(ExchangeKind kind, ExchangeOutcome outcome) => kind != ExchangeKind.Search || settings.Searches switch
    {
        RecordedSearches.All => true,
        RecordedSearches.None => false,
        _ => outcome != ExchangeOutcome.Ok,
    };

    public void Record(Exchange exchange)
    {
        if (!noted.Writer.TryWrite(exchange))
            Dropped(1);
    }

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await noted.Reader.WaitToReadAsync(stoppingToken))
            {
                if (noted.Reader.Count < Batch)
                    await Task.Delay(Gathering, stoppingToken);
                await Store();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            while (noted.Reader.Count > 0)
                await Store();
        }
    }

    /// <summary>A batch that was begun is written, though the process is told to end.</summary>
    private async Task Store()
    {
        var batch = new List<Exchange>();
        while (batch.Count < Batch && noted.Reader.TryRead(out var exchange))
            batch.Add(exchange);
        if (batch.Count == 0)
            return;
        try
        {
            await writes.Once((services, _) =>
            {
                services.GetRequiredService<GatewayDbContext>().Exchanges.AddRange(batch);
                return Task.FromResult((true, true));
            }, CancellationToken.None);
        }
        catch (Exception failure)
        {
            // The log serves the gateway, never the reverse.
            Dropped(batch.Count);
            log.LogWarning("{Count} exchanges weren't written to the wire log: {Why}", batch.Count, failure.GetType().Name);
        }
    }

    private void Dropped(int count)
    {
        dropped ??= meter.CreateCounter<long>("groundtransport.wirelog.dropped", "{exchange}", "Exchanges that the wire log lost: its queue was full, or the database failed.");
        dropped.Add(count);
    }
}
