using System.Text;
using GroundTransport.Application.PricingServices;
using GroundTransport.Domain.Journeys;
using GroundTransport.TestKit;
using Xunit;

namespace GroundTransport.Application.Tests.PricingServices;

public class PriceRequestTests
{
    private static readonly TimeZoneInfo Eastern = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Fact]
    public void ToJson_has_the_ride_in_RESTs_words() => Assert.Equal(
        Json("{'search':'id-1','vendor':'LML','serviceType':'toAirport','classOfService':'normal',")
            + Json("'pickup':{'kind':'address','street':'209 Madison St. #400','city':'Alexandria','state':'VA',")
            + Json("'country':'US','postalCode':'22314'},")
            + Json("'dropoff':{'kind':'airport','code':'DCA'},'start':'2012-02-19T14:00:00Z','localStart':'2012-02-19T09:00',")
            + Json("'timeZone':'America/New_York','end':null,'passengers':1,'vehicleType':'any','discount':null,'language':'en-us'}"),
        Text(new PriceRequest("id-1", "LML", TestRides.Journey, Eastern, VehicleType.Any, "en-us")));

    [Fact]
    public void ToJson_has_stations_as_directed_the_end_and_the_discount()
    {
        var text = Text(new PriceRequest(
            "id-1", "LML", TestRides.HourlyJourney with { Pickup = TestRides.Station, Discount = new DiscountCode("ACME", "", "1") },
            Eastern, VehicleType.StretchSuv, "en"));

        Assert.Contains(
            Json("pickup':{'kind':'station','code':'WAS','name':'Union Station','city':'Washington','state':'DC'}"), text,
            StringComparison.Ordinal);
        Assert.Contains(Json("dropoff':{'kind':'asDirected'}"), text, StringComparison.Ordinal);
        Assert.Contains(Json("end':'2012-02-19T17:00:00Z"), text, StringComparison.Ordinal);
        Assert.Contains(
            Json("vehicleType':'stretchSuv','discount':{'corporateId':'ACME','vendorCode':'','number':'1'}"), text,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(VehicleType.Any, ClassOfService.Normal, 3, true)]
    [InlineData(VehicleType.Sedan, ClassOfService.Normal, 1, true)]
    [InlineData(VehicleType.Suv, ClassOfService.Normal, 1, false)]
    [InlineData(VehicleType.Any, ClassOfService.High, 1, false)]
    [InlineData(VehicleType.Any, ClassOfService.Normal, 4, false)]
    public void Wants_only_what_was_requested(VehicleType type, ClassOfService classOfService, int passengers, bool isWanted)
    {
        var journey = TestRides.Journey with { ClassOfService = classOfService, Passengers = passengers };

        Assert.Equal(isWanted, new PriceRequest("", "LML", journey, Eastern, type, "en").Wants(TestOffers.Sedan));
    }

    [Fact]
    public void ToJson_of_a_confirmation_has_the_offer_and_its_price() => Assert.Equal(
        Json("{'correlationId':'id-1','vendor':'LML','offer':'their-id/4711','vehicleId':'12','currency':'USD','rate':42.50,")
            + Json("'start':'2012-02-19T14:00:00Z','localStart':'2012-02-19T09:00','timeZone':'America/New_York',")
            + Json("'end':null,'passengers':1}"),
        Encoding.UTF8.GetString(new ConfirmRequest("confirm_1", "id-1", TestOffers.Sedan).ToJson()));

    private static string Json(string quotedOnce) => quotedOnce.Replace('\'', '"');

    private static string Text(PriceRequest request) => Encoding.UTF8.GetString(request.ToJson());
}
