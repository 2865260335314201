using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class EveryVehicleCodeOfTheRequestIsRead()
    : Scenario("Each vehicle code of the request's table is understood", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        foreach (var code in new[] { "100", "200", "201", "300", "301", "400", "401", "402", "500", "501", "502", "503", "600", "900" })
        {
            var answer = await when.Sends(given.Search().With("VehicleType", code));

            then.Documented(Page.Search, answer.HasStatus(200), answer.IsEmptyOrOneOf("Error/ErrorCode", "500"));
        }
    }
}
