namespace GroundTransport.Application.Pipeline;

/// <summary>Leases on what one node at a time may do; rows of the database.</summary>
public interface IJobLeases
{
    /// <summary>Takes the lease, by one statement; null where somebody has it. Disposing gives it back; a lost one ends by itself.</summary>
    Task<IAsyncDisposable?> Claim(string name, TimeSpan atMost, CancellationToken ct);
}
