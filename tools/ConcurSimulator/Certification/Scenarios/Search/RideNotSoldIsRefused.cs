using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class RideNotSoldIsRefused()
    : Scenario("A ride that isn't sold is refused with the code for no service", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var search = given.Search(given.RideNotSold());

        var answer = await when.Sends(search);

        then.Documented(Page.Search, answer.IsRefusedWith(MessageNames.Search, "500"));
        then.Documented(Page.Search, answer.Lacks("Limos/Limo"));
        then.Advice(Page.Search, [.. answer.ExplainsError()]);
    }
}
