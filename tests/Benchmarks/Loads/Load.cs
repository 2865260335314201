namespace GroundTransport.Benchmarks.Loads;

/// <summary>The result of one run of calls.</summary>
public sealed record Load(long Requests, TimeSpan Lasted, TimeSpan P50, TimeSpan P99, TimeSpan ServerCpu)
{
    public double PerSecond => Requests / Lasted.TotalSeconds;

    public double CpuMicroseconds => ServerCpu.TotalMicroseconds / Requests;

    public static Load Of(IReadOnlyList<TimeSpan> latencies, TimeSpan lasted, TimeSpan serverCpu = default)
    {
        var sorted = latencies.Order().ToList();
        return new Load(sorted.Count, lasted, Percentile(sorted, 50), Percentile(sorted, 99), serverCpu);
    }

    public static TimeSpan Percentile(IReadOnlyList<TimeSpan> sorted, int percent) =>
        sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
}
