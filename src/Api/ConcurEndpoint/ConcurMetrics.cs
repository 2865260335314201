using System.Diagnostics;
using System.Diagnostics.Metrics;
using GroundTransport.Application.WireLog;

namespace GroundTransport.Api.ConcurEndpoint;

/// <summary>How long Concur waits for its replies, by message.</summary>
public sealed class ConcurMetrics : IDisposable
{
    public const string Name = "GroundTransport.Concur";

    private static readonly double[] Bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>An enumeration's names in an array: a search must not look them up.</summary>
    private static readonly string[] Messages = Enum.GetNames<ExchangeKind>(), Outcomes = Enum.GetNames<ExchangeOutcome>();

    private readonly Meter meter = new(Name);
    private readonly Histogram<double> duration;

    public ConcurMetrics() => duration = meter.CreateHistogram(
        "groundtransport.concur.duration", "s", "Time from Concur's message until its reply was written, by message and outcome.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Bounds });

    /// <param name="startedAt">By <see cref="Stopwatch.GetTimestamp"/>.</param>
    public void Record(ExchangeKind message, ExchangeOutcome outcome, long startedAt) => duration.Record(
        Stopwatch.GetElapsedTime(startedAt).TotalSeconds, new("message", Messages[(int)message]), new("outcome", Outcomes[(int)outcome]));

    public void Dispose() => meter.Dispose();
}
