using GroundTransport.Application.Outbox;
using GroundTransport.Application.Paging;

namespace GroundTransport.Application.PostBacks;

/// <summary>Lists PostBacks: columns only, without a transaction, and never another tenant's.</summary>
public interface IPostBackQueries
{
    Task<IReadOnlyList<PostBackRow>> List(PostBackFilter filter, CancellationToken ct);
}

/// <summary>One entry of the list, without the message itself.</summary>
public sealed record PostBackRow(
    long Id,
    long ReservationId,
    int Seq,
    string Status,
    DeliveryState State,
    int Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? DoneAt,
    string LastAnswer,
    string CorrelationId,
    string ConcurCorrelationId);

/// <summary>Which PostBacks to list, newest first.</summary>
public sealed record PostBackFilter(
    IReadOnlyList<string>? VendorCodes, DeliveryState? State, long? ReservationId, ListPosition? After, int Limit);
