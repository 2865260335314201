using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace GroundTransport.Api.Metrics;

/// <summary>Collects the process's metrics when Prometheus asks for them.</summary>
public sealed class PrometheusReader : IDisposable
{
    private readonly Lock gate = new();
    private readonly Collected collected = new();

    public PrometheusReader() => Reader = new BaseExportingMetricReader(collected);

    /// <summary>To be added to the meter provider, which disposes it.</summary>
    public MetricReader Reader { get; }

    /// <summary>The metrics as text.</summary>
    /// <param name="seesVendor">Which vendors the caller may see; null: everything.</param>
    public string Read(Func<string, bool>? seesVendor = null)
    {
        // The metrics that a collection gives are valid until the next one.
        lock (gate)
        {
            collected.SeesVendor = seesVendor;
            Reader.Collect();
            return collected.Text;
        }
    }

    public void Dispose() => Reader.Dispose();

    private sealed class Collected : BaseExporter<Metric>
    {
        public Func<string, bool>? SeesVendor { get; set; }

        public string Text { get; private set; } = "";

        public override ExportResult Export(in Batch<Metric> batch)
        {
            var metrics = new List<Metric>();
            foreach (var metric in batch)
                metrics.Add(metric);
            Text = PrometheusText.Write(metrics, SeesVendor);
            return ExportResult.Success;
        }
    }
}
