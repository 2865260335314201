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
    public void Note_beyond_the_queue_is_counted_and_holds_nobody_up()
    {
        long dropped = 0;
        using var listener = Counting(count => dropped += count);
        using var log = Log();

        for (var i = 0; i < 2003; i++)
            log.Record(Any);

        Assert.Equal(3, dropped);
    }

    [Fact]
    public async Task Database_that_fails_is_counted_and_the_next_exchange_is_tried_again()
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
    public async Task Process_that_is_told_to_end_in_mid_batch_writes_it_and_all_that_was_noted()
    {
        long dropped = 0, before;
        using var listener = Counting(count => Interlocked.Add(ref dropped, count));
        await using var ground = await TestDatabase.Create(DatabaseUnderTest.Sqlite);
        var log = ground.Get<Infrastructure.Persistence.Stores.WireLogWriter>();
        var writing = await ground.Get<SqliteWriteGate>().EnterAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 2000; i++)
            log.Record(Any with { });
        await log.StartAsync(TestContext.Current.CancellationToken);
        // The full queue takes one more as soon as the first batch is out of it, on its way to the gate.
        do
        {
            before = Interlocked.Read(ref dropped);
            log.Record(Any with { });
        }
        while (Interlocked.Read(ref dropped) > before);

        var ending = log.StopAsync(TestContext.Current.CancellationToken);
        writing.Dispose();
        await ending;

        Assert.InRange(await ground.Use(db => db.Exchanges.CountAsync()), 2001, 2005);
    }

    [Theory]
    [InlineData(RecordedSearches.Errors, ExchangeOutcome.Ok, false)]
    [InlineData(RecordedSearches.Errors, ExchangeOutcome.Refused, true)]
    [InlineData(RecordedSearches.All, ExchangeOutcome.Ok, true)]
    [InlineData(RecordedSearches.None, ExchangeOutcome.Failed, false)]
    public void Wants_searches_as_they_are_set_and_all_else_always(RecordedSearches searches, ExchangeOutcome outcome, bool wants)
    {
        using var log = Log(searches);
        Assert.Equal(wants, log.ShouldRecord(ExchangeKind.Search, outcome));
        Assert.True(log.ShouldRecord(ExchangeKind.Cancel, outcome));
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

    /// <summary>Without a database behind it.</summary>
    private static Infrastructure.Persistence.Stores.WireLogWriter Log(RecordedSearches searches = default) => new(
        new DatabaseWrites(new ServiceCollection().BuildServiceProvider().GetRequiredService<IServiceScopeFactory>(),
            new SqliteDialect(new SqliteWriteGate()), TimeProvider.System),
        new WireLogSettings { Searches = searches }, NullLogger<Infrastructure.Persistence.Stores.WireLogWriter>.Instance);
}
