namespace ConcurSimulator.Booking;

/// <summary>Counts what was asked and what came of it.</summary>
public sealed class Tally
{
    private const int MostProblems = 20;

    private readonly Lock gate = new();
    private readonly Dictionary<string, MessageTally> messages = [];
    private readonly List<string> problems = [];

    public int Unknown => Sum(Outcome.Unknown);

    public int Invalid => Sum(Outcome.Invalid);

    public int Answered
    {
        get
        {
            lock (gate)
                return messages.Values.Sum(message => message.Latencies.Count);
        }
    }

    /// <summary>A call stayed without an answer until the traveller's patience ended.</summary>
    public bool GaveUp { get; set; }

    /// <summary>Nothing was answered that must not be, and each call was answered in the end.</summary>
    public bool IsFaultless => Invalid == 0 && Answered > 0 && !GaveUp;

    public void Add(string message, Reply reply)
    {
        var detail = reply.Outcome switch
        {
            Outcome.Ok => reply.Status,
            Outcome.Refused => $"{reply.ErrorCode} {reply.Message?["Error/ErrorSource"]}".Trim(),
            Outcome.Unknown => reply.Why,
            _ => "",
        };
        Add(message, reply.Outcome, detail, reply.Took, reply.Problems);
    }

    public void Add(string message, Outcome outcome, string detail, TimeSpan took, IReadOnlyList<string> wrong)
    {
        lock (gate)
        {
            if (!messages.TryGetValue(message, out var tally))
                messages[message] = tally = new MessageTally(message);
            tally.Add(outcome, detail, took);
            problems.AddRange(wrong.Select(problem => $"{message}: {problem}").Take(MostProblems - problems.Count));
        }
    }

    /// <summary>One line a message, and the first problems; nothing is counted after.</summary>
    public (IReadOnlyList<MessageTally> Messages, IReadOnlyList<string> Problems) Read()
    {
        lock (gate)
            return ([.. messages.Values], [.. problems]);
    }

    private int Sum(Outcome outcome)
    {
        lock (gate)
            return messages.Values.Sum(message => message.Count(outcome));
    }
}

/// <summary>The calls of one kind.</summary>
public sealed class MessageTally(string message)
{
    private readonly Dictionary<(Outcome Outcome, string Detail), int> counts = [];

    public string Message { get; } = message;

    /// <summary>Of those that were answered.</summary>
    public List<TimeSpan> Latencies { get; } = [];

    public IEnumerable<(Outcome Outcome, string Detail, int Count)> Counts =>
        counts.Select(entry => (entry.Key.Outcome, entry.Key.Detail, entry.Value)).OrderBy(entry => entry.Outcome).ThenByDescending(entry => entry.Value);

    public int Count(Outcome outcome) => counts.Where(entry => entry.Key.Outcome == outcome).Sum(entry => entry.Value);

    /// <summary>The latency that this share of all answers stayed within.</summary>
    public TimeSpan Percentile(double share)
    {
        if (Latencies.Count == 0)
            return TimeSpan.Zero;
        var sorted = Latencies.Order().ToList();
        return sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
    }

    internal void Add(Outcome outcome, string detail, TimeSpan took)
    {
        counts[(outcome, detail)] = counts.GetValueOrDefault((outcome, detail)) + 1;
        if (outcome != Outcome.Unknown)
            Latencies.Add(took);
    }
}
