namespace GroundTransport.Application.Delivery;

/// <summary>
/// Limits how many messages of one kind this node delivers at the same time. No more are claimed than may begin: a claimed message is
/// sent at once, none waits in memory while its lease runs.
/// </summary>
/// <param name="window">For all destinations together.</param>
/// <param name="maxPerDestination">For one destination: one that doesn't answer leaves room to the others.</param>
public sealed class ConcurrencyLimit(ConcurrencyWindow window, int maxPerDestination = int.MaxValue)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> underWay = new(StringComparer.Ordinal);

    /// <summary>How many messages may be under way now.</summary>
    public int Size
    {
        get
        {
            lock (gate)
                return window.Size;
        }
    }

    /// <summary>How many more messages may begin now.</summary>
    public int Free
    {
        get
        {
            lock (gate)
                return Math.Max(0, window.Size - window.UnderWay);
        }
    }

    /// <summary>How many messages may be claimed at once without knowing their destinations, and which destinations may get none.</summary>
    public (int AtMost, IReadOnlyList<string> Busy) NextClaim
    {
        get
        {
            lock (gate)
            {
                var busiest = underWay.Values.Where(count => count < maxPerDestination).DefaultIfEmpty(0).Max();
                return (
                    Math.Min(Math.Max(0, window.Size - window.UnderWay), maxPerDestination - busiest),
                    [.. underWay.Where(entry => entry.Value >= maxPerDestination).Select(entry => entry.Key)]);
            }
        }
    }

    /// <summary>A message for this destination was claimed; gives the number by which its answer is recorded.</summary>
    public long Begin(string destination)
    {
        lock (gate)
        {
            underWay[destination] = underWay.GetValueOrDefault(destination) + 1;
            return window.Begin();
        }
    }

    /// <summary>The message was answered: the window grows or shrinks.</summary>
    public void RecordAnswer(long number, WindowEffect effect)
    {
        lock (gate)
            window.RecordAnswer(number, effect);
    }

    /// <summary>Its delivery has ended, whatever the result.</summary>
    public void End(string destination)
    {
        lock (gate)
        {
            window.End();
            if (--underWay[destination] == 0)
                underWay.Remove(destination);
        }
    }
}
