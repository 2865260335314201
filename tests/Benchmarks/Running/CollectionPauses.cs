using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace GroundTransport.Benchmarks.Running;

/// <summary>How long the garbage collector of another .NET process stops its threads, by the runtime's own events.</summary>
public static class CollectionPauses
{
    /// <summary>The pauses in milliseconds while this work is done.</summary>
    public static async Task<IReadOnlyList<double>> During(ServerProcess server, Func<Task> work, CancellationToken ct)
    {
        using var session = await new DiagnosticsClient(server.Id).StartEventPipeSessionAsync(
            [new EventPipeProvider(ClrTraceEventParser.ProviderName, EventLevel.Informational, (long)ClrTraceEventParser.Keywords.GC)],
            requestRundown: false, circularBufferMB: 16, ct);
        var reading = Task.Run(() => Read(session.EventStream), ct);
        await work();
        await session.StopAsync(ct);
        return await reading;
    }

    private static List<double> Read(Stream events)
    {
        var (pauses, began) = (new List<double>(), double.NaN);
        using var source = new EventPipeEventSource(events);
        // Threads are also stopped for other reasons, such as new code.
        source.Clr.GCSuspendEEStart += suspended => began =
            suspended.Reason is GCSuspendEEReason.SuspendForGC or GCSuspendEEReason.SuspendForGCPrep
                ? suspended.TimeStampRelativeMSec
                : double.NaN;
        source.Clr.GCRestartEEStop += restarted =>
        {
            if (!double.IsNaN(began))
                pauses.Add(restarted.TimeStampRelativeMSec - began);
            began = double.NaN;
        };
        source.Process();
        return pauses;
    }
}
