using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using GroundTransport.Benchmarks.Running;

namespace GroundTransport.Benchmarks.Loads;

/// <summary>
/// Calls at a constant rate, whether or not the earlier ones have completed. Each latency counts from when the call was to
/// be sent, so that a stalled server can't hide the calls that waited.
/// </summary>
public static partial class OpenLoop
{
    private const int Connections = 64;

    public static async Task<Load> Run(ServerProcess server, RepeatedCall call, double perSecond, TimeSpan lasting, CancellationToken ct)
    {
        var due = Channel.CreateUnbounded<long>(new UnboundedChannelOptions { SingleWriter = true });
        var latencies = new ConcurrentQueue<TimeSpan>();
        var cpu = server.Cpu;
        var began = Stopwatch.GetTimestamp();
        var connections = Enumerable.Range(0, Connections).Select(_ => Send(call, due.Reader, latencies, ct)).ToList();
        await Task.Factory.StartNew(() =>
            KeepTime(due.Writer, began, perSecond, lasting, ct), ct, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAll(connections);
        return Load.Of([.. latencies], Stopwatch.GetElapsedTime(began), server.Cpu - cpu);
    }

    private static void KeepTime(ChannelWriter<long> calls, long began, double perSecond, TimeSpan lasting, CancellationToken ct)
    {
        for (var number = 0; number < (int)(perSecond * lasting.TotalSeconds) && !ct.IsCancellationRequested; number++)
        {
            var due = began + (long)(number / perSecond * Stopwatch.Frequency);
            // A .NET timer fires each millisecond: the calls of a millisecond would be sent as a burst.
            while (Stopwatch.GetTimestamp() < due)
                _ = Sleep(microseconds: 20);
            calls.TryWrite(due);
        }
        calls.Complete();
    }

    private static async Task Send(RepeatedCall call, ChannelReader<long> calls, ConcurrentQueue<TimeSpan> latencies, CancellationToken ct)
    {
        using var connection = await LeanConnection.Open(call, ct);
        await foreach (var due in calls.ReadAllAsync(ct))
        {
            await connection.Call(ct);
            latencies.Enqueue(Stopwatch.GetElapsedTime(due));
        }
    }

    [LibraryImport("libc", EntryPoint = "usleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sleep(uint microseconds);
}
