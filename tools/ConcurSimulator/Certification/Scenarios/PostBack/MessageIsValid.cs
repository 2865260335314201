using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.PostBack;

internal sealed class MessageIsValid() : Scenario("A PostBack is valid against our schema, and plain XML", MessageNames.PostBack)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.PostBacks();
        var booking = await given.PendingBooking();

        await when.SupplierAccepts(booking.Id);
        var postBack = await when.PostBackArrives(booking.Id, _ => true);

        then.Reading(Page.PostBack, postBack.IsValid());
        then.Reading(Page.PostBack, postBack.HasNoDeclaration(), postBack.HasNoNamespace());
    }
}
