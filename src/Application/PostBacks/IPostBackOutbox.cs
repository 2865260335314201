using GroundTransport.Application.Outbox;

namespace GroundTransport.Application.PostBacks;

/// <summary>The queue of messages to Concur, in the database. Never open across HTTP.</summary>
public interface IPostBackOutbox
{
    /// <summary>
    /// Takes at most so many rows that are due, the first of each reservation, and leases them to this node: one
    /// statement, so that no row goes to two.
    /// </summary>
    Task<IReadOnlyList<PostBack>> Claim(int atMost, ChannelChoice of, CancellationToken ct);

    /// <summary>
    /// Ends rows that Concur mustn't hear any more: tried in vain since before an instant, where a newer one of the same
    /// reservation waits; and those that a reply to a later call of Concur's has overtaken. Gives how many.
    /// </summary>
    Task<int> Supersede(DateTimeOffset createdBefore, CancellationToken ct);

    /// <summary>Notes that the request is about to leave; false where the lease is somebody else's by now.</summary>
    Task<bool> MarkSent(PostBack row, CancellationToken ct);

    /// <summary>Whether the reservation had gone on without a later message when this one arrived: by a reply that may have arrived before it.</summary>
    Task<bool> WasOvertaken(PostBack row, CancellationToken ct);

    /// <summary>Enters what came of it; false where the lease is somebody else's by now.</summary>
    Task<bool> Complete(PostBack row, PostBackAnswer answer, RetryDecision treatment, CancellationToken ct);
}

/// <summary>Whose rows a claim takes: one channel's only, or all but some channels'.</summary>
public sealed record ChannelChoice(string? Only, IReadOnlyList<string> Except)
{
    public static ChannelChoice All { get; } = new(null, []);

    public static ChannelChoice OnlyOf(string channel) => new(channel, []);

    public static ChannelChoice AllBut(IReadOnlyList<string> channels) => new(null, channels);
}

/// <summary>The way to Concur; a network stands behind it.</summary>
public interface IConcurPostBack
{
    /// <param name="correlationId">Ours for this attempt.</param>
    Task<PostBackAnswer> Send(PostBack row, string correlationId, CancellationToken ct);
}
