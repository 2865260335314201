using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class OfferHasDocumentedCodes() : Scenario("The codes of an offer are those of the reply's tables", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends(given.Search());

        foreach (var limo in answer.Each("Limos/Limo"))
        {
            then.Documented(Page.Search, Tables.HasDocumentedRate(limo));
            then.Documented(Page.Search, limo.IsOneOf("Vehicle/VehicleType", Tables.VehicleTypes));
            then.Documented(Page.Search, limo.IsAtLeast("Vehicle/MaxPassengers", 1));
        }
    }
}
