using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.ConcurApps;

/// <summary>
/// Renews refresh tokens long before they end, on one node at a time, and forgets pending connections whose tokens have
/// ended. Gives how many apps were asked for. What fails ends as the app's state.
/// </summary>
public sealed record RenewTokens : IRequest<Outcome<int>>;

/// <inheritdoc cref="RenewTokens"/>
public sealed class RenewTokensHandler(IConcurApps apps, IAccessTokenProvider tokens, IJobLeases leases, IMediator mediator, TimeProvider clock)
    : IRequestHandler<RenewTokens, Outcome<int>>
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);

    /// <summary>Six months is the least that a refresh token lives: this leaves five to notice that it fails.</summary>
    private static readonly TimeSpan AfterSo = TimeSpan.FromDays(30);

    private static readonly TimeSpan WithSoLittleLeft = TimeSpan.FromDays(60);

    /// <summary>A token that always has little left is renewed once a day, not with each tick.</summary>
    private static readonly TimeSpan NotTwiceWithin = TimeSpan.FromDays(1);

    public async Task<Outcome<int>> Handle(RenewTokens request, CancellationToken cancellationToken)
    {
        await using var lease = await leases.Claim("token renewal", Lease, cancellationToken);
        if (lease is null)
            return 0;
        await mediator.Send(new PurgeExpiredConnections(), cancellationToken);
        var now = clock.GetUtcNow();
        var due = await apps.DueForRenewal(now - AfterSo, now + WithSoLittleLeft, now - NotTwiceWithin, now, cancellationToken);
        foreach (var (directConnectId, accessToken) in due)
            await tokens.Get(directConnectId, refused: accessToken, cancellationToken);
        return due.Count;
    }
}

/// <summary>Deletes pending connections whose request tokens have ended.</summary>
internal sealed record PurgeExpiredConnections : IRequest<Outcome<bool>>, IWrite;

/// <inheritdoc cref="PurgeExpiredConnections"/>
internal sealed class PurgeExpiredConnectionsHandler(IPendingConnections pending, TimeProvider clock) : IRequestHandler<PurgeExpiredConnections, Outcome<bool>>
{
    public async Task<Outcome<bool>> Handle(PurgeExpiredConnections request, CancellationToken cancellationToken)
    {
        await pending.RemoveExpired(clock.GetUtcNow(), cancellationToken);
        return true;
    }
}
