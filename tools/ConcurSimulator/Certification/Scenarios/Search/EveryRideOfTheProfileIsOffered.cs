using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class EveryRideOfTheProfileIsOffered() : Scenario("Every ride that the profile names is offered", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.Needs(given.Profile.Sells.Count > 0, "The profile names no ride that sells.");
        foreach (var ride in given.Profile.Sells)
        {
            var answer = await when.Sends(given.Search(ride));

            then.Documented(Page.Search, answer.Is("Error/ErrorCode", ""));
            then.Documented(Page.Search, answer.AreFilled("Limos/Limo"));
        }
    }
}
