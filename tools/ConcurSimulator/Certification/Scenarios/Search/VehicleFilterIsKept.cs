using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class VehicleFilterIsKept() : Scenario("A search for one type of vehicle offers only that type", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var offer = await given.Offer();
        var type = offer.Limo["Vehicle/VehicleType"];

        var answer = await when.Sends(offer.Search.With("VehicleType", type));

        then.Reading(Page.Search, answer.Each("Limos/Limo").Select(limo => limo.Is("Vehicle/VehicleType", type)));
        then.Documented(Page.Search, answer.AreFilled("Limos/Limo"));
    }
}
