using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class OfferHasRequiredValues()
    : Scenario("Each offer has a rate, a vehicle, a vendor and its forms of payment", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var offer = await given.Offer();

        then.Documented(Page.Search, offer.Limo.AreFilled(
            "RateInfo/RateID", "RateInfo/Rate", "RateInfo/RateTypeCode", "RateInfo/Currency", "Vehicle/VehicleType", "Vendor/VendorCode",
            "AcceptedFops/FormOfPayment"));
    }
}
