using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Sqlite;
using GroundTransport.TestKit;

namespace GroundTransport.Infrastructure.Tests.Persistence.Sqlite;

public class SqliteWriteGateTests
{
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    private readonly FakeClock clock = new(DateTimeOffset.UnixEpoch);
    private readonly SqliteWriteGate gate;

    public SqliteWriteGateTests() => gate = new SqliteWriteGate(clock);

    [Fact]
    public async Task Enter_admits_one_at_a_time()
    {
        var inside = 0;
        var most = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var turn = 0; turn < 200; turn++)
            {
                await gate.Enter(WritePriority.Request, cancellation);
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await Task.Yield();
                Interlocked.Decrement(ref inside);
                gate.Leave();
            }
        }, cancellation)));

        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Enter_admits_in_the_order_of_arrival()
    {
        var entered = new List<int>();
        await gate.Enter(WritePriority.Request, cancellation);
        var later = Enumerable.Range(1, 3).Select(async number =>
        {
            await gate.Enter(WritePriority.Request, cancellation);
            entered.Add(number);
            gate.Leave();
        }).ToList();
        Assert.Empty(entered);

        gate.Leave();
        await Task.WhenAll(later);

        Assert.Equal([1, 2, 3], entered);
    }

    [Fact]
    public async Task Requests_go_before_what_runs_in_the_background()
    {
        var entered = new List<string>();
        await gate.Enter(WritePriority.Request, cancellation);
        List<Task> later =
            [Wait("log", WritePriority.Background), Wait("sale", WritePriority.Request), Wait("change", WritePriority.Request)];

        gate.Leave();
        await Task.WhenAll(later);

        Assert.Equal(["sale", "change", "log"], entered);

        async Task Wait(string name, WritePriority priority)
        {
            await gate.Enter(priority, cancellation);
            entered.Add(name);
            gate.Leave();
        }
    }

    [Fact]
    public async Task What_has_waited_long_enough_in_the_background_goes_before_requests()
    {
        await gate.Enter(WritePriority.Request, cancellation);
        var log = gate.Enter(WritePriority.Background, cancellation).AsTask();
        var sale = gate.Enter(WritePriority.Request, cancellation).AsTask();

        clock.Advance(SqliteWriteGate.MaxWait);
        gate.Leave();

        await log;
        Assert.False(sale.IsCompleted);
    }

    [Fact]
    public async Task TryPass_without_a_waiting_writer_keeps_the_gate()
    {
        await gate.Enter(WritePriority.Request, cancellation);

        Assert.False(gate.TryPass());

        var next = gate.Enter(WritePriority.Request, cancellation).AsTask();
        Assert.False(next.IsCompleted);
        Assert.True(gate.TryPass());
        await next;
    }

    [Fact]
    public async Task TryPass_overlooks_a_writer_who_gave_up()
    {
        using var impatient = new CancellationTokenSource();
        await gate.Enter(WritePriority.Request, cancellation);
        var waiting = gate.Enter(WritePriority.Request, impatient.Token).AsTask();

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        Assert.False(gate.TryPass());
        gate.Leave();
        Assert.True(gate.Enter(WritePriority.Request, cancellation).AsTask().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Enter_cancelled_at_the_release_never_loses_the_gate()
    {
        for (var round = 0; round < 500; round++)
        {
            using var impatient = new CancellationTokenSource();
            await gate.Enter(WritePriority.Request, cancellation);
            var waiting = gate.Enter(WritePriority.Request, impatient.Token).AsTask();
            await Task.WhenAll(Task.Run(gate.Leave, cancellation), Task.Run(impatient.Cancel, cancellation));

            try
            {
                await waiting;
                gate.Leave();
            }
            catch (OperationCanceledException)
            {
                // Either outcome is correct.
            }

            Assert.True(gate.Enter(WritePriority.Request, cancellation).AsTask().IsCompletedSuccessfully);
            gate.Leave();
        }
    }

    [Fact]
    public async Task Enter_with_a_cancelled_token_is_refused_though_the_gate_is_free()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gate.Enter(WritePriority.Request, cancelled).AsTask());

        Assert.True(gate.Enter(WritePriority.Request, cancellation).AsTask().IsCompletedSuccessfully);
    }
}
