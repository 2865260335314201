using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Quotes;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Application.Booking;

/// <summary>Sells by the vendor's rate plan: at the price of a valid quote, else at the price of the plan in force.</summary>
internal sealed class PlanSale(
    SellRide sell, VerifiedQuote verified, Vendor vendor, RideFinder inForce, IReservations reservations, DateTimeOffset now) : SaleBasis
{
    public override Outcome<Journey> Journey =>
        sell.Ride.MergeInto(verified.Journey, sell.Call.Connect.TimesAre, inForce.TimeZoneOf);

    public override async Task<Outcome<Offer>> Price(Journey journey, CancellationToken ct)
    {
        if (vendor.Pricing is not null && verified.State != QuoteState.Valid)
            return ServiceSale.SearchAgain;
        var quoted = verified is { State: QuoteState.Valid, Quote: { } quote } && quote.PlanVersion != vendor.PlanVersion
            ? await reservations.FindPlan(vendor.Code, quote.PlanVersion, ct) ?? inForce
            : inForce;
        var priced = SellPricing.Price(sell, verified, journey, inForce, quoted, now);
        return priced.IsRefused ? priced.Refusal : priced.Value;
    }

    /// <summary>The plan in force decides on the payment, whichever version priced the ride.</summary>
    public override PaymentTerms AcceptedPayment(Offer offer) => inForce.Plan.Payment;

    public override Task<Refusal?> CheckCapacity(Reservation reservation, CancellationToken ct) =>
        Capacity.Check(reservations, inForce.Plan, reservation.Ride, reservation.Id, ct);
}
