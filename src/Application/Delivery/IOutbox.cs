using GroundTransport.Application.Outbox;

namespace GroundTransport.Application.Delivery;

/// <summary>The queue of one kind of message, in the database. No transaction stays open during an HTTP call.</summary>
/// <typeparam name="TMessage">The kind of message.</typeparam>
/// <typeparam name="TAnswer">The receiver's answer to one attempt.</typeparam>
public interface IOutbox<TMessage, in TAnswer>
    where TMessage : OutboxMessage
{
    /// <summary>
    /// Leases at most this many due messages to this node, of each reservation only the first pending one for a destination. It is one
    /// statement, so that no message is leased twice.
    /// </summary>
    Task<IReadOnlyList<TMessage>> Claim(int atMost, DestinationFilter destinations, CancellationToken ct);

    /// <summary>Records that the request is about to be sent; false if the lease is no longer held, or too little of it is left.</summary>
    Task<bool> MarkSent(TMessage row, CancellationToken ct);

    /// <summary>Stores the answer and what follows from it; false if the lease is no longer held.</summary>
    Task<bool> Complete(TMessage row, TAnswer answer, RetryDecision decision, CancellationToken ct);
}

/// <summary>For which destinations messages are claimed: one, or all except some.</summary>
public sealed record DestinationFilter(string? Only, IReadOnlyList<string> Except)
{
    public static DestinationFilter All { get; } = new(null, []);

    public static DestinationFilter OnlyOf(string destination) => new(destination, []);

    public static DestinationFilter AllExcept(IReadOnlyList<string> destinations) => new(null, destinations);
}
