using GroundTransport.Application.Callers;
using GroundTransport.Domain;

namespace GroundTransport.Application.Pipeline;

/// <summary>Makes a POST of the supplier's side happen once by its <c>Idempotency-Key</c>, for a day; a refused one may be sent again.</summary>
public sealed class IdempotencyKeys(IRequestKeys keys, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>
    /// Takes the call's key, if it has one. Null: go ahead. Otherwise what the first such call made: the caller answers
    /// from that and writes nothing.
    /// </summary>
    public async Task<Outcome<string?>> Claim(Operator by, string makes, CancellationToken ct)
    {
        if (by.IdempotencyKey is not { } sent)
            return (string?)null;
        var now = clock.GetUtcNow();
        var key = new RequestKey(ScopeOf(by), sent.Key, sent.Content, 0, now + Lifetime) { Made = makes };
        return await keys.Claim(key, now, ct) is { } first ? MadeBy(first, sent) : (string?)null;
    }

    /// <summary>
    /// As <see cref="Claim"/>, but takes nothing: for calls that ask Concur before they write. They claim with what they
    /// write; of two at the same instant both may ask.
    /// </summary>
    public async Task<Outcome<string?>> Look(Operator by, CancellationToken ct) =>
        by.IdempotencyKey is { } sent && await keys.Find(ScopeOf(by), sent.Key, clock.GetUtcNow(), ct) is { } first ? MadeBy(first, sent) : (string?)null;

    private static string ScopeOf(Operator by) => $"rest:{by.KeyId}";

    private static Outcome<string?> MadeBy(RequestKey first, IdempotencyKey sent) => first.Content == sent.Content
        ? first.Made
        : Refusal.Request(Field.IdempotencyKey, $"This {Field.IdempotencyKey} was used for another request within the last day. Use a new one for each request.");
}
