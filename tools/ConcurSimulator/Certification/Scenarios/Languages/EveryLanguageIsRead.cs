using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Languages;

internal sealed class EveryLanguageIsRead() : Scenario("Each language of the table is understood", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        foreach (var language in Tables.Languages)
        {
            var answer = await when.Sends(given.Search().With("LanguageCode", language));

            then.Documented(Page.Search, answer.Succeeds(MessageNames.Search));
        }
    }
}
