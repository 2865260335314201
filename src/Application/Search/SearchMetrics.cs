using System.Diagnostics.Metrics;
using GroundTransport.Domain;

namespace GroundTransport.Application.Search;

/// <summary>What the searches found at each vendor.</summary>
public sealed class SearchMetrics : IDisposable
{
    public const string Offered = "Offered";

    private static readonly string[] Kinds = Enum.GetNames<RefusalKind>();

    private readonly Meter meter = new(SearchRefusals.MeterName);
    private readonly Counter<long> results;

    public SearchMetrics() => results = meter.CreateCounter<long>(
        "groundtransport.search.results", "{search}", "Searches of each vendor's rides: Offered, or the kind of refusal.");

    public void Dispose() => meter.Dispose();

    /// <param name="refusal">Why the vendor offers no ride; null: it offers one.</param>
    internal void Count(string vendorCode, Refusal? refusal) =>
        results.Add(1, new("vendor", vendorCode), new("result", refusal is null ? Offered : Kinds[(int)refusal.Kind]));
}
