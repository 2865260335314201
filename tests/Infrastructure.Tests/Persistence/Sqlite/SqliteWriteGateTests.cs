using GroundTransport.Infrastructure.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Tests.Persistence.Sqlite;

public class SqliteWriteGateTests
{
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    private readonly SqliteWriteGate gate = new();

    [Fact]
    public async Task EnterAsync_admits_one_at_a_time()
    {
        var inside = 0;
        var most = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var turn = 0; turn < 200; turn++)
            {
                using (await gate.EnterAsync(cancellation))
                {
                    most = Math.Max(most, Interlocked.Increment(ref inside));
                    await Task.Yield();
                    Interlocked.Decrement(ref inside);
                }
            }
        }, cancellation)));

        Assert.Equal(1, most);
    }

    [Fact]
    public async Task EnterAsync_waits_until_the_one_inside_leaves()
    {
        var first = await gate.EnterAsync(cancellation);
        var second = gate.EnterAsync(cancellation).AsTask();
        Assert.False(second.IsCompleted);

        first.Dispose();

        (await second).Dispose();
    }

    [Fact]
    public async Task EnterAsync_cancelled_while_waiting_doesnt_change_the_gate()
    {
        using var impatient = new CancellationTokenSource();
        var inside = await gate.EnterAsync(cancellation);
        var waiting = gate.EnterAsync(impatient.Token).AsTask();

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        var next = gate.EnterAsync(cancellation).AsTask();
        Assert.False(next.IsCompleted);
        inside.Dispose();
        (await next).Dispose();
    }

    [Fact]
    public async Task EnterAsync_cancelled_at_the_release_never_loses_the_gate()
    {
        for (var round = 0; round < 500; round++)
        {
            using var impatient = new CancellationTokenSource();
            var inside = await gate.EnterAsync(cancellation);
            var waiting = gate.EnterAsync(impatient.Token).AsTask();
            await Task.WhenAll(Task.Run(inside.Dispose, cancellation), Task.Run(impatient.Cancel, cancellation));

            try
            {
                (await waiting).Dispose();
            }
            catch (OperationCanceledException)
            {
                // Either outcome is correct.
            }

            var free = gate.EnterAsync(cancellation);
            Assert.True(free.IsCompletedSuccessfully);
            (await free).Dispose();
        }
    }

    [Fact]
    public async Task EnterAsync_with_a_cancelled_token_is_refused_though_the_gate_is_free()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => gate.EnterAsync(new CancellationToken(canceled: true)).AsTask());

        (await gate.EnterAsync(cancellation)).Dispose();
    }

    [Fact]
    public async Task Second_release_admits_no_second_writer()
    {
        var once = await gate.EnterAsync(cancellation);
        once.Dispose();
        once.Dispose();

        using var inside = await gate.EnterAsync(cancellation);
        var second = gate.EnterAsync(cancellation).AsTask();
        Assert.False(second.IsCompleted);
        inside.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public async Task Eight_threads_that_write_through_the_gate_lose_nothing()
    {
        const int threads = 8, turns = 25;
        using var file = new SqliteFile();
        await using (var context = file.Open())
        {
            await context.Database.EnsureCreatedAsync(cancellation);
            context.Tallies.Add(new Tally { Id = 1 });
            await context.SaveChangesAsync(cancellation);
        }

        await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Run(async () =>
        {
            for (var turn = 0; turn < turns; turn++)
            {
                using var passage = await gate.EnterAsync(cancellation);
                await using var context = file.Open();
                var tally = await context.Tallies.SingleAsync(cancellation);
                tally.Count++;
                context.Marks.Add(new Mark { TallyId = tally.Id });
                await context.SaveChangesAsync(cancellation);
            }
        }, cancellation)));

        await using var read = file.Open();
        Assert.Equal(threads * turns, (await read.Tallies.SingleAsync(cancellation)).Count);
        Assert.Equal(threads * turns, await read.Marks.CountAsync(cancellation));
    }
}
