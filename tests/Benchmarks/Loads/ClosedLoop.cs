using System.Collections.Concurrent;
using System.Diagnostics;
using GroundTransport.Benchmarks.Running;

namespace GroundTransport.Benchmarks.Loads;

/// <summary>
/// This many callers, each with its next call as soon as its last completed, until all calls are made: for calls that can't be
/// repeated.
/// </summary>
public static class ClosedLoop
{
    public static async Task<Load> Run<T>(
        IEnumerable<T> calls, int callers, Func<T, Task> make, CancellationToken ct, ServerProcess? server = null)
    {
        var waiting = new ConcurrentQueue<T>(calls);
        var latencies = new ConcurrentQueue<TimeSpan>();
        var cpu = server?.Cpu ?? default;
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            await Task.Yield();
            while (!ct.IsCancellationRequested && waiting.TryDequeue(out var call))
            {
                var started = Stopwatch.GetTimestamp();
                await make(call);
                latencies.Enqueue(Stopwatch.GetElapsedTime(started));
            }
        }));
        ct.ThrowIfCancellationRequested();
        return Load.Of([.. latencies], Stopwatch.GetElapsedTime(began), (server?.Cpu ?? default) - cpu);
    }
}
