using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.BadInput;

internal sealed class DeepNestingIsRefused() : Scenario("A document of a thousand levels is refused", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 1000)) + string.Concat(Enumerable.Repeat("</a>", 1000));

        var answer = await when.Sends($"<CC_LimoSearchRequest>{deep}</CC_LimoSearchRequest>");

        then.Documented(Page.Search, answer.IsRefusal());
        then.Advice(Page.Search, answer.DisclosesNone("Exception", "   at ", "StackTrace"));
    }
}
