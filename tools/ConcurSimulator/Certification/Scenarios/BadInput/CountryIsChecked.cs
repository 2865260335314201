using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.BadInput;

internal sealed class CountryIsChecked() : Scenario("A country of three letters is refused with the code for places", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var search = given.Search(given.RideFromAddress()).With("PickupLocation/Country", "USA");

        var answer = await when.Sends(search);

        then.Documented(Page.Search, answer.IsRefusedWith(MessageNames.Search, "100"));
    }
}
