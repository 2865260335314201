using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using GroundTransport.Domain;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Application.Search;

/// <summary>
/// Counts refused searches by reason, and logs each reason at most once a minute. Kind and element only: the text of a refusal
/// may quote what the traveller sent.
/// </summary>
public sealed class SearchRefusals : IDisposable
{
    public const string MeterName = "GroundTransport.Search";

    private readonly ConcurrentDictionary<(RefusalKind Kind, string Element), LogThrottle> reasons = new();
    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> counter;
    private readonly TimeProvider clock;
    private readonly ILogger<SearchRefusals> log;

    public SearchRefusals(TimeProvider clock, ILogger<SearchRefusals> log)
    {
        (this.clock, this.log) = (clock, log);
        counter = meter.CreateCounter<long>(
            "groundtransport.search.refused", "{search}", "Searches that were refused or found no ride, by kind and element.");
    }

    /// <param name="element">The field by its name in Concur's XML, as the reply's ErrorSource has it.</param>
    public void Count(RefusalKind kind, string element)
    {
        counter.Add(1, new("kind", kind.ToString()), new("element", element));
        if (reasons.GetOrAdd((kind, element), _ => new LogThrottle()).Count(clock.GetUtcNow()) is { } times)
            log.LogInformation("Search refused: {Kind} {Element}, {Times} more since last logged", kind, element, times);
    }

    public void Dispose() => meter.Dispose();
}
