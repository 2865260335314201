using System.Diagnostics.CodeAnalysis;

namespace GroundTransport.Infrastructure.Persistence.Sqlite;

/// <summary>Lets one writer at a time into SQLite; one instance for the process (a singleton).</summary>
/// <remarks>
/// SQLite has one writer anyway, but makes the others wait inside blocking calls, each on a thread of the pool, until
/// none is left to read requests. Here they wait without a thread.
/// Not reentrant: whoever enters again before leaving waits for itself.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification =
    "The semaphore owns nothing until its wait handle is asked for, and disposed under a late writer it would throw.")]
public sealed class SqliteWriteGate
{
    private readonly SemaphoreSlim semaphore = new(1, 1);

    /// <summary>Waits for the gate; disposing what it returns lets the next one in.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before entering; the gate isn't held.</exception>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await semaphore.WaitAsync(cancellationToken);
        return new Passage(semaphore);
    }

    private sealed class Passage(SemaphoreSlim semaphore) : IDisposable
    {
        private SemaphoreSlim? held = semaphore;

        // A second Dispose must not admit a second writer.
        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
