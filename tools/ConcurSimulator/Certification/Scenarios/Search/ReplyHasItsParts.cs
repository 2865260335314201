using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class ReplyHasItsParts()
    : Scenario("A reply has Error, RequestData and Limos, in the order of the example", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends(given.Search());

        then.Documented(Page.Search, answer.ArePresent("Error/ErrorCode", "Error/ErrorSource", "Error/ErrorDescription", "RequestData",
        "Limos"));
        then.Reading(Page.Search, answer.HasChildren("", "Error", "RequestData", "Limos"));
    }
}
