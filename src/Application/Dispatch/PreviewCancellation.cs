using GroundTransport.Application.Callers;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Amounts;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>Calculates what a cancellation by the traveller would cost now; changes nothing.</summary>
public sealed record PreviewCancellation(Operator By, long ReservationId) : IRequest<Outcome<CancellationPreview>>;

/// <summary>The result of a cancellation by the traveller now. The traveller isn't charged for the supplier's own cancellation.</summary>
/// <param name="Reason">Why it isn't possible; empty if it is.</param>
/// <param name="Fee">Zero if it isn't possible.</param>
public sealed record CancellationPreview(bool Allowed, RefusalMessage Reason, Money Fee, Money NoShowFee, string CancelPolicy);

/// <inheritdoc cref="PreviewCancellation"/>
public sealed class PreviewCancellationHandler(IReservations reservations, TimeProvider clock)
    : IRequestHandler<PreviewCancellation, Outcome<CancellationPreview>>
{
    public async Task<Outcome<CancellationPreview>> Handle(PreviewCancellation request, CancellationToken cancellationToken)
    {
        if (await reservations.FindOf(request.By, request.ReservationId, cancellationToken) is not { } reservation)
            return Refusal.UnknownReservation;
        var (ride, fee) = (reservation.Ride, reservation.CancellationFeeAt(clock.GetUtcNow()));
        var zero = Money.Zero(ride.Fare.Currency);
        return new CancellationPreview(!fee.IsRefused, fee.Refusal?.Message ?? RefusalMessage.Empty, fee.IsRefused ? zero : fee.Value,
            ride.Terms?.NoShowFee(ride.Fare.Rate) ?? zero, ride.CancelPolicy);
    }
}
