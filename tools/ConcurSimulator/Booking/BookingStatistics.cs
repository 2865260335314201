using ConcurSimulator.GatewayClients;

namespace ConcurSimulator.Booking;

/// <summary>Counts the operations of a run, by message and outcome.</summary>
public sealed class BookingStatistics
{
    private const int MaxProblems = 20;

    private readonly Lock sync = new();
    private readonly Dictionary<string, MessageStatistics> messages = [];
    private readonly List<string> problems = [];

    public int Unknown => Count(Outcome.Unknown);

    public int Invalid => Count(Outcome.Invalid);

    /// <summary>Operations with a known outcome.</summary>
    public int Completed
    {
        get
        {
            lock (sync)
                return messages.Values.Sum(message => message.Latencies.Count);
        }
    }

    /// <summary>A request got no response within its retry time.</summary>
    public bool GaveUp { get; set; }

    /// <summary>No response was invalid, and every request got a response in the end.</summary>
    public bool Passed => Invalid == 0 && Completed > 0 && !GaveUp;

    public void Add(string message, Reply reply)
    {
        var detail = reply.Outcome switch
        {
            Outcome.Ok => reply.Status,
            Outcome.Refused => $"{reply.ErrorCode} {reply.ErrorSource}".Trim(),
            Outcome.Unknown => reply.FailureReason,
            _ => "",
        };
        Add(message, reply.Outcome, detail, reply.Latency, reply.Problems);
    }

    /// <param name="detail">Counted apart within its outcome, such as a status or an error code.</param>
    public void Add(string message, Outcome outcome, string detail, TimeSpan latency, IReadOnlyList<string> found)
    {
        lock (sync)
        {
            if (!messages.TryGetValue(message, out var statistics))
                messages[message] = statistics = new MessageStatistics(message);
            statistics.Add(outcome, detail, latency);
            problems.AddRange(found.Select(problem => $"{message}: {problem}").Take(MaxProblems - problems.Count));
        }
    }

    /// <summary>The statistics of each message and the first problems. Call it after the run: the statistics are not copies.</summary>
    public (IReadOnlyList<MessageStatistics> Messages, IReadOnlyList<string> Problems) Read()
    {
        lock (sync)
            return ([.. messages.Values], [.. problems]);
    }

    private int Count(Outcome outcome)
    {
        lock (sync)
            return messages.Values.Sum(message => message.Count(outcome));
    }
}

/// <summary>Counts the operations with one message.</summary>
public sealed class MessageStatistics(string message)
{
    private readonly Dictionary<(Outcome Outcome, string Detail), int> counts = [];

    public string Message { get; } = message;

    /// <summary>Of the operations with a known outcome.</summary>
    public List<TimeSpan> Latencies { get; } = [];

    public IEnumerable<(Outcome Outcome, string Detail, int Count)> Counts => counts
        .Select(entry => (entry.Key.Outcome, entry.Key.Detail, entry.Value))
        .OrderBy(entry => entry.Outcome).ThenByDescending(entry => entry.Value);

    public int Count(Outcome outcome) => counts.Where(entry => entry.Key.Outcome == outcome).Sum(entry => entry.Value);

    /// <param name="share">0.99 for the 99th percentile.</param>
    public TimeSpan Percentile(double share)
    {
        if (Latencies.Count == 0)
            return TimeSpan.Zero;
        var sorted = Latencies.Order().ToList();
        return sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
    }

    internal void Add(Outcome outcome, string detail, TimeSpan latency)
    {
        counts[(outcome, detail)] = counts.GetValueOrDefault((outcome, detail)) + 1;
        if (outcome != Outcome.Unknown)
            Latencies.Add(latency);
    }
}
