using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.BadInput;

internal sealed class AirportCodeIsChecked()
    : Scenario("An airport code of four characters is refused with the code for places", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var search = given.Search(given.Ride("110")).With("DropoffLocation/Airport/AirportCode", "DCAX");

        var answer = await when.Sends(search);

        then.Documented(Page.Search, answer.IsRefusedWith(MessageNames.Search, "100"));
    }
}
