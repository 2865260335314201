namespace GroundTransport.Application.Delivery;

/// <summary>
/// How many messages may be under way to one receiver. It grows and shrinks as TCP's congestion window does: additive increase,
/// multiplicative decrease (AIMD). Not safe for concurrent use: <see cref="ConcurrencyLimit"/> locks around it.
/// </summary>
/// <remarks>
/// Messages are numbered as they begin. An answer to a message that began before the window was halved says what the larger window did,
/// and changes nothing any more: the window is halved at most once in a round trip.
/// </remarks>
/// <param name="max">What it never exceeds.</param>
/// <param name="start">Its first size: low enough not to flood a receiver that nobody has tried yet.</param>
public sealed class ConcurrencyWindow(int max, int start = ConcurrencyWindow.DefaultStart)
{
    /// <summary>The first size if nothing else is said.</summary>
    public const int DefaultStart = 8;

    private long begun;
    private long halvedAt;
    private int answersSinceGrowth;

    /// <summary>How many messages may be under way.</summary>
    public int Size { get; private set; } = Math.Min(start, max);

    /// <summary>How many are. More than <see cref="Size"/> after the window was halved.</summary>
    public int UnderWay { get; private set; }

    /// <summary>A message is under way; gives its number.</summary>
    public long Begin()
    {
        UnderWay++;
        return begun++;
    }

    /// <summary>The message with this number was answered.</summary>
    public void RecordAnswer(long number, WindowEffect effect)
    {
        if (number < halvedAt)
            return;
        switch (effect)
        {
            case WindowEffect.Halve:
                (Size, halvedAt, answersSinceGrowth) = (Math.Max(1, Size / 2), begun, 0);
                break;
            // By one in a round trip, and only while it is used: a window that idles says nothing about a larger one (RFC 7661).
            case WindowEffect.Grow when Size < max && 2 * UnderWay >= Size && ++answersSinceGrowth >= Size:
                (Size, answersSinceGrowth) = (Size + 1, 0);
                break;
        }
    }

    /// <summary>A message is no longer under way, answered or not.</summary>
    public void End() => UnderWay--;
}
