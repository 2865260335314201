using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class RequestDataRepeatsTheRequest() : Scenario("RequestData repeats service, places and time", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var search = given.Search(given.RideFromAddress());

        var answer = await when.Sends(search);

        var copy = answer.At("RequestData");
        then.Documented(Page.Search, copy.AreFilled("ServiceType", "PickupLocation", "DropoffLocation", "StartDateTime"));
        then.Documented(Page.Search, Tables.Repeats(copy, search,
            "ServiceType", "StartDateTime", "PickupLocation/Address", "PickupLocation/City", "PickupLocation/PostalCode"));
    }
}
