using System.Diagnostics.Metrics;
using GroundTransport.Application.WireLog;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Sqlite;
using GroundTransport.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroundTransport.Infrastructure.Tests.Persistence.Stores;

public sealed class WireLogQueueTests
{
    private static readonly Exchange Any = new() { At = TestClock.Now, Kind = ExchangeKind.Sell, Outcome = ExchangeOutcome.Ok };

    [Fact]
    public void Exchange_beyond_the_queues_limit_is_counted_and_doesnt_block()
    {
        long dropped = 0;
        using var listener = Counting(count => dropped += count);
        using var log = Log();

        for (var i = 0; i < 2003; i++)
            log.Record(Any);

        Assert.Equal(3, dropped);
    }

    [Fact]
    public async Task Failed_write_is_counted_and_the_next_exchange_is_written()
    {
        var counted = System.Threading.Channels.Channel.CreateUnbounded<long>();
        using var listener = Counting(count => counted.Writer.TryWrite(count));
        using var log = Log();
        await log.StartAsync(TestContext.Current.CancellationToken);

        for (var time = 0; time < 2; time++)
        {
            log.Record(Any);
            Assert.Equal(1, await counted.Reader.ReadAsync(TestContext.Current.CancellationToken));
        }
        await log.StopAsync(TestContext.Current.CancellationToken);
        Assert.True(log.ExecuteTask!.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Shutdown_during_a_batch_writes_it_and_everything_queued()
    {
        long dropped = 0, before;
        using var listener = Counting(count => Interlocked.Add(ref dropped, count));
        await using var fixture = await TestDatabase.Create(DatabaseUnderTest.Sqlite);
        var log = fixture.Get<Infrastructure.Persistence.Stores.WireLogWriter>();
        await fixture.Get<SqliteWriteGate>().Enter(WritePriority.Background, TestContext.Current.CancellationToken);
        for (var i = 0; i < 2000; i++)
            log.Record(Any with { });
        await log.StartAsync(TestContext.Current.CancellationToken);
        // The full queue accepts one more once the first batch has left it and waits at the gate.
        do
        {
            before = Interlocked.Read(ref dropped);
            log.Record(Any with { });
        }
        while (Interlocked.Read(ref dropped) > before);

        var ending = log.StopAsync(TestContext.Current.CancellationToken);
        fixture.Get<SqliteWriteGate>().Leave();
        await ending;

        Assert.InRange(await fixture.Use(db => db.Exchanges.CountAsync()), 2001, 2005);
    }

    [Fact]
    public async Task PostBack_is_recorded_however_often_the_same_was_refused()
    {
        const int Count = 2 * RefusalSample.AllUpTo;
        await using var fixture = await TestDatabase.Create(DatabaseUnderTest.Sqlite);
        var log = fixture.Get<Infrastructure.Persistence.Stores.WireLogWriter>();
        await log.StartAsync(TestContext.Current.CancellationToken);

        for (var i = 0; i < Count; i++)
            log.Record(Any with { Kind = ExchangeKind.PostBack, Outcome = ExchangeOutcome.Refused, Why = "Error: unknown" });

        await Poll.Until(async () => await fixture.Use(db => db.Exchanges.CountAsync()) == Count);
        await log.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(RecordedReads.Errors, ExchangeOutcome.Ok, false)]
    [InlineData(RecordedReads.Errors, ExchangeOutcome.Refused, true)]
    [InlineData(RecordedReads.All, ExchangeOutcome.Ok, true)]
    [InlineData(RecordedReads.None, ExchangeOutcome.Failed, false)]
    public void Reads_are_recorded_as_configured_and_everything_else_always(RecordedReads reads, ExchangeOutcome outcome, bool wants)
    {
        using var log = Log(reads);
        Assert.Equal(wants, log.ShouldRecord(ExchangeKind.Search, outcome, "dc_1", ""));
        Assert.Equal(wants, log.ShouldRecord(ExchangeKind.ReservationDetail, outcome, "dc_1", ""));
        Assert.True(log.ShouldRecord(ExchangeKind.Cancel, outcome, "dc_1", ""));
    }

    private static MeterListener Counting(Action<long> dropped)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            { if (instrument.Name == "groundtransport.wirelog.dropped") l.EnableMeasurementEvents(instrument); }
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => dropped(count));
        listener.Start();
        return listener;
    }

    /// <summary>Has no database.</summary>
    private static Infrastructure.Persistence.Stores.WireLogWriter Log(RecordedReads reads = default)
    {
        var none = new ServiceCollection().BuildServiceProvider().GetRequiredService<IServiceScopeFactory>();
        return new(
            new DatabaseWrites(
                none, new SqliteDialect(new SqliteGroupCommit(new SqliteWriteGate(TimeProvider.System), TimeProvider.System)),
                TimeProvider.System),
            none, new WireLogSettings { Reads = reads }, TimeProvider.System,
            NullLogger<Infrastructure.Persistence.Stores.WireLogWriter>.Instance);
    }
}
