namespace GroundTransport.Infrastructure.Persistence.Sqlite;

/// <summary>Allows one writer at a time, in the order of arrival; one instance per process (a singleton).</summary>
/// <remarks>
/// SQLite allows only one writer anyway, but the others wait in blocking calls, each on a thread of the pool, until no thread is
/// left for requests. Here they wait without a thread. It isn't a semaphore, because a writer must know whether another one waits
/// for sure: <see cref="TryPass"/>.
/// Not reentrant: a caller that enters a second time before it leaves waits for itself.
/// </remarks>
public sealed class SqliteWriteGate
{
    private readonly Lock gate = new();
    private readonly Queue<TaskCompletionSource> waiting = [];
    private bool isHeld;

    /// <summary>Waits for the gate. Call <see cref="Leave"/> or <see cref="TryPass"/> afterwards.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while waiting; the gate isn't held.</exception>
    public async ValueTask Enter(CancellationToken ct)
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
            waiting.Enqueue(turn);
        }
        await using var cancellation = ct.UnsafeRegister(
            static (turn, token) => ((TaskCompletionSource)turn!).TrySetCanceled(token), turn);
        await turn.Task;
    }

    /// <summary>Passes the gate to the writer who has waited longest; false if none waits: the caller still holds it.</summary>
    public bool TryPass()
    {
        lock (gate)
        {
            while (waiting.TryDequeue(out var next))
            {
                // One whose caller gave up stays in the queue until its turn.
                if (next.TrySetResult())
                    return true;
            }
            return false;
        }
    }

    public void Leave()
    {
        lock (gate)
            isHeld = TryPass();
    }
}
