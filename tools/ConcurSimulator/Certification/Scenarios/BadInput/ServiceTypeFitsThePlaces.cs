using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.BadInput;

internal sealed class ServiceTypeFitsThePlaces() : Scenario("A ride to the airport needs an airport", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var ride = given.RideFromAddress();
        var search = given.Search(ride).With("ServiceType", "111");

        var answer = await when.Sends(search);

        then.Documented(Page.Search, answer.IsRefusedWith(MessageNames.Search, "100"));
    }
}
