using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class RequestDataRepeatsTheFlight() : Scenario("RequestData repeats the flight of the traveller", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var search = given.Search(given.Ride("110", "300"))
            .With("DropoffLocation/Airport/Flight/CarrierCode", "UA").With("DropoffLocation/Airport/Flight/FlightNumber", "333");

        var answer = await when.Sends(search);

        then.Reading(Page.Search, Tables.Repeats(answer.At("RequestData"), search,
            "DropoffLocation/Airport/AirportCode", "DropoffLocation/Airport/Flight/CarrierCode",
            "DropoffLocation/Airport/Flight/FlightNumber"));
    }
}
