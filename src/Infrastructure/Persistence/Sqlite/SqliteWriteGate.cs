using System.Diagnostics.CodeAnalysis;

namespace GroundTransport.Infrastructure.Persistence.Sqlite;

/// <summary>Allows one writer at a time; one instance per process (a singleton).</summary>
/// <remarks>
/// SQLite allows only one writer anyway, but the others wait in blocking calls, each on a thread of the pool, until no thread is
/// left for requests. Here they wait without a thread.
/// Not reentrant: a caller that enters a second time before it leaves waits for itself.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification =
    "The semaphore owns no handle as its wait handle isn't used, and disposing it would make a late writer fail.")]
public sealed class SqliteWriteGate
{
    private readonly SemaphoreSlim semaphore = new(1, 1);

    /// <summary>Waits for the gate; disposing the result opens it for the next writer.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while waiting; the gate isn't held.</exception>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await semaphore.WaitAsync(cancellationToken);
        return new Entry(semaphore);
    }

    private sealed class Entry(SemaphoreSlim semaphore) : IDisposable
    {
        private SemaphoreSlim? held = semaphore;

        // A second Dispose must not let a second writer in.
        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
