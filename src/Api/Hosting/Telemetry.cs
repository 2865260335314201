using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace GroundTransport.Api.Hosting;

/// <summary>Exports metrics and traces by OTLP (http/protobuf); off if no endpoint is set.</summary>
public static class Telemetry
{
    /// <returns>The exporters, to be disposed when the gateway ends: that sends what is left. Null if telemetry is off.</returns>
    public static OpenTelemetrySdk? Start(Uri? endpoint) => endpoint is null ? null : OpenTelemetrySdk.Create(telemetry => telemetry
        .ConfigureResource(resource => resource.AddService("GroundTransport", serviceVersion: ProductVersion.Text))
        .WithMetrics(metrics => metrics
            .AddMeter("GroundTransport.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
            .AddMeter("System.Net.Http", "System.Runtime")
            .AddOtlpExporter(exporter => Configure(exporter, endpoint, "v1/metrics")))
        .WithTracing(traces => traces
            .AddSource("Microsoft.AspNetCore", "System.Net.Http")
            .AddOtlpExporter(exporter => Configure(exporter, endpoint, "v1/traces"))));

    /// <summary>With http/protobuf each signal has a URL of its own.</summary>
    private static void Configure(OtlpExporterOptions exporter, Uri endpoint, string signal)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/{signal}");
    }
}
