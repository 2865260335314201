using System.Text;
using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.BadInput;

internal sealed class CharsetOfTheHeaderIsRead() : Scenario("A charset that only the Content-Type names is honoured", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var search = given.Search().With("PickupInstructions", "Müller").Text;

        var answer = await when.Sends(Encoding.Latin1.GetBytes(search), "application/xml; charset=iso-8859-1");

        then.Reading(Page.Search, answer.Is("RequestData/PickupInstructions", "Müller"));
    }
}
