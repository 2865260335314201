using GroundTransport.Application.Outbox;
using GroundTransport.Application.Paging;

namespace GroundTransport.Application.PostBacks;

/// <summary>The list of PostBacks: columns only, no transaction; never another tenant's.</summary>
public interface IPostBackQueries
{
    Task<IReadOnlyList<PostBackRow>> List(PostBackFilter filter, CancellationToken ct);
}

/// <summary>One line of the list of PostBacks; the message itself stays out.</summary>
public sealed record PostBackRow(
    long Id,
    long ReservationId,
    int Seq,
    string Status,
    PostBackState State,
    int Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? DoneAt,
    string LastAnswer,
    string CorrelationId,
    string ConcurCorrelationId);

/// <summary>Which PostBacks to list, newest first.</summary>
public sealed record PostBackFilter(
    IReadOnlyList<string>? VendorCodes, PostBackState? State, long? ReservationId, ListPosition? After, int Limit);
