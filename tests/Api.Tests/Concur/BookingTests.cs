using GroundTransport.Api.Tests.Gateway;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Concur;

/// <summary>Concur's own examples, from search to cancellation.</summary>
public sealed class BookingTests : IDisposable
{
    private readonly RunningGateway gateway = new RunningGateway().Start();

    public void Dispose() => gateway.Dispose();

    [Fact]
    public async Task Search_of_the_example_prices_it_as_the_example_does()
    {
        var reply = await gateway.Concur(Search(gateway));

        Assert.Equal("", reply["Error/ErrorCode"]);
        Assert.Equal("42.50", reply["Limos/Limo/RateInfo/Rate"]);
        Assert.Equal("35.00", reply["Limos/Limo/RateInfo/BasePrice"]);
        Assert.Equal("5.00", reply["Limos/Limo/RateInfo/ServiceCharge"]);
        Assert.Equal("1.00", reply["Limos/Limo/RateInfo/SurCharge"]);
        Assert.Equal("1.50", reply["Limos/Limo/RateInfo/Tax"]);
        Assert.Equal("F", reply["Limos/Limo/RateInfo/RateTypeCode"]);
        Assert.Equal("12", reply["Limos/Limo/Vehicle/VehicleID"]);
        Assert.Equal("LML", reply["Limos/Limo/Vendor/VendorCode"]);
    }

    [Fact]
    public async Task Sell_of_the_example_takes_its_places_from_the_quote()
    {
        var reply = await SearchAndSell(gateway);

        Assert.Equal("RB", reply["Status"]);
        Assert.Equal("209 Madison St., Suite 400", reply["PickupLocation/Address"]);
        Assert.Equal("DCA", reply["DropoffLocation/Airport/AirportCode"]);
        Assert.Equal("Miller", reply["PrimaryPassenger/LastName"]);
        Assert.Equal("42.50", reply["RateInfo/Rate"]);
        Assert.Equal("XXXXXXXXXXXX1111", reply["FormOfPayment/CreditCard/Number"]);
    }

    [Fact]
    public async Task Accept_detail_and_cancel_go_through_the_statuses()
    {
        var id = await Book(gateway);

        var accepted = await RunAction(gateway, id, "accept", """{"confirmationNumber":"ABC123"}""");
        var detail = await gateway.Concur(Detail(id));
        var cancel = await gateway.Concur(Cancel(id));
        var again = await gateway.Concur(Cancel(id));
        await RunAction(gateway, id, "accept");
        var cancelled = await gateway.Concur(Cancel(id));

        Assert.Equal("RA", (string?)accepted["status"]);
        Assert.Equal(("RA", "ABC123"), (detail["Status"], detail["ConfNum"]));
        Assert.Equal("XB", cancel["Status"]);
        Assert.Equal(cancel.ToString(), again.ToString());
        Assert.Equal("XA", cancelled["Status"]);
        Assert.Matches("^[A-Z0-9]{8}$", cancelled["CancelNum"]);
    }

    [Fact]
    public async Task Update_of_the_example_waits_beside_what_is_in_force()
    {
        var id = await BookAndAccept(gateway);

        var update = await gateway.Concur(Update(gateway, id).Set("NumPassengers", "2"));
        var detail = await gateway.Concur(Detail(id));
        await RunAction(gateway, id, "decline", """{"reason":"No child seat."}""");
        var declined = await gateway.Concur(Detail(id));

        Assert.Equal(("CB", "2"), (update["Status"], update["NumPassengers"]));
        Assert.Contains("1 passengers", update["ProviderFeedback"], StringComparison.Ordinal);
        Assert.Equal(("RB", "2"), (detail["Status"], detail["NumPassengers"]));
        Assert.Equal(("RA", "1"), (declined["Status"], declined["NumPassengers"]));
        Assert.Contains("No child seat.", declined["ProviderFeedback"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_of_a_pending_booking_replaces_it_and_the_same_again_changes_nothing()
    {
        var id = await Book(gateway);
        var update = Update(gateway, id);

        var first = await gateway.Concur(update);
        var second = await gateway.Concur(update);
        var history = await (await gateway.Dispatch(HttpMethod.Get, $"/reservations/{id}/history")).Content.ReadAsStringAsync();

        Assert.Equal(("RB", "UA"), (first["Status"], first["DropoffLocation/Airport/Flight/CarrierCode"]));
        Assert.Equal(first.ToString(), second.ToString());
        Assert.Equal(1, history.Split("\"bookingReplaced\"").Length - 1);
    }

    [Fact]
    public async Task Test_connection_answers_200_with_the_same_credentials_only()
    {
        using var right = new HttpRequestMessage(HttpMethod.Get, "/system/v1.0/testconnection");
        right.Headers.Authorization = RunningGateway.Basic("concur-demo", "concur-demo-password");
        using var wrong = new HttpRequestMessage(HttpMethod.Get, "/system/v1.0/testconnection");
        wrong.Headers.Authorization = RunningGateway.Basic("concur-demo", "concur-demo-passwore");

        Assert.Equal(200, (int)(await gateway.Http.SendAsync(right)).StatusCode);
        Assert.Equal(401, (int)(await gateway.Http.SendAsync(wrong)).StatusCode);
    }
}
