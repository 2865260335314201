using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace GroundTransport.Api.Tests.PricingServices;

/// <summary>
/// What is measured of the vendors' pricing services, whichever gateway of this process measures it. The text of <c>/metrics</c> is no use
/// here: instruments of the same name are one to the exporter, and it forgets them when the first of these gateways stops.
/// </summary>
public sealed class PricingMeasurements : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<(string Vendor, string Result)> calls = new();
    private readonly ConcurrentDictionary<string, int> circuits = new();

    public PricingMeasurements()
    {
        listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "GroundTransport.Pricing")
                listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => calls.Enqueue((Tag(tags, "vendor"), Tag(tags, "result"))));
        listener.SetMeasurementEventCallback<int>((_, isOpen, tags, _) => circuits[Tag(tags, "vendor")] = isOpen);
        listener.Start();
    }

    public IEnumerable<string> ResultsOf(string vendor) => calls.Where(call => call.Vendor == vendor).Select(call => call.Result);

    /// <summary>1 while the vendor's circuit is open, 0 while it isn't, null if it has none.</summary>
    public int? OpenCircuit(string vendor)
    {
        circuits.Clear();
        listener.RecordObservableInstruments();
        return circuits.TryGetValue(vendor, out var isOpen) ? isOpen : null;
    }

    public void Dispose() => listener.Dispose();

    private static string Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == name)
                return (string)tag.Value!;
        }
        return "";
    }
}
