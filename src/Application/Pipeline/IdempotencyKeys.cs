using GroundTransport.Application.Callers;
using GroundTransport.Domain;

namespace GroundTransport.Application.Pipeline;

/// <summary>
/// Ensures that a POST of the supplier's side takes effect once per <c>Idempotency-Key</c>, for a day. A refused one can be sent
/// again.
/// </summary>
public sealed class IdempotencyKeys(IRequestKeys keys, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>
    /// Claims the call's key, if it has one. Null: carry out the call. Otherwise the id of what the first call with this key
    /// created: return that and write nothing.
    /// </summary>
    public async Task<Outcome<string?>> Claim(Operator by, string createdId, CancellationToken ct)
    {
        if (by.IdempotencyKey is not { } sent)
            return (string?)null;
        var now = clock.GetUtcNow();
        var key = new RequestKey(ScopeOf(by), sent.Key, sent.Content, 0, now + Lifetime) { Made = createdId };
        return await keys.Claim(key, now, ct) is { } first ? CreatedBy(first, sent) : (string?)null;
    }

    /// <summary>Claims the key of a call that shows new secrets. They are shown once: a repeated call is refused.</summary>
    public async Task<Refusal?> ClaimRotation(Operator by, string rotatedId, CancellationToken ct)
    {
        if (await Claim(by, rotatedId, ct) is var first && first.IsRefused)
            return first.Refusal;
        return first.Value is null ? null : Refusal.Conflict(
            Field.IdempotencyKey,
            "This request has already been carried out and shown the new secrets. "
            + "If they were lost, rotate again with a new Idempotency-Key.");
    }

    /// <summary>
    /// Like <see cref="Claim"/>, but without claiming, for calls that ask Concur before they write. They claim the key with their
    /// write; of two such calls at the same time, both may ask Concur.
    /// </summary>
    public async Task<Outcome<string?>> Find(Operator by, CancellationToken ct) =>
        by.IdempotencyKey is { } sent && await keys.Find(ScopeOf(by), sent.Key, clock.GetUtcNow(), ct) is { } first
            ? CreatedBy(first, sent)
            : (string?)null;

    private static string ScopeOf(Operator by) => $"rest:{by.KeyId}";

    private static Outcome<string?> CreatedBy(RequestKey first, IdempotencyKey sent) => first.Content == sent.Content
        ? first.Made
        : Refusal.Request(Field.IdempotencyKey,
            $"This {Field.IdempotencyKey} was used for another request within the last day. Use a new one for each request.");
}
