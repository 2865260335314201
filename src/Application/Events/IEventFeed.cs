namespace GroundTransport.Application.Events;

/// <summary>The events of a write's transaction.</summary>
public interface IEvents
{
    void Add(FeedEvent added);

    /// <summary>Whether a reservation has an event of this type since then.</summary>
    Task<bool> HasSince(DateTimeOffset instant, long reservationId, string type, CancellationToken ct);
}

/// <summary>The feed: sequenced events, in an order that never changes.</summary>
public interface IEventFeed
{
    Task<FeedState> GetState(CancellationToken ct);

    /// <summary>The first events of a range that match the filter, oldest first.</summary>
    /// <param name="after">Exclusive.</param>
    /// <param name="through">Inclusive; a position that the feed has reached.</param>
    Task<IReadOnlyList<FeedEvent>> Read(EventFilter filter, long after, long through, int limit, CancellationToken ct);

    /// <summary>Waits until the feed has grown beyond a position; false if the time is over first.</summary>
    Task<bool> WaitBeyond(long position, TimeSpan atMost, CancellationToken ct);
}

/// <summary>Which feed it is, and how far it reaches.</summary>
/// <param name="Identity">Random; a restored database gets a new one, because its positions may be given a second time.</param>
/// <param name="LastPosition">The position of the newest event; 0: none.</param>
/// <param name="PurgedThrough">The position of the newest event that is no longer kept; 0: none.</param>
public sealed record FeedState(string Identity, long LastPosition, long PurgedThrough);

/// <summary>Which events a reader wants, among those that it may see.</summary>
/// <param name="VendorCodes">Null: all, and what concerns no single vendor.</param>
/// <param name="Types">Null: all.</param>
/// <param name="ReservationId">Null: all.</param>
public sealed record EventFilter(IReadOnlyList<string>? VendorCodes, IReadOnlyList<string>? Types, long? ReservationId);
