using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Domain.Tests.Pricing;

/// <summary>Properties of every price, for any plan and search.</summary>
public class PricePropertyTests
{
    [Fact]
    public void Rate_of_any_offer_is_the_sum_of_its_parts_and_none_is_negative() => AnySearch.Check(search =>
    {
        var offers = search.Offers();
        foreach (var fare in offers.Select(offer => offer.Fare))
        {
            Money[] parts = [fare.BasePrice, fare.ServiceCharge, fare.SurCharge, fare.Tax];
            Assert.All(parts, part => Assert.True(part.Amount >= 0 && part.Currency == search.Plan.Currency));
            Assert.Equal(fare.Rate.MinorUnits, parts.Sum(part => part.MinorUnits));
            Assert.All(parts.Append(fare.Rate), part => Assert.Equal(part, Money.FromMinorUnits(part.MinorUnits, part.Currency)));
        }
        return offers.Count > 0;
    });

    [Fact]
    public void Lines_of_any_offer_add_up_to_its_rate_and_to_each_part() => AnySearch.Check(search =>
    {
        var offers = search.Offers();
        foreach (var (fare, lines) in offers.Select(offer => (offer.Fare, FareCalculator.Lines(search.Plan, offer.Rate, offer.Ride))))
        {
            decimal Sum(string part) => lines.Where(line => line.Part == part && line.InRate).Sum(line => line.Amount.Amount);
            Assert.Equal(
                (fare.BasePrice.Amount, fare.ServiceCharge.Amount, fare.SurCharge.Amount, fare.Tax.Amount),
                (Sum("base"), Sum("serviceCharge"), Sum("surCharge"), Sum("tax")));
            Assert.Equal(fare.Rate.Amount, lines.Where(line => line.InRate).Sum(line => line.Amount.Amount));
        }
        return offers.Any(IsPriced);
    });

    [Fact]
    public void Lines_beside_the_rate_of_any_offer_add_up_to_the_charges_beside_it() => AnySearch.Check(search =>
    {
        var priced = search.Offers().Where(IsPriced).ToList();
        foreach (var (fare, lines) in priced.Select(offer => (offer.Fare, FareCalculator.Lines(search.Plan, offer.Rate, offer.Ride))))
        {
            decimal Sum(string part) => lines.Where(line => line.Part == part && !line.InRate).Sum(line => line.Amount.Amount);
            Assert.Equal(
                (fare.ExtraPickupCharge?.Amount ?? 0, fare.ExtraDropoffCharge?.Amount ?? 0, fare.ExtraStop?.Amount ?? 0,
                    fare.ExtraTimePerHour?.Amount ?? 0),
                (Sum("extraPickupCharge"), Sum("extraDropoffCharge"), Sum("extraStop"), Sum("extraTime")));
        }
        return priced.Count > 0;
    });

    [Fact]
    public void More_hours_never_cost_less() => AnySearch.Check(search =>
    {
        IReadOnlyList<PlanOffer> Until(double minutes) =>
            (search with
            {
                Journey = search.Journey with
                {
                    ServiceType = ServiceType.Hourly,
                    End = search.Journey.Start.AddMinutes(minutes)
                }
            }).Offers();
        double[] lengths = [1, 14.5, 59, 60, 61, 119, 121, 450, 450.5, 3000, 44_000];
        var longer = lengths.Select(Until).ToList();
        foreach (var (less, more) in longer.Zip(longer.Skip(1)))
        {
            Assert.Equal(less.Select(offer => offer.Vehicle.VehicleId).Order(), more.Select(offer => offer.Vehicle.VehicleId).Order());
            Assert.All(less, offer =>
            {
                var other = more.Single(other => other.Vehicle == offer.Vehicle);
                Assert.True(offer.Fare.Rate.Amount <= other.Fare.Rate.Amount && offer.Ends <= other.Ends);
            });
        }
        return longer[0].Count > 0;
    }, searches: 300);

    [Fact]
    public void Same_search_twice_costs_the_same() => AnySearch.Check(search =>
    {
        var finder = new RideFinder(search.Plan);
        var first = finder.Find(search.Journey, search.Wanted, search.Now);
        var second = finder.Find(search.Journey, search.Wanted, search.Now);
        Assert.Equal(first.Refusal?.Message, second.Refusal?.Message);
        if (!first.IsRefused)
            Assert.Equal(first.Value, second.Value);
        Assert.Equal(search.Describe(), search.Describe());
        return !first.IsRefused;
    });

    [Fact]
    public void Discount_never_raises_a_price_and_never_makes_it_negative() => AnySearch.Check(search =>
    {
        var discounted = search.Offers();
        var full = (search with { Journey = search.Journey with { Discount = null } }).Offers()
            .ToDictionary(offer => offer.Vehicle.VehicleId, offer => offer.Fare);
        Assert.Equal(full.Keys.Order(), discounted.Select(offer => offer.Vehicle.VehicleId).Order());
        foreach (var (with, without) in discounted.Select(offer => (offer.Fare, full[offer.Vehicle.VehicleId])))
        {
            (Money Less, Money More)[] parts =
            [
                (with.BasePrice, without.BasePrice), (with.ServiceCharge, without.ServiceCharge), (with.SurCharge, without.SurCharge),
                (with.Tax, without.Tax), (with.Rate, without.Rate),
            ];
            Assert.All(parts, part => Assert.True(part.Less.Amount >= 0 && part.Less.Amount <= part.More.Amount));
            Assert.Equal("", without.DiscountType);
            if (with.DiscountType.Length == 0)
                Assert.Equal(without, with);
        }
        return discounted.Any(offer => offer.Fare.DiscountType.Length > 0);
    });

    private static bool IsPriced(Offer offer) => offer.Fare.Type != RateType.NotAvailable;
}
