namespace GroundTransport.Application.Pipeline;

/// <summary>
/// A key that makes a request happen once: a quote's nonce, the fingerprint of a Sell without a quote, or REST's
/// <c>Idempotency-Key</c>. The table's primary key decides, never a look before.
/// </summary>
/// <param name="Scope">Which kind, of which caller.</param>
/// <param name="Content">A hash of what was asked for: the same key with other content is another request.</param>
/// <param name="ReservationId">The reservation that it made; 0 where it made or changed something else.</param>
public sealed record RequestKey(string Scope, string Key, string Content, long ReservationId, DateTimeOffset ExpiresAt)
{
    /// <summary>What a REST call made, where that has an id of its own.</summary>
    public string Made { get; init; } = "";
}

/// <summary>The table of request keys.</summary>
public interface IRequestKeys
{
    /// <summary>
    /// Takes a key, at once. The key's holder where somebody has it already: then nothing else may be written in this
    /// transaction.
    /// </summary>
    Task<RequestKey?> Claim(RequestKey key, DateTimeOffset now, CancellationToken ct);

    /// <summary>Who holds a key, without taking it.</summary>
    Task<RequestKey?> Find(string scope, string key, DateTimeOffset now, CancellationToken ct);
}
