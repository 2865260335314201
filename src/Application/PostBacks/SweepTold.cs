using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Application.Search;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Application.PostBacks;

/// <summary>
/// Tells Concur of each reservation whose truth has been ahead of the told ledger for a while with nothing pending: a
/// crash between commit and reply, a connection that broke off. Gives how many.
/// </summary>
public sealed record SweepTold : IRequest<Outcome<int>>;

/// <summary>Queues a PostBack with a reservation's present state, unless one waits already.</summary>
public sealed record TellPresentState(long ReservationId) : IRequest<Outcome<Reservation>>, IWrite;

/// <inheritdoc cref="SweepTold"/>
public sealed class SweepToldHandler(IToldLedger ledger, IMediator mediator, PostBackSettings settings, TimeProvider clock, ILogger<SweepToldHandler> log)
    : IRequestHandler<SweepTold, Outcome<int>>
{
    private const int AtOnce = 100;

    /// <summary>What drifted longer ago is an operator's matter: <c>GET /reservations?drift=true</c> shows it.</summary>
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(7);

    public async Task<Outcome<int>> Handle(SweepTold request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var swept = 0;
        foreach (var id in await ledger.BehindWithNothingPending(now - Farthest, now - settings.DriftAfter, AtOnce, cancellationToken))
        {
            // A refusal: its connection takes no PostBacks. Concur learns when it reads.
            if ((await mediator.Send(new TellPresentState(id), cancellationToken)).IsRefused)
                continue;
            log.LogWarning("Concur hasn't heard how reservation {Reservation} stands: a PostBack tells it", id);
            swept++;
        }
        return swept;
    }
}

/// <inheritdoc cref="TellPresentState"/>
public sealed class TellPresentStateHandler(IReservations reservations, IPostBacks postBacks, IPostBackEncoder encoder, ICatalog catalog, TimeProvider clock)
    : IRequestHandler<TellPresentState, Outcome<Reservation>>
{
    public async Task<Outcome<Reservation>> Handle(TellPresentState request, CancellationToken cancellationToken)
    {
        if (await reservations.Find(request.ReservationId, cancellationToken) is not { } reservation)
            return Refusal.UnknownReservation;
        if (!catalog.Current.ConnectsById.TryGetValue(reservation.DirectConnectId, out var connect) || !connect.PostBackEnabled)
            return Refusal.NotInThisState("postBack", "The connection that sold this reservation takes no PostBacks.");
        var last = await postBacks.FindLast(reservation.Id, cancellationToken);
        // What waits tells it, or goes before what does.
        if (last is { State: PostBackState.Pending })
            return reservation;
        var now = clock.GetUtcNow();
        var (status, payload) = encoder.Encode(reservation, connect.TimesAre);
        if (last?.Seq == reservation.Version)
            postBacks.Replace(last, reservation.Version, status, payload, now);
        else
            postBacks.Add(PostBack.Of(reservation, status, payload, now));
        return reservation;
    }
}
