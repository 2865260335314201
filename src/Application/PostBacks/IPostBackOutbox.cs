namespace GroundTransport.Application.PostBacks;

/// <summary>The queue of messages to Concur, in the database. Never open across HTTP.</summary>
public interface IPostBackOutbox
{
    /// <summary>
    /// Takes at most so many rows that are due, the first of each reservation, and leases them to this node: one
    /// statement, so that no row goes to two.
    /// </summary>
    Task<IReadOnlyList<PostBack>> Claim(int atMost, CancellationToken ct);

    /// <summary>Notes that the request is about to leave; false where the lease is somebody else's by now.</summary>
    Task<bool> MarkSent(PostBack row, CancellationToken ct);

    /// <summary>Enters what came of it; false where the lease is somebody else's by now.</summary>
    Task<bool> Complete(PostBack row, PostBackAnswer answer, Treatment treatment, CancellationToken ct);
}

/// <summary>The way to Concur; a network stands behind it.</summary>
public interface IConcurPostBack
{
    /// <param name="correlationId">Ours for this attempt.</param>
    Task<PostBackAnswer> Send(PostBack row, string correlationId, CancellationToken ct);
}
