namespace GroundTransport.Application.WireLog;

/// <summary>
/// Which refusals are recorded: of the same one (connection, message, reason) the first in a minute, then few of many. A caller that
/// repeats a mistake a thousand times a second would fill the disk with it.
/// </summary>
public sealed class RefusalSample(TimeProvider clock)
{
    /// <summary>How many of the same are recorded in a minute before they are sampled.</summary>
    public const int AllUpTo = 60;

    /// <summary>Beyond that one of so many is recorded.</summary>
    public const int OneOf = 100;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<(string DirectConnectId, ExchangeKind Kind, string Why), int> counts = [];
    private DateTimeOffset windowEnd;

    /// <summary>Whether this one is recorded.</summary>
    public bool Takes(ExchangeKind kind, string directConnectId, string why)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            if (now >= windowEnd)
            {
                // What stands in it is bounded by the connections and the fields of the messages.
                counts.Clear();
                windowEnd = now + Window;
            }
            var same = (directConnectId, kind, why);
            var count = counts.GetValueOrDefault(same) + 1;
            counts[same] = count;
            return count <= AllUpTo || count % OneOf == 0;
        }
    }
}
