using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Update;

internal sealed class PastTimeIsRefused() : Scenario("A ride can't be moved into the past", MessageNames.Update)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var reply = await when.Sends(given.Update(booking).With("StartDateTime", given.TimeIn(TimeSpan.FromDays(-2))));

        then.Documented(Page.Update, reply.IsRefusedWith(MessageNames.Update, "200"));
    }
}
