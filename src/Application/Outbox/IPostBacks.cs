namespace GroundTransport.Application.Outbox;

/// <summary>The rows of the outbox, for a replay.</summary>
public interface IPostBacks
{
    Task<PostBack?> Find(long id, CancellationToken ct);

    /// <summary>The one of the highest seq; null where there is none.</summary>
    Task<PostBack?> FindLast(long reservationId, CancellationToken ct);

    void Add(PostBack row);

    /// <summary>Lets a row go again, with another state.</summary>
    void Replace(PostBack row, int stateSeq, string status, string payload, DateTimeOffset now);
}
