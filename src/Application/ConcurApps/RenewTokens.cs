using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.ConcurApps;

/// <summary>
/// Renews refresh tokens long before they expire, on one node at a time, and purges pending connections whose request tokens
/// have expired. Gives how many apps were renewed or tried. A failure becomes the app's state.
/// </summary>
public sealed record RenewTokens : IRequest<Outcome<int>>;

/// <inheritdoc cref="RenewTokens"/>
public sealed class RenewTokensHandler(
    IConcurApps apps, IAccessTokenProvider tokens, IJobLeases leases, IMediator mediator, TimeProvider clock)
    : IRequestHandler<RenewTokens, Outcome<int>>
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);

    /// <summary>A refresh token is valid for at least six months: this leaves five to notice that its renewal fails.</summary>
    private static readonly TimeSpan RenewAfter = TimeSpan.FromDays(30);

    private static readonly TimeSpan RenewBeforeExpiry = TimeSpan.FromDays(60);

    /// <summary>A token that is always close to its expiry is renewed once a day, not at each run.</summary>
    private static readonly TimeSpan MinimumInterval = TimeSpan.FromDays(1);

    public async Task<Outcome<int>> Handle(RenewTokens request, CancellationToken cancellationToken)
    {
        await using var lease = await leases.Claim("token renewal", Lease, cancellationToken);
        if (lease is null)
            return 0;
        await mediator.Send(new PurgeExpiredConnections(), cancellationToken);
        var now = clock.GetUtcNow();
        var due = await apps.DueForRenewal(now - RenewAfter, now + RenewBeforeExpiry, now - MinimumInterval, now, cancellationToken);
        foreach (var (directConnectId, accessToken) in due)
            await tokens.Get(directConnectId, refused: accessToken, cancellationToken);
        return due.Count;
    }
}

/// <summary>Purges pending connections whose request tokens have expired.</summary>
internal sealed record PurgeExpiredConnections : IRequest<Outcome<bool>>, IWrite;

/// <inheritdoc cref="PurgeExpiredConnections"/>
internal sealed class PurgeExpiredConnectionsHandler(IPendingConnections pending, TimeProvider clock)
    : IRequestHandler<PurgeExpiredConnections, Outcome<bool>>
{
    public async Task<Outcome<bool>> Handle(PurgeExpiredConnections request, CancellationToken cancellationToken)
    {
        await pending.PurgeExpired(clock.GetUtcNow(), cancellationToken);
        return true;
    }
}
