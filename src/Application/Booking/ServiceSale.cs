using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Quotes;

namespace GroundTransport.Application.Booking;

/// <summary>
/// Sells what a pricing service offered: exactly what the quote contains, whether the service is there or not. Another ride has no price.
/// </summary>
internal static class ServiceSale
{
    public static Refusal SearchAgain { get; } = Refusal.Unavailable(
        Field.Quote, $"The {Field.Quote} is missing, incomplete or has expired, and only it contains the price. Search again.");

    /// <summary>What a sale is refused for before anybody else is asked about it.</summary>
    public static Outcome<ServiceOffer> Check(SellRide request, VerifiedQuote verified, DateTimeOffset now)
    {
        if (JourneyOf(request, verified) is var journey && journey.IsRefused)
            return journey.Refusal;
        if (journey.Value.CheckStreets() is { } noStreet)
            return noStreet;
        if (Find(request, verified, journey.Value, now) is var offer && offer.IsRefused)
            return offer.Refusal;
        return PaymentCheck.Check(offer.Value.Payment, request.Ride.Payment!, offer.Value.LocalPickup) is { } payment ? payment : offer;
    }

    /// <summary>The quoted journey with what the Sell adds to it.</summary>
    public static Outcome<Journey> JourneyOf(SellRide request, VerifiedQuote verified) => verified.Offer is { } offer
        ? request.Ride.MergeInto(offer.Journey, request.Call.Connect.TimesAre, _ => offer.PickupTimeZone)
        : SearchAgain;

    /// <summary>The offer, for a journey that may say more about its places.</summary>
    public static Outcome<Offer> Price(SellRide request, VerifiedQuote verified, Journey journey, DateTimeOffset now)
    {
        var found = Find(request, verified, journey, now);
        return found.IsRefused ? found.Refusal : found.Value;
    }

    private static Outcome<ServiceOffer> Find(SellRide request, VerifiedQuote verified, Journey journey, DateTimeOffset now)
    {
        if (verified is not { State: QuoteState.Valid, Offer: { } offer })
            return SearchAgain;
        if (journey.CheckStart(now) is { } passed)
            return passed;
        if (SellPricing.WrongCurrency(request, offer.Fare.Currency) is { } currency)
            return currency;
        if (SellPricing.WrongRateId(request, offer.RateId) is { } rateId)
            return rateId;
        if (journey.FindDifference(offer.Journey) is { } field)
            return Refusal.Unavailable(field, $"{field} isn't the quote's, and the price is for the quoted ride only. Search again.");
        if (request.Rate is { } rate && rate != offer.Fare.Rate.Amount)
            return SellPricing.PriceChanged;
        return SellPricing.WrongVehicle(request, offer.Vehicle) is { } vehicle ? vehicle : offer with { Journey = journey };
    }
}
