using GroundTransport.Domain;

namespace GroundTransport.Application.Pipeline;

/// <summary>Makes a POST of the supplier's side happen once by its <c>Idempotency-Key</c>, for a day; a refused one may be sent again.</summary>
public sealed class OnceDesk(IRequestKeys keys, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>
    /// Takes the call's key, if it has one. Null: go ahead. Otherwise what the first such call made: the caller answers
    /// from that and writes nothing.
    /// </summary>
    public async Task<Outcome<string?>> Claim(Operator by, string makes, CancellationToken ct)
    {
        if (by.Once is not { } once)
            return (string?)null;
        var now = clock.GetUtcNow();
        var key = new RequestKey($"rest:{by.KeyId}", once.Key, once.Content, 0, now + Lifetime) { Made = makes };
        if (await keys.Claim(key, now, ct) is not { } first)
            return (string?)null;
        return first.Content == once.Content
            ? first.Made
            : Refusal.Request("Idempotency-Key", "This Idempotency-Key was used for another request within the last day. Use a new one for each request.");
    }
}
