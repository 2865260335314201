namespace GroundTransport.Application.Delivery;

/// <summary>The states of a circuit breaker.</summary>
public enum CircuitState
{
    /// <summary>Sends whatever is due.</summary>
    Closed,

    /// <summary>Sends nothing until its break is over.</summary>
    Open,

    /// <summary>Its break is over: sends one message at a time, a probe.</summary>
    HalfOpen,
}

/// <summary>
/// The circuit breaker of one destination. Not safe for concurrent use: <see cref="CircuitBreakers"/> locks around it.
/// </summary>
/// <remarks>
/// It counts how many processed answers are still missing until it closes. An answer to a message that was sent before the
/// circuit opened counts as well: it proves that the destination processes messages again.
/// </remarks>
internal sealed class CircuitBreaker
{
    private int failuresInARow;
    private int answersToClose;

    public bool IsClosed => answersToClose == 0;

    /// <summary>The answer that opened the circuit, in one line.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>End of the break; meaningless while the circuit is closed.</summary>
    public DateTimeOffset OpenUntil { get; private set; }

    /// <summary>Whether a probe is under way.</summary>
    public bool IsProbing { get; private set; }

    public CircuitState StateAt(DateTimeOffset now) =>
        IsClosed ? CircuitState.Closed : now < OpenUntil ? CircuitState.Open : CircuitState.HalfOpen;

    /// <summary>Reserves the one probe of a half-open circuit.</summary>
    public bool TryAcquireProbe(DateTimeOffset now)
    {
        if (IsProbing || StateAt(now) != CircuitState.HalfOpen)
            return false;
        return IsProbing = true;
    }

    public void ReleaseProbe() => IsProbing = false;

    /// <summary>The destination processed a message.</summary>
    public void RecordProcessed()
    {
        failuresInARow = 0;
        answersToClose = Math.Max(0, answersToClose - 1);
    }

    /// <summary>Counts a failure; gives how many there were in a row.</summary>
    public int RecordFailure() => ++failuresInARow;

    /// <param name="answersToClose">
    /// How many processed answers close the circuit again. A second opening never lowers the number that is still missing.
    /// </param>
    public void Open(string reason, DateTimeOffset until, int answersToClose)
    {
        (Reason, OpenUntil) = (reason, until);
        this.answersToClose = Math.Max(this.answersToClose, answersToClose);
    }
}
