using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Decisions;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Booking;

/// <summary>Concur's Cancel. A repeated one gets the same reply and changes nothing.</summary>
/// <param name="ReservationId">Null if the request has none, or an unreadable one.</param>
public sealed record CancelRide(ConcurCall Call, long? ReservationId) : IRequest<Outcome<Reservation>>, IWrite;

/// <summary>Cancels at once or leaves the decision to the supplier, by the vendor's rules.</summary>
public sealed class CancelRideHandler(IReservations reservations, ReservationJournal journal, TimeProvider clock)
    : IRequestHandler<CancelRide, Outcome<Reservation>>
{
    public async Task<Outcome<Reservation>> Handle(CancelRide request, CancellationToken cancellationToken)
    {
        if (await reservations.FindOf(request.Call.Connect, request.ReservationId, cancellationToken) is not { } reservation)
            return Refusal.UnknownReservation;
        var vendor = await reservations.FindVendor(reservation.VendorCode, cancellationToken);
        var atOnce = vendor?.Decisions.Cancellations == DecisionMode.Automatic;
        var deadline = vendor?.Decisions.DeadlineFor(choices => choices.Cancellations, clock.GetUtcNow());
        var command = new RequestCancellation(atOnce, Identifiers.Confirmation(), deadline);
        return await journal.Execute(reservation, command, Actor.Of(request.Call), cancellationToken);
    }
}
