using System.Globalization;
using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class ReplyNamesItsSizeAndTime()
    : Scenario("The reply's root has its size in bytes and the time it took", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends(given.Search());

        var size = answer.Exchange.Body.Length.ToString(CultureInfo.InvariantCulture);
        then.Reading(Page.Search, answer.HasAttribute("size", value => value == size, size));
        then.Reading(Page.Search, answer.HasAttribute("elaspedMs", value => int.TryParse(value, out _), "whole milliseconds"));
    }
}
