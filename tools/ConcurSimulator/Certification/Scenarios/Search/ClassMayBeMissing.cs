using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class ClassMayBeMissing() : Scenario("Without a ClassOfService the normal class is searched", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var offer = await given.Offer();

        var answer = await when.Sends(offer.Search.Without("ClassOfService"));

        then.Documented(Page.Search, answer.Is("Error/ErrorCode", ""));
        then.Documented(Page.Search, answer.AreFilled("Limos/Limo"));
    }
}
