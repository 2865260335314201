using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Application.Search;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>What time alone decides: requests that their deadline or the pickup has overtaken, rides to be closed. Gives how many it moved.</summary>
public sealed record TurnTheClock : IRequest<Outcome<int>>;

/// <summary>One reservation's turn; a version that moved meanwhile is simply decided anew.</summary>
public sealed record TurnOfReservation(long ReservationId, ReservationCommand Command) : IRequest<Outcome<Reservation>>, IWrite;

/// <inheritdoc cref="TurnTheClock"/>
public sealed class TurnTheClockHandler(IReservationQueries queries, ICatalog catalog, IMediator mediator, TimeProvider clock)
    : IRequestHandler<TurnTheClock, Outcome<int>>
{
    private const int AtOnce = 100;

    public async Task<Outcome<int>> Handle(TurnTheClock request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var turns = (await queries.WithDecisionOverdue(now, AtOnce, cancellationToken))
            .Select(id => new TurnOfReservation(id, new TimePassed(Numbers.Confirmation()))).ToList();
        foreach (var onSale in catalog.Current.Vendors.Values)
        {
            if (onSale.Vendor.CloseAfterHours is { } hours)
            {
                turns.AddRange((await queries.EndedBefore(onSale.Vendor.Code, now.AddHours(-hours), AtOnce, cancellationToken))
                    .Select(id => new TurnOfReservation(id, new Close(RideOutcome.Completed, null))));
            }
        }

        var moved = 0;
        foreach (var turn in turns)
        {
            // A refusal here means that somebody decided meanwhile: nothing is left to do.
            if (!(await mediator.Send(turn, cancellationToken)).IsRefused)
                moved++;
        }
        return moved;
    }
}

/// <inheritdoc cref="TurnOfReservation"/>
public sealed class TurnOfReservationHandler(IReservations reservations, ReservationJournal journal)
    : IRequestHandler<TurnOfReservation, Outcome<Reservation>>
{
    public async Task<Outcome<Reservation>> Handle(TurnOfReservation request, CancellationToken cancellationToken) =>
        await reservations.Find(request.ReservationId, cancellationToken) is { } reservation
            ? await journal.Decide(reservation, request.Command, Actor.Clock(reservation.CorrelationId), cancellationToken)
            : Refusal.UnknownReservation;
}
