using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class TooManyPassengersAreRefused() : Scenario("More passengers than any vehicle takes are refused", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.Needs(given.Profile.MaxPassengers is not null, "The profile doesn't say how many passengers the largest vehicle takes.");
        var search = given.Search().With("NumPassengers", FormattableString.Invariant($"{given.Profile.MaxPassengers + 1}"));

        var answer = await when.Sends(search);

        then.Documented(Page.Search, answer.IsRefusedWith(MessageNames.Search, "300", "500"));
    }
}
