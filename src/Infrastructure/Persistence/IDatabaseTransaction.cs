namespace GroundTransport.Infrastructure.Persistence;

/// <summary>The transaction of one write. Disposed without a call of either method, it is rolled back.</summary>
public interface IDatabaseTransaction : IAsyncDisposable
{
    /// <summary>The database has rolled it back together with other writes: run this one again, alone.</summary>
    bool IsLost { get; }

    /// <summary>Ends when what was written is durable.</summary>
    /// <exception cref="GroupRolledBackException">It wasn't written, because of another write: run it again, alone.</exception>
    Task Commit();

    /// <summary>Undoes what was written, and ends when everything that the write may have read is durable.</summary>
    /// <exception cref="GroupRolledBackException">What it read was rolled back: run it again, alone.</exception>
    Task Rollback();
}
