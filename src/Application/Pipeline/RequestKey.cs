namespace GroundTransport.Application.Pipeline;

/// <summary>
/// A key that ensures that a request takes effect once: a quote's nonce, the fingerprint of a Sell without a quote, or REST's
/// <c>Idempotency-Key</c>. The table's primary key decides, never a check before the insert.
/// </summary>
/// <param name="Scope">The kind of key and its caller.</param>
/// <param name="Content">A hash of the request. The same key with other content is another request.</param>
/// <param name="ReservationId">The reservation that the request creates; 0 if it creates or changes something else.</param>
public sealed record RequestKey(string Scope, string Key, string Content, long ReservationId, DateTimeOffset ExpiresAt)
{
    /// <summary>The id of what a REST call created; empty: nothing with an id.</summary>
    public string Made { get; init; } = "";
}

/// <summary>The table of request keys.</summary>
public interface IRequestKeys
{
    /// <summary>
    /// Claims a key at once. Null: claimed. Otherwise the request that claimed it first; then nothing else may be written in this
    /// transaction.
    /// </summary>
    Task<RequestKey?> Claim(RequestKey key, DateTimeOffset now, CancellationToken ct);

    /// <summary>The request that claimed a key; null: none. Doesn't claim it.</summary>
    Task<RequestKey?> Find(string scope, string key, DateTimeOffset now, CancellationToken ct);
}
