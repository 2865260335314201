namespace GroundTransport.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Allows one writer at a time: requests in the order of their arrival, and behind them what runs in the background. One instance per
/// process (a singleton).
/// </summary>
/// <remarks>
/// SQLite allows only one writer anyway, but the others wait in blocking calls, each on a thread of the pool, until no thread is
/// left for requests. Here they wait without a thread. It isn't a semaphore, because a writer must know whether another one waits
/// for sure: <see cref="TryPass"/>.
/// Not reentrant: a caller that enters a second time before it leaves waits for itself.
/// </remarks>
public sealed class SqliteWriteGate(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Queue<TaskCompletionSource> requests = [];
    private readonly Queue<(TaskCompletionSource Turn, long Since)> background = [];
    private bool isHeld;

    /// <summary>After this long a write in the background goes before the requests.</summary>
    public static TimeSpan MaxWait { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the gate. Call <see cref="Leave"/> or <see cref="TryPass"/> afterwards.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while waiting; the gate isn't held.</exception>
    public async ValueTask Enter(WritePriority priority, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (!isHeld)
            {
                isHeld = true;
                return;
            }
            if (priority == WritePriority.Request)
                requests.Enqueue(turn);
            else
                background.Enqueue((turn, clock.GetTimestamp()));
        }
        await using var cancellation = ct.UnsafeRegister(
            static (turn, token) => ((TaskCompletionSource)turn!).TrySetCanceled(token), turn);
        await turn.Task;
    }

    /// <summary>Passes the gate to the next writer; false if none waits: the caller still holds it.</summary>
    public bool TryPass()
    {
        lock (gate)
        {
            while (Dequeue() is { } next)
            {
                // One whose caller gave up stays in the queue until its turn.
                if (next.TrySetResult())
                    return true;
            }
            return false;
        }
    }

    private TaskCompletionSource? Dequeue()
    {
        var isBackgroundsTurn = background.TryPeek(out var oldest)
            && (requests.Count == 0 || clock.GetElapsedTime(oldest.Since) >= MaxWait);
        return isBackgroundsTurn ? background.Dequeue().Turn : requests.TryDequeue(out var next) ? next : null;
    }

    public void Leave()
    {
        lock (gate)
            isHeld = TryPass();
    }
}
