namespace GroundTransport.Application.Statistics;

/// <summary>The counts in the database: some rows a day, however many reservations there are.</summary>
public interface IDailyCounts
{
    /// <summary>Adds to what is stored, within a write's transaction.</summary>
    Task Add(IReadOnlyList<DailyCount> counts, CancellationToken ct);

    /// <param name="vendorCodes">Null: all.</param>
    /// <param name="to">Inclusive.</param>
    Task<IReadOnlyList<DailyCount>> Read(IReadOnlyList<string>? vendorCodes, DateOnly from, DateOnly to, CancellationToken ct);

    /// <summary>The position of the last event that was counted.</summary>
    Task<long> LastCounted(CancellationToken ct);

    /// <summary>Moves on from a position; a conflict if another node has counted meanwhile.</summary>
    Task MoveTo(long position, CancellationToken ct);

    /// <summary>The PostBacks that wait, and those that were given up.</summary>
    /// <param name="vendorCodes">Null: all.</param>
    Task<PostBackBacklog> Backlog(IReadOnlyList<string>? vendorCodes, CancellationToken ct);
}

/// <summary>The PostBacks that Concur hasn't received.</summary>
/// <param name="Pending">How many wait, or are retried.</param>
/// <param name="Dead">How many were given up.</param>
/// <param name="OldestPending">When the oldest that waits was written; null: none waits.</param>
public sealed record PostBackBacklog(int Pending, int Dead, DateTimeOffset? OldestPending);
