using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace GroundTransport.Api.Hosting;

/// <summary>Metrics and traces by OTLP (http/protobuf); off where no endpoint is set.</summary>
public static class Telemetry
{
    /// <returns>What must live as long as the gateway: disposing it sends what is left. Null where it is off.</returns>
    public static OpenTelemetrySdk? Start(Uri? endpoint) => endpoint is null ? null : OpenTelemetrySdk.Create(telemetry => telemetry
        .ConfigureResource(resource => resource.AddService("GroundTransport", serviceVersion: ProductVersion.Text))
        .WithMetrics(metrics => metrics
            .AddMeter("GroundTransport.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime")
            .AddOtlpExporter(exporter => To(exporter, endpoint, "v1/metrics")))
        .WithTracing(traces => traces
            .AddSource("Microsoft.AspNetCore", "System.Net.Http")
            .AddOtlpExporter(exporter => To(exporter, endpoint, "v1/traces"))));

    /// <summary>With http/protobuf each signal has an address of its own.</summary>
    private static void To(OtlpExporterOptions exporter, Uri endpoint, string signal)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/{signal}");
    }
}
