using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.BadInput;

internal sealed class ServiceTypeIsChecked() : Scenario("A service type that doesn't exist is refused", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends(given.Search().With("ServiceType", "999"));

        then.Documented(Page.Search, answer.IsRefusedWith(MessageNames.Search, "100", "300"));
    }
}
