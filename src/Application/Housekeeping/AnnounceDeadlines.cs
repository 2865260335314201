using GroundTransport.Application.Callers;
using GroundTransport.Application.Dispatch;
using GroundTransport.Application.Events;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Housekeeping;

/// <summary>Adds an event for each pending request that will soon be decided by its deadline, once. Returns how many.</summary>
public sealed record AnnounceDeadlines : IRequest<Outcome<int>>;

/// <inheritdoc cref="AnnounceDeadlines"/>
public sealed class AnnounceDeadlinesHandler(
    IReservationQueries queries, IJobLeases leases, IMediator mediator, EventSettings settings, TimeProvider clock)
    : IRequestHandler<AnnounceDeadlines, Outcome<int>>
{
    private const int BatchSize = 100;

    private static readonly TimeSpan LeaseLength = TimeSpan.FromMinutes(1);

    public async Task<Outcome<int>> Handle(AnnounceDeadlines request, CancellationToken cancellationToken)
    {
        await using var lease = await leases.Claim("announce-deadlines", LeaseLength, cancellationToken);
        if (lease is null)
            return 0;
        var announced = 0;
        foreach (var id in await queries.WithDeadlineNear(clock.GetUtcNow(), settings.DeadlineNear, BatchSize, cancellationToken))
        {
            // A refusal means that somebody has decided meanwhile, or announced it: a lease may be lost before its work is done.
            if (!(await mediator.Send(new AnnounceDeadline(id), cancellationToken)).IsRefused)
                announced++;
        }
        return announced;
    }
}

/// <summary>Adds the event of one reservation whose deadline is near.</summary>
public sealed record AnnounceDeadline(long ReservationId) : IRequest<Outcome<Reservation>>, IWrite;

/// <inheritdoc cref="AnnounceDeadline"/>
public sealed class AnnounceDeadlineHandler(
    IReservations reservations, IEvents events, IReservationSnapshot snapshot, EventSettings settings, TimeProvider clock)
    : IRequestHandler<AnnounceDeadline, Outcome<Reservation>>
{
    public async Task<Outcome<Reservation>> Handle(AnnounceDeadline request, CancellationToken cancellationToken)
    {
        if (await reservations.Find(request.ReservationId, cancellationToken) is not { DecideBefore: { } deadline } reservation)
            return Refusal.NotInThisState(Field.Status, "Nothing is pending.");
        if (await events.HasSince(deadline - settings.DeadlineNear, reservation.Id, EventTypes.DeadlineNear, cancellationToken))
            return Refusal.NotInThisState(Field.Status, "The deadline is announced.");
        events.Add(FeedEvent.Of(
            EventTypes.DeadlineNear, reservation, Actor.ClockName, snapshot.Of(reservation), clock.GetUtcNow()));
        return reservation;
    }
}
