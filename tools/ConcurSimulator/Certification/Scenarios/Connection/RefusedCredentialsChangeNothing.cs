using ConcurSimulator.Certification.Exchanges;
using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Connection;

internal sealed class RefusedCredentialsChangeNothing()
    : Scenario("A Cancel with a wrong password cancels nothing", MessageNames.Cancel, MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();
        var wrong = EndpointClient.Basic(given.Endpoint.User, "certify-wrong-password");

        var refused = await when.Sends(given.Cancel(booking.Id), "application/xml", wrong);
        var detail = await when.Reads(booking.Id);

        then.Documented(Page.Cancel, refused.Is("Error/ErrorCode", "400"));
        then.Documented(Page.Detail, detail.IsOneOf("Status", Tables.SellStatuses));
    }
}
