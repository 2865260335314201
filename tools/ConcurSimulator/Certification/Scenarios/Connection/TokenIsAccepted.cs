using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Connection;

internal sealed class TokenIsAccepted()
    : Scenario("The OAuth header of the text is accepted like the Basic header of the examples", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.Needs(given.Profile.Token.Length > 0, "The profile names no token.");

        var answer = await when.Sends(given.Search(), "application/xml", $"OAuth {given.Profile.Token}");

        then.Reading(Page.Search, answer.Succeeds(MessageNames.Search));
    }
}
