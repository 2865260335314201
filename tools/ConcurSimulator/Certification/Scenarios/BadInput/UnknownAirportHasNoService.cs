using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.BadInput;

internal sealed class UnknownAirportHasNoService()
    : Scenario("An airport without service is refused with the code for no service", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var search = given.Search(given.Ride("110")).With("DropoffLocation/Airport/AirportCode", "QQQ");

        var answer = await when.Sends(search);

        then.Reading(Page.Search, answer.IsRefusedWith(MessageNames.Search, "500"));
    }
}
