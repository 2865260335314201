using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class RideIsOffered() : Scenario("A ride that sells is offered", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var search = given.Search();

        var answer = await when.Sends(search);

        then.Documented(Page.Search, answer.Succeeds(MessageNames.Search));
        then.Documented(Page.Search, answer.AreFilled("Limos/Limo"));
    }
}
