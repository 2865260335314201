using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;

namespace GroundTransport.Application.PostBacks;

/// <summary>The queue of messages to Concur, in the database.</summary>
public interface IPostBackOutbox : IOutbox<PostBack, PostBackAnswer>
{
    /// <summary>
    /// Ends messages that Concur must not receive any more: those created before the given time that failed while a newer
    /// one of the same reservation is pending, and those that a reply to a later call of Concur's has overtaken. Gives how
    /// many.
    /// </summary>
    Task<int> Supersede(DateTimeOffset createdBefore, CancellationToken ct);

    /// <summary>
    /// The reservations of messages that <see cref="Supersede"/> ends because of a later reply, and that may have arrived after it:
    /// nothing pending would correct them.
    /// </summary>
    Task<IReadOnlyList<long>> FindOvertaken(CancellationToken ct);

    /// <summary>Whether the reservation has a later state with no later message pending: a reply contained it.</summary>
    Task<bool> IsOvertaken(PostBack row, CancellationToken ct);
}
