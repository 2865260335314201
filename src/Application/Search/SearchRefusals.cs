using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using GroundTransport.Domain;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Application.Search;

/// <summary>
/// Counts searches that found nothing, by reason, and logs each reason at most once a minute. Kind and element only: the
/// sentence may quote what the traveller sent.
/// </summary>
public sealed class SearchRefusals : IDisposable
{
    public const string MeterName = "GroundTransport.Search";
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(RefusalKind Kind, string Element), Told> reasons = new();
    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> counter;
    private readonly TimeProvider clock;
    private readonly ILogger<SearchRefusals> log;

    public SearchRefusals(TimeProvider clock, ILogger<SearchRefusals> log)
    {
        (this.clock, this.log) = (clock, log);
        counter = meter.CreateCounter<long>("groundtransport.search.refused", "{search}", "Searches that were refused or found no ride, by kind and element.");
    }

    public void Count(Refusal refusal)
    {
        counter.Add(1, new("kind", refusal.Kind.ToString()), new("element", refusal.Element));
        var reason = reasons.GetOrAdd((refusal.Kind, refusal.Element), _ => new Told());
        if (reason.Take(clock.GetUtcNow()) is { } times)
            log.LogInformation("Search refused: {Kind} {Element}, {Times} times since this was last told", refusal.Kind, refusal.Element, times);
    }

    public void Dispose() => meter.Dispose();

    private sealed class Told
    {
        private readonly Lock gate = new();
        private DateTimeOffset next = DateTimeOffset.MinValue;
        private long times;

        /// <summary>How often it happened since it was last told; null while it is too soon to tell again.</summary>
        public long? Take(DateTimeOffset now)
        {
            lock (gate)
            {
                times++;
                if (now < next)
                    return null;
                (var told, times, next) = (times, 0, now + Quiet);
                return told;
            }
        }
    }
}
