using GroundTransport.Application.Outbox;

namespace GroundTransport.Application.PostBacks;

/// <summary>The queue of messages to Concur, in the database. No transaction stays open during an HTTP call.</summary>
public interface IPostBackOutbox
{
    /// <summary>
    /// Leases at most this many due messages to this node, of each reservation only its first pending one. It is one
    /// statement, so that no message is leased twice.
    /// </summary>
    Task<IReadOnlyList<PostBack>> Claim(int atMost, ConnectionFilter connections, CancellationToken ct);

    /// <summary>
    /// Ends messages that Concur must not receive any more: those created before the given time that failed while a newer
    /// one of the same reservation is pending, and those that a reply to a later call of Concur's has overtaken. Gives how
    /// many.
    /// </summary>
    Task<int> Supersede(DateTimeOffset createdBefore, CancellationToken ct);

    /// <summary>Records that the request is about to be sent; false if the lease is no longer held, or too little of it is left.</summary>
    Task<bool> MarkSent(PostBack row, CancellationToken ct);

    /// <summary>
    /// Whether the reservation had a later state, with no later message pending, when this message arrived: the reply with
    /// that state may have arrived first.
    /// </summary>
    Task<bool> WasOvertaken(PostBack row, CancellationToken ct);

    /// <summary>Stores the answer and what follows from it; false if the lease is no longer held.</summary>
    Task<bool> Complete(PostBack row, PostBackAnswer answer, RetryDecision decision, CancellationToken ct);
}

/// <summary>Which connections a claim takes messages of: one, or all except some.</summary>
public sealed record ConnectionFilter(string? Only, IReadOnlyList<string> Except)
{
    public static ConnectionFilter All { get; } = new(null, []);

    public static ConnectionFilter OnlyOf(string directConnectId) => new(directConnectId, []);

    public static ConnectionFilter AllExcept(IReadOnlyList<string> directConnectIds) => new(null, directConnectIds);
}
