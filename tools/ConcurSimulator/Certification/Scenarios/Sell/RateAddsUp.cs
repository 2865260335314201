using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class RateAddsUp() : Scenario("The booked rate is the sum of its parts", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        then.Documented(Page.Sell, booking.Reply.AddsUp("RateInfo"));
    }
}
