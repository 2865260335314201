using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Detail;

internal sealed class RideIsTheOneThatWasSold() : Scenario("What is read is what was sold", MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var reply = await when.Reads(booking.Id);

        then.Documented(Page.Detail, reply.HasValuesOf(booking.Reply,
            "PrimaryPassenger/FirstName", "PrimaryPassenger/LastName", "ServiceType", "StartDateTime", "PickupLocation/Address",
            "DropoffLocation/Airport/AirportCode", "PickupInstructions", "Currency", "RateInfo/Rate", "RateInfo/BasePrice",
            "Vehicle/VehicleType", "Vendor/VendorCode", "AccountingInfo/AccountingField1"));
    }
}
