using System.Collections.Concurrent;

namespace GroundTransport.Fuzzer.Findings;

/// <summary>Counts what was sent and what came back.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<(Kind Kind, string Answer), long> answers = new();
    private long xml, json, http, slowest;

    public long Xml => Interlocked.Read(ref xml);

    public TimeSpan Slowest => TimeSpan.FromTicks(Interlocked.Read(ref slowest));

    public long Count(Kind kind, string answer, TimeSpan took)
    {
        answers.AddOrUpdate((kind, answer), 1, (_, count) => count + 1);
        for (var before = Interlocked.Read(ref slowest); took.Ticks > before; before = Interlocked.Read(ref slowest))
        {
            if (Interlocked.CompareExchange(ref slowest, took.Ticks, before) == before)
                break;
        }
        return kind switch
        {
            Kind.Xml => Interlocked.Increment(ref xml),
            Kind.Json => Interlocked.Increment(ref json),
            _ => Interlocked.Increment(ref http),
        };
    }

    public IEnumerable<string> Lines() =>
        from entry in answers
        group entry by entry.Key.Kind into kind
        orderby kind.Key
        let parts = kind.OrderByDescending(entry => entry.Value).Select(entry => $"{entry.Key.Answer}: {entry.Value:N0}")
        select $"{kind.Key} {kind.Sum(entry => entry.Value):N0} ({string.Join(", ", parts)})";
}
