using System.Collections.Concurrent;
using System.Diagnostics;
using GroundTransport.Benchmarks.Loads;
using GroundTransport.Benchmarks.Messages;
using GroundTransport.Benchmarks.Running;

namespace GroundTransport.Benchmarks.Measures;

/// <summary>Rides that are sold and accepted at a steady rate, and how long after that somebody else learned it.</summary>
public static class AcceptedBookings
{
    /// <param name="receivedAt">Filled by the receiver: when it learned of a reservation's acceptance.</param>
    public static async Task<Load> Measure(
        ConcurConnection connection, Gateway gateway, int from, int perSecond, TimeSpan lasting,
        ConcurrentDictionary<string, long> receivedAt, CancellationToken ct)
    {
        var sells = await connection.PrepareSells(from, (int)(perSecond * lasting.TotalSeconds), ct);
        var accepted = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(sells.Select(async (sell, number) =>
        {
            await Task.Delay(TimeSpan.FromSeconds((double)number / perSecond), ct);
            var id = ConcurCalls.ReservationIn(await connection.Post(sell, ct));
            await gateway.Accept(id, ct);
            accepted[id] = Stopwatch.GetTimestamp();
        }));
        var lasted = Stopwatch.GetElapsedTime(began);
        for (var waits = 0; accepted.Keys.Any(id => !receivedAt.ContainsKey(id)); waits++)
        {
            if (waits == 300)
                throw new BenchmarkException("Some messages didn't arrive within half a minute.");
            await Task.Delay(TimeSpan.FromSeconds(0.1), ct);
        }
        // A message that arrived before the response to its acceptance took no time.
        return Load.Of([.. accepted.Select(one => Stopwatch.GetElapsedTime(one.Value, Math.Max(one.Value, receivedAt[one.Key])))], lasted);
    }
}
