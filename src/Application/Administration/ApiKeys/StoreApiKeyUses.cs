using System.Collections.Concurrent;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.ApiKeys;

/// <summary>
/// When this node's API keys were last used, in memory: a call must not cost a write. <see cref="StoreApiKeyUses"/> stores it now and
/// then; what a crash loses is a few minutes.
/// </summary>
public sealed class ApiKeyUses
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> last = new(StringComparer.Ordinal);

    public void Note(string keyId, DateTimeOffset now) => last[keyId] = now;

    /// <summary>What was noted since the last call.</summary>
    internal IReadOnlyDictionary<string, DateTimeOffset> Take()
    {
        var taken = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var keyId in last.Keys)
        {
            if (last.TryRemove(keyId, out var at))
                taken.Add(keyId, at);
        }
        return taken;
    }

    /// <summary>What couldn't be stored is noted again, unless the key was used meanwhile.</summary>
    internal void Return(IReadOnlyDictionary<string, DateTimeOffset> taken)
    {
        foreach (var (keyId, at) in taken)
            last.TryAdd(keyId, at);
    }
}

/// <summary>Stores when this node's API keys were last used. Returns how many were.</summary>
public sealed record StoreApiKeyUses : IRequest<Outcome<int>>;

/// <inheritdoc cref="StoreApiKeyUses"/>
public sealed class StoreApiKeyUsesHandler(ApiKeyUses uses, IMediator mediator) : IRequestHandler<StoreApiKeyUses, Outcome<int>>
{
    public async Task<Outcome<int>> Handle(StoreApiKeyUses request, CancellationToken cancellationToken)
    {
        var taken = uses.Take();
        if (taken.Count == 0)
            return 0;
        var stored = await mediator.Send(new StoreLastUses(taken), cancellationToken);
        if (stored.IsRefused)
            uses.Return(taken);
        return stored;
    }
}

/// <summary>The writing part, which runs only if there is something to write.</summary>
internal sealed record StoreLastUses(IReadOnlyDictionary<string, DateTimeOffset> LastUses) : IRequest<Outcome<int>>, IWrite;

/// <inheritdoc cref="StoreLastUses"/>
internal sealed class StoreLastUsesHandler(IApiKeys keys) : IRequestHandler<StoreLastUses, Outcome<int>>
{
    public async Task<Outcome<int>> Handle(StoreLastUses request, CancellationToken cancellationToken)
    {
        await keys.StoreLastUses(request.LastUses, cancellationToken);
        return request.LastUses.Count;
    }
}
