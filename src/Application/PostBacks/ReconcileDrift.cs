using GroundTransport.Domain;
using MediatR;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Application.PostBacks;

/// <summary>
/// The drift sweep: queues a PostBack for each reservation that has been ahead of the notification ledger for a while with
/// nothing pending, after a crash between commit and reply or a connection that broke. Gives how many.
/// </summary>
public sealed record ReconcileDrift : IRequest<Outcome<int>>;

/// <inheritdoc cref="ReconcileDrift"/>
public sealed class ReconcileDriftHandler(
    INotificationLedger ledger, IMediator mediator, PostBackSettings settings, TimeProvider clock, ILogger<ReconcileDriftHandler> log)
    : IRequestHandler<ReconcileDrift, Outcome<int>>
{
    private const int BatchSize = 100;

    /// <summary>What drifted longer ago is left to an operator: <c>GET /reservations?drift=true</c> lists it.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(7);

    public async Task<Outcome<int>> Handle(ReconcileDrift request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var queued = 0;
        foreach (var id in await ledger.FindDrifted(now - MaxAge, now - settings.DriftAfter, BatchSize, cancellationToken))
        {
            // Refused if its connection takes no PostBacks: Concur gets the state with its next ReservationDetail.
            if ((await mediator.Send(new EnqueueCurrentState(id), cancellationToken)).IsRefused)
                continue;
            log.LogWarning("Reservation {Reservation} has drifted; PostBack queued", id);
            queued++;
        }
        return queued;
    }
}
