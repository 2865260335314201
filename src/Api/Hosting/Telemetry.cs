using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace GroundTransport.Api.Hosting;

/// <summary>Where metrics and traces go.</summary>
/// <param name="Collector">Receives both by OTLP; null: nothing is sent, and nothing is traced.</param>
/// <param name="HostingMetrics">Whether .NET's own metrics of HTTP, received and sent, are collected: they cost each search.</param>
public sealed record TelemetrySettings(Uri? Collector, bool HostingMetrics);

/// <summary>Collects metrics, and traces if a collector is set; exports both by OTLP (http/protobuf).</summary>
public static class Telemetry
{
    /// <param name="prometheus">Reads the metrics on demand.</param>
    /// <returns>To be disposed when the gateway ends: that sends what is left.</returns>
    public static OpenTelemetrySdk Start(TelemetrySettings settings, MetricReader prometheus) => OpenTelemetrySdk.Create(telemetry =>
    {
        telemetry.ConfigureResource(resource => resource.AddService("GroundTransport", serviceVersion: ProductVersion.Text));
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter("GroundTransport.*", "System.Runtime").AddReader(prometheus);
            if (settings.HostingMetrics)
                metrics.AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http");
            if (settings.Collector is { } collector)
                metrics.AddOtlpExporter(exporter => Configure(exporter, collector, "v1/metrics"));
        });
        if (settings.Collector is { } traced)
        {
            telemetry.WithTracing(traces => traces
                .AddSource("Microsoft.AspNetCore", "System.Net.Http", "GroundTransport.*")
                .AddOtlpExporter(exporter => Configure(exporter, traced, "v1/traces")));
        }
    });

    /// <summary>With http/protobuf each signal has a URL of its own.</summary>
    private static void Configure(OtlpExporterOptions exporter, Uri endpoint, string signal)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/{signal}");
    }
}
