using GroundTransport.Application.Catalog;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.PostBacks;

/// <summary>Queues a PostBack with a reservation's current state, unless one with that state is pending already.</summary>
public sealed record EnqueueCurrentState(long ReservationId) : IRequest<Outcome<Reservation>>, IWrite;

/// <inheritdoc cref="EnqueueCurrentState"/>
public sealed class EnqueueCurrentStateHandler(
    IReservations reservations, IPostBacks postBacks, IPostBackEncoder encoder, ICatalog catalog, TimeProvider clock)
    : IRequestHandler<EnqueueCurrentState, Outcome<Reservation>>
{
    public async Task<Outcome<Reservation>> Handle(EnqueueCurrentState request, CancellationToken cancellationToken)
    {
        if (await reservations.Find(request.ReservationId, cancellationToken) is not { } reservation)
            return Refusal.UnknownReservation;
        if (!catalog.Current.ConnectsById.TryGetValue(reservation.DirectConnectId, out var connect) || !connect.PostBackEnabled)
            return Refusal.NotInThisState("postBack", "The direct connect that sold this reservation takes no PostBacks.");
        var last = await postBacks.FindLast(reservation.Id, cancellationToken);
        // An older one that is pending is ended before this one is sent: a reply has overtaken it.
        if (last is { State: DeliveryState.Pending } && last.StateSeq >= reservation.NotifyVersion)
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
