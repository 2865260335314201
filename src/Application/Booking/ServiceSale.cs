using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Quotes;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Booking;

/// <summary>
/// Sells what a pricing service offered: exactly what the quote contains, whether the service is there or not. Another ride has no price.
/// </summary>
internal sealed class ServiceSale(SellRide sell, VerifiedQuote verified, DateTimeOffset now) : SaleBasis
{
    public static Refusal SearchAgain { get; } = Refusal.Unavailable(
        Field.Quote, $"The {Field.Quote} is missing, incomplete or has expired, and only it contains the price. Search again.");

    public override Outcome<Journey> Journey => verified.Offer is { } offer
        ? sell.Ride.MergeInto(offer.Journey, sell.Call.Connect.TimesAre, _ => offer.PickupTimeZone)
        : SearchAgain;

    /// <summary>What a sale is refused for before anybody else is asked about it.</summary>
    public Outcome<ServiceOffer> Check()
    {
        if (Journey is var journey && journey.IsRefused)
            return journey.Refusal;
        if (journey.Value.CheckStreets() is { } noStreet)
            return noStreet;
        if (Find(journey.Value) is var offer && offer.IsRefused)
            return offer.Refusal;
        return PaymentCheck.Check(offer.Value.Payment, sell.Ride.Payment!, offer.Value.LocalPickup) is { } payment ? payment : offer;
    }

    /// <summary>The offer, for a journey that may say more about its places.</summary>
    public override Task<Outcome<Offer>> Price(Journey journey, CancellationToken ct)
    {
        var found = Find(journey);
        return Task.FromResult<Outcome<Offer>>(found.IsRefused ? found.Refusal : found.Value);
    }

    public override PaymentTerms AcceptedPayment(Offer offer) => offer.Payment;

    /// <summary>Capacity is the service's affair.</summary>
    public override Task<Refusal?> CheckCapacity(Reservation reservation, CancellationToken ct) => Task.FromResult<Refusal?>(null);

    private Outcome<ServiceOffer> Find(Journey journey)
    {
        if (verified is not { State: QuoteState.Valid, Offer: { } offer })
            return SearchAgain;
        if (journey.CheckStart(now) is { } passed)
            return passed;
        if (SellPricing.WrongCurrency(sell, offer.Fare.Currency) is { } currency)
            return currency;
        if (SellPricing.WrongRateId(sell, offer.RateId) is { } rateId)
            return rateId;
        if (journey.FindDifference(offer.Journey) is { } field)
            return Refusal.Unavailable(field, $"{field} isn't the quote's, and the price is for the quoted ride only. Search again.");
        if (sell.Rate is { } rate && rate != offer.Fare.Rate.Amount)
            return SellPricing.PriceChanged;
        return SellPricing.WrongVehicle(sell, offer.Vehicle) is { } vehicle ? vehicle : offer with { Journey = journey };
    }
}
