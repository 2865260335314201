using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;

namespace GroundTransport.Benchmarks.Running;

/// <summary>Makes another .NET process collect its garbage, as the runtime does for a heap snapshot.</summary>
public static class HeapCollector
{
    private const long HeapCollect = 0x800000;
    private static readonly TimeSpan CollectionTime = TimeSpan.FromSeconds(3);

    /// <summary>The working set after the collection.</summary>
    public static async Task<long> WorkingSetCollected(ServerProcess server, CancellationToken ct)
    {
        using (var session = await new DiagnosticsClient(server.Id).StartEventPipeSessionAsync(
            [new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, HeapCollect)], requestRundown: false,
                circularBufferMB: 16, ct))
        {
            var read = session.EventStream.CopyToAsync(Stream.Null, ct);
            await Task.Delay(CollectionTime, ct);
            await session.StopAsync(ct);
            await read;
        }
        return server.WorkingSet;
    }
}
