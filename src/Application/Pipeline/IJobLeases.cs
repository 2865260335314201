namespace GroundTransport.Application.Pipeline;

/// <summary>Leases for jobs that only one node at a time runs; rows of the database.</summary>
public interface IJobLeases
{
    /// <summary>
    /// Takes the lease with one statement; null: another node has it. Disposing releases it; an abandoned lease expires.
    /// </summary>
    Task<IAsyncDisposable?> Claim(string name, TimeSpan atMost, CancellationToken ct);
}
