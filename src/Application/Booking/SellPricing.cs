using GroundTransport.Domain;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Quotes;

namespace GroundTransport.Application.Booking;

/// <summary>Prices a Sell. A valid quote fixes the price; without one the ride is priced again and must cost what the Sell says.</summary>
internal static class SellPricing
{
    public static readonly Refusal PriceChanged = Refusal.Unavailable(
        Field.RateAmount, $"{Field.RateAmount} isn't the price any more. Search again.");

    public static Outcome<PlanOffer> Price(
        SellRide request, VerifiedQuote verified, Journey journey, RideFinder inForce, RideFinder quotedPlan, DateTimeOffset now)
    {
        if (WrongCurrency(request, inForce.Plan.Currency) is { } currency)
            return currency;

        var priced = verified is { State: QuoteState.Valid, Quote: { } quote }
            ? PriceByQuote(request, quote, journey, inForce, quotedPlan, now)
            : PriceAgain(request, verified.Quote, journey, inForce, now);
        if (priced.IsRefused)
            return priced.Refusal;
        return WrongVehicle(request, priced.Value.Vehicle) is { } vehicle ? vehicle : priced;
    }

    /// <summary>Prices by the quote's plan version; the plan in force still decides on time, place and fleet.</summary>
    private static Outcome<PlanOffer> PriceByQuote(
        SellRide request, Quote quote, Journey journey, RideFinder inForce, RideFinder quotedPlan, DateTimeOffset now)
    {
        if (WrongRateId(request, quote.RateId) is { } otherRate)
            return otherRate;
        if (quotedPlan != inForce && inForce.CheckRules(journey, now) is { } rules)
            return rules;
        if (quotedPlan.Price(journey, quote.RateId, now) is var priced && priced.IsRefused)
            return priced.Refusal;
        var fare = priced.Value.Fare.Rate;
        var asQuoted = fare.MinorUnits == quote.Rate && (request.Rate is null || request.Rate == fare.Amount);
        return asQuoted ? priced : PriceChanged;
    }

    private static Outcome<PlanOffer> PriceAgain(
        SellRide request, Quote? expired, Journey journey, RideFinder inForce, DateTimeOffset now)
    {
        var rateId = request.RateId.Length > 0 ? request.RateId : expired?.RateId ?? "";
        if (rateId.Length == 0)
            return Refusal.Request(Field.RateId, $"{Field.RateId} is missing. Send {Field.Rate} as the search returned it.");
        if (request.Rate is null)
            return Refusal.Request(Field.RateAmount, $"{Field.RateAmount} is missing. Send {Field.Rate} as the search returned it.");
        if (inForce.Price(journey, rateId, now) is var priced && priced.IsRefused)
            return priced.Refusal;
        return priced.Value.Fare.Rate.Amount == request.Rate ? priced : PriceChanged;
    }

    public static Refusal? WrongRateId(SellRide request, string quoted) => request.RateId.Length > 0 && request.RateId != quoted
        ? Refusal.Unavailable(Field.RateId, $"{Field.RateId} isn't the quote's, {quoted}. Search again.")
        : null;

    public static Refusal? WrongCurrency(SellRide request, Currency currency)
    {
        bool Differs(string? code) =>
            !string.IsNullOrEmpty(code) && !string.Equals(code, currency.Code, StringComparison.OrdinalIgnoreCase);

        static Refusal Wrong(Field field, Currency right) =>
            Refusal.Request(field, $"This rate is in {right}. Send {field} as the search returned it.");

        if (Differs(request.RateCurrency))
            return Wrong(Field.RateCurrency, currency);
        return Differs(request.Ride.Currency) ? Wrong(Field.Currency, currency) : null;
    }

    public static Refusal? WrongVehicle(SellRide request, FleetVehicle vehicle)
    {
        if (request.VehicleId.Length > 0 && request.VehicleId != vehicle.VehicleId)
            return Refusal.Unavailable(Field.VehicleId, $"{Field.VehicleId} isn't the rate's, {vehicle.VehicleId}. Search again.");
        return request.VehicleType is { } type && type != VehicleType.Any && type != vehicle.Type
            ? Refusal.Unavailable(Field.VehicleType, $"{Field.VehicleType} isn't the rate's, {(int)vehicle.Type}. Search again.")
            : null;
    }
}
