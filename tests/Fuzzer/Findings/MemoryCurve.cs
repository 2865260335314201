namespace GroundTransport.Fuzzer.Findings;

/// <summary>The gateway's memory over the run. It is flat if the last quarter isn't above the second: the first is its warm-up.</summary>
internal sealed class MemoryCurve
{
    /// <summary>What the collector and a cache may take that isn't full yet.</summary>
    private const double Tolerance = 1.15;

    private const long Slack = 48L << 20;

    private readonly List<long> samples = [];

    public void Add(long bytes) => samples.Add(bytes);

    /// <summary>The lowest of a quarter: what the collector had not yet freed isn't held.</summary>
    public (long Early, long Late) Quarters => (Lowest(1), Lowest(3));

    public bool IsFlat => samples.Count < 8 || Quarters.Late <= Quarters.Early * Tolerance + Slack;

    private long Lowest(int quarter)
    {
        var size = samples.Count / 4;
        return samples.Skip(quarter * size).Take(Math.Max(1, size)).DefaultIfEmpty().Min();
    }
}
