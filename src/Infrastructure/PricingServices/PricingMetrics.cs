using System.Diagnostics.Metrics;
using GroundTransport.Application.PricingServices;

namespace GroundTransport.Infrastructure.PricingServices;

/// <summary>How the vendors' pricing services answer.</summary>
internal sealed class PricingMetrics : IDisposable
{
    public const string MeterName = "GroundTransport.Pricing";

    private static readonly string[] Results = Enum.GetNames<PricingResult>();

    private readonly Meter meter = new(MeterName);
    private readonly Histogram<double> duration;

    public PricingMetrics(PricingGates gates)
    {
        duration = meter.CreateHistogram(
            "groundtransport.pricing.duration", "s", "Calls to each vendor's pricing service: how they ended, and how long they took.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 3] });
        meter.CreateObservableGauge(
            "groundtransport.pricing.circuit.open",
            () => gates.States.Select(state =>
                new Measurement<int>(state.IsOpen ? 1 : 0, new KeyValuePair<string, object?>("vendor", state.Vendor))),
            "{circuit}", "1 for a pricing service that isn't called, because it failed too often.");
    }

    public void Record(string vendorCode, PricingResult result, TimeSpan took) =>
        duration.Record(took.TotalSeconds, new("vendor", vendorCode), new("result", Results[(int)result]));

    public void Dispose() => meter.Dispose();
}
