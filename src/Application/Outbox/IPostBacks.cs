namespace GroundTransport.Application.Outbox;

/// <summary>The rows of the outbox, for adding messages and retrying them by hand.</summary>
public interface IPostBacks
{
    Task<PostBack?> Find(long id, CancellationToken ct);

    /// <summary>The row with the highest seq; null if there is none.</summary>
    Task<PostBack?> FindLast(long reservationId, CancellationToken ct);

    void Add(PostBack row);

    /// <summary>Replaces a row's state and message, and queues it again as if it were new.</summary>
    void Replace(PostBack row, int stateSeq, string status, string payload, DateTimeOffset now);
}
