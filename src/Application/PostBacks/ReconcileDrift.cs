using GroundTransport.Domain;
using MediatR;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Application.PostBacks;

/// <summary>
/// Tells Concur of each reservation whose truth has been ahead of the told ledger for a while with nothing pending: a
/// crash between commit and reply, a connection that broke off. Gives how many.
/// </summary>
public sealed record ReconcileDrift : IRequest<Outcome<int>>;

/// <inheritdoc cref="ReconcileDrift"/>
public sealed class ReconcileDriftHandler(INotificationLedger ledger, IMediator mediator, PostBackSettings settings, TimeProvider clock, ILogger<ReconcileDriftHandler> log)
    : IRequestHandler<ReconcileDrift, Outcome<int>>
{
    private const int AtOnce = 100;

    /// <summary>What drifted longer ago is an operator's matter: <c>GET /reservations?drift=true</c> shows it.</summary>
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(7);

    public async Task<Outcome<int>> Handle(ReconcileDrift request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var swept = 0;
        foreach (var id in await ledger.BehindWithNothingPending(now - Farthest, now - settings.DriftAfter, AtOnce, cancellationToken))
        {
            // A refusal: its connection takes no PostBacks. Concur learns when it reads.
            if ((await mediator.Send(new EnqueueCurrentState(id), cancellationToken)).IsRefused)
                continue;
            log.LogWarning("Concur hasn't heard how reservation {Reservation} stands: a PostBack tells it", id);
            swept++;
        }
        return swept;
    }
}
