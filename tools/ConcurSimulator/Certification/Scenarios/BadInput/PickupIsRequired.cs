using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.BadInput;

internal sealed class PickupIsRequired()
    : Scenario("A ride without a pickup place is refused with the code for places", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends(given.Search().Without("PickupLocation"));

        then.Documented(Page.Search, answer.IsRefusedWith(MessageNames.Search, "100"));
        then.Reading(Page.Search, answer.Contains("Error/ErrorDescription", "PickupLocation"));
    }
}
