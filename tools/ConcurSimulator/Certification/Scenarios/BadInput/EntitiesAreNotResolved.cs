using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.BadInput;

internal sealed class EntitiesAreNotResolved() : Scenario("An external entity isn't resolved", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var search = given.Search().With("PickupInstructions", "ENTITY").Text.Replace("ENTITY", "&secret;", StringComparison.Ordinal);

        var answer = await when.Sends($"<!DOCTYPE r [<!ENTITY secret SYSTEM \"file:///etc/passwd\">]>{search}");

        then.Documented(Page.Search, answer.DisclosesNone("root:x:", "/bin/"));
        then.Reading(Page.Search, answer.HasStatus(400));
    }
}
