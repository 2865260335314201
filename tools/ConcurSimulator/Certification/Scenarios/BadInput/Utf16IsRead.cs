using System.Text;
using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.BadInput;

internal sealed class Utf16IsRead() : Scenario("A request in UTF-16 is read", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var text = "<?xml version=\"1.0\" encoding=\"utf-16\"?>" + given.Search().Text;

        var answer = await when.Sends([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)]);

        then.Reading(Page.Search, answer.Succeeds(MessageNames.Search));
    }
}
