using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class OfferIsSoldAsOffered() : Scenario("Rate, vehicle and vendor are those of the offer", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var offer = await given.Offer();

        var reply = await when.Sends(given.Sell(offer));

        then.Documented(Page.Sell,
            reply.Is("RateInfo/Rate", offer.Limo["RateInfo/Rate"]),
            reply.Is("RateInfo/RateTypeCode", offer.Limo["RateInfo/RateTypeCode"]),
            reply.Is("Currency", offer.Limo["RateInfo/Currency"]),
            reply.Is("Vehicle/VehicleType", offer.Limo["Vehicle/VehicleType"]),
            reply.Is("Vendor/VendorCode", offer.Limo["Vendor/VendorCode"]));
    }
}
