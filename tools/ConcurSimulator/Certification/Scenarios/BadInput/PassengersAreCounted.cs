using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.BadInput;

internal sealed class PassengersAreCounted() : Scenario("No passengers, fewer, or a word are refused", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        foreach (var number in new[] { "0", "-1", "many" })
        {
            var answer = await when.Sends(given.Search().With("NumPassengers", number));

            then.Documented(Page.Search, answer.IsRefusedWith(MessageNames.Search, "300"));
        }
    }
}
