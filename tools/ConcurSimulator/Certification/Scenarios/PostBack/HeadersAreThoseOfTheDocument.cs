using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.PostBack;

internal sealed class HeadersAreThoseOfTheDocument() : Scenario("A PostBack has the documented address and headers", MessageNames.PostBack)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.PostBacks();
        var booking = await given.PendingBooking();

        await when.SupplierAccepts(booking.Id);
        var postBack = await when.PostBackArrives(booking.Id, "RA");

        then.Documented(Page.PostBack, postBack.IsPostedTo("/api/tws/v1.0/Limo/PostBack"), postBack.HasXmlType());
        then.Documented(Page.PostBack, postBack.HasHeader("Authorization", value => value.StartsWith("OAuth ", StringComparison.Ordinal),
        "OAuth, with the token"));
        then.Documented(Page.HttpStatus, postBack.HasItsLength(), postBack.IsNotChunked());
        then.Advice(Page.Partners, postBack.HasHeader(CorrelationIds.Header, id => id.Length > 0, "an id of the call"));
    }
}
