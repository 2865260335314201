using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class VehiclesHaveEnoughSeats() : Scenario("Only vehicles that take all passengers are offered", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends(given.Search().With("NumPassengers", "3"));

        then.Documented(Page.Search, answer.Each("Limos/Limo").Select(limo => limo.IsAtLeast("Vehicle/MaxPassengers", 3)));
        then.Documented(Page.Search, answer.IsEmptyOrOneOf("Error/ErrorCode", "500"));
    }
}
