using System.Globalization;
using System.Text;
using OpenTelemetry.Metrics;

namespace GroundTransport.Api.Metrics;

/// <summary>Writes metrics in Prometheus' text format (version 0.0.4), named as its conventions ask.</summary>
/// <param name="seesVendor">Which vendors the reader may see: only the series of these are written. Null: all series.</param>
public sealed class PrometheusText(Func<string, bool>? seesVendor)
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private const string VendorLabel = "vendor";

    /// <summary>The runtime declares these as counters, and yet they fall.</summary>
    private static readonly string[] Levels = ["dotnet.thread_pool.thread.count", "dotnet.thread_pool.queue.length"];

    private readonly StringBuilder text = new();

    /// <summary>The metrics, each with its help and type; those of one name, from several meters, together.</summary>
    public static string Write(IEnumerable<Metric> metrics, Func<string, bool>? seesVendor = null)
    {
        var writer = new PrometheusText(seesVendor);
        foreach (var family in metrics.GroupBy(NameOf).OrderBy(family => family.Key, StringComparer.Ordinal))
            writer.Write(family.Key, [.. family]);
        return writer.text.ToString();
    }

    /// <summary>Such as <c>groundtransport_postbacks_latency_seconds</c>: the unit is part of the name, a counter ends in _total.</summary>
    public static string NameOf(string instrument, string unit, bool isCounter, bool isHistogram)
    {
        var name = Identifier(instrument);
        // This ending belongs to histograms.
        if (!isHistogram && name.EndsWith("_count", StringComparison.Ordinal))
            name = name[..^"_count".Length];
        var suffix = UnitOf(unit);
        if (suffix.Length > 0 && !name.EndsWith(suffix, StringComparison.Ordinal))
            name = $"{name}_{suffix}";
        return isCounter && !name.EndsWith("_total", StringComparison.Ordinal) ? $"{name}_total" : name;
    }

    private static string NameOf(Metric metric) => NameOf(metric.Name, metric.Unit, IsCounter(metric), IsHistogram(metric));

    /// <summary>What is counted stands in braces, and isn't part of the name.</summary>
    private static string UnitOf(string unit) => unit switch
    {
        "s" => "seconds",
        "By" => "bytes",
        "" or "1" => "",
        _ when unit[0] == '{' => "",
        _ => Identifier(unit),
    };

    private static string Identifier(string name) => string.Create(name.Length, name, (letters, from) =>
    {
        for (var at = 0; at < letters.Length; at++)
            letters[at] = char.IsAsciiLetterOrDigit(from[at]) ? from[at] : '_';
    });

    private static bool IsHistogram(Metric metric) => metric.MetricType == MetricType.Histogram;

    private static bool IsCounter(Metric metric) =>
        metric.MetricType is MetricType.LongSum or MetricType.DoubleSum && !Levels.Contains(metric.Name);

    private void Write(string name, IReadOnlyList<Metric> metrics)
    {
        var start = text.Length;
        var first = metrics[0];
        var type = IsHistogram(first) ? "histogram" : IsCounter(first) ? "counter" : "gauge";
        var help = first.Description.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {(help.Length > 0 ? help : first.Name)}\n# TYPE {name} {type}\n");
        var heading = text.Length;
        foreach (var metric in metrics)
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                if (IsVisible(point))
                    Write(name, metric.MetricType, point);
            }
        }
        if (text.Length == heading)
            text.Length = start;
    }

    private bool IsVisible(in MetricPoint point)
    {
        if (seesVendor is null)
            return true;
        foreach (var (key, value) in point.Tags)
        {
            if (key == VendorLabel)
                return value is string vendor && seesVendor(vendor);
        }
        return false;
    }

    private void Write(string name, MetricType type, in MetricPoint point)
    {
        if (type == MetricType.Histogram)
        {
            WriteHistogram(name, point);
            return;
        }
        var value = type switch
        {
            MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
            MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
            MetricType.LongGauge => point.GetGaugeLastValueLong(),
            _ => point.GetGaugeLastValueDouble(),
        };
        Sample(name, point, null, value);
    }

    /// <summary>Each bucket contains the smaller ones too.</summary>
    private void WriteHistogram(string name, in MetricPoint point)
    {
        var count = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            count += bucket.BucketCount;
            Sample($"{name}_bucket", point, bucket.ExplicitBound, count);
        }
        Sample($"{name}_sum", point, null, point.GetHistogramSum());
        Sample($"{name}_count", point, null, point.GetHistogramCount());
    }

    private void Sample(string name, in MetricPoint point, double? bound, double value)
    {
        text.Append(name);
        var separator = '{';
        foreach (var (key, label) in point.Tags)
        {
            Label(separator, Identifier(key), Convert.ToString(label, CultureInfo.InvariantCulture) ?? "");
            separator = ',';
        }
        if (bound is { } atMost)
        {
            Label(separator, "le", Number(atMost));
            separator = ',';
        }
        text.Append(separator == ',' ? "} " : " ").Append(Number(value)).Append('\n');
    }

    private void Label(char separator, string name, string value) => text.Append(separator).Append(name).Append("=\"")
        .Append(value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", @"\n", StringComparison.Ordinal))
        .Append('"');

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);
}
