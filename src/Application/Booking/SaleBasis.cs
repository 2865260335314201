using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Booking;

/// <summary>By what a ride is sold: a rate plan, or the offer of a pricing service.</summary>
internal abstract class SaleBasis
{
    /// <summary>The quoted journey with what the Sell adds to it.</summary>
    public abstract Outcome<Journey> Journey { get; }

    public abstract Task<Outcome<Offer>> Price(Journey journey, CancellationToken ct);

    public abstract PaymentTerms AcceptedPayment(Offer offer);

    /// <summary>Whether there is a vehicle for the new reservation.</summary>
    public abstract Task<Refusal?> CheckCapacity(Reservation reservation, CancellationToken ct);
}
