using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.BadInput;

internal sealed class CutRequestIsRefused() : Scenario("A request that ends in the middle is refused", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var search = given.Search().Text;

        var answer = await when.Sends(search[..(search.Length / 2)]);

        then.Documented(Page.Search, answer.IsRefusal());
        then.Reading(Page.Search, answer.HasStatus(400));
    }
}
