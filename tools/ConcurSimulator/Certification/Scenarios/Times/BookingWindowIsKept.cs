using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Times;

internal sealed class BookingWindowIsKept() : Scenario("A ride beyond the booking window is refused", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.Needs(given.Profile.BookingWindowDays is not null, "The profile names no booking window.");
        var late = given.TimeIn(TimeSpan.FromDays(given.Profile.BookingWindowDays!.Value + 2));

        var answer = await when.Sends(given.Search().With("StartDateTime", late));

        then.Documented(Page.Search, answer.IsRefusedWith(MessageNames.Search, "200"));
    }
}
