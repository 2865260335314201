using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.TestKit;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Concur;

/// <summary>A gateway that many tests share: none of them leaves anything behind that another would see.</summary>
public sealed class SharedGateway : IDisposable
{
    public RunningGateway Gateway { get; } = new RunningGateway().Start();

    public void Dispose() => Gateway.Dispose();
}

/// <summary>Which code for what: each refusal names its element, says what to mend, and changes nothing.</summary>
public sealed class RefusalTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly RunningGateway gateway = shared.Gateway;

    /// <summary>A change to the example request: path = value; several are separated by semicolons. "-path" removes, @+2d is a time ahead.</summary>
    public static TheoryData<string, string, string, string, string> Searches { get; } = new()
    {
        { "service type unknown", "ServiceType=999", "100", "ServiceType", "110" },
        { "service type missing", "ServiceType=", "100", "ServiceType", "missing" },
        { "to the airport, but no airport", "DropoffLocation/LocationType=100;DropoffLocation/City=Alexandria;DropoffLocation/Airport/AirportCode=", "100", "DropoffLocation", "airport" },
        { "pickup missing", "-PickupLocation", "100", "PickupLocation", "missing" },
        { "drop-off missing", "-DropoffLocation", "100", "DropoffLocation", "missing" },
        { "airport code malformed", "DropoffLocation/Airport/AirportCode=D!", "100", "DropoffLocation/Airport/AirportCode", "three" },
        { "state too long", "PickupLocation/State=Virginia and more", "100", "PickupLocation/State", "10" },
        { "country no code", "PickupLocation/Country=USA", "100", "PickupLocation/Country", "two" },
        { "pickup as directed", "PickupLocation/LocationType=400", "100", "PickupLocation", "directed" },
        { "pickup past", "StartDateTime=@-1h", "200", "StartDateTime", "passed" },
        { "lead time", "StartDateTime=@+1h", "200", "StartDateTime", "2 hours ahead" },
        { "booking window", "StartDateTime=@+190d", "200", "StartDateTime", "180 days" },
        { "end before start", "EndDateTime=@+1d", "200", "EndDateTime", "later than the start" },
        { "end in another year", "EndDateTime=@+400d", "200", "EndDateTime", "31 days" },
        { "time unreadable", "StartDateTime=tomorrow at noon", "200", "StartDateTime", "T" },
        { "time missing", "StartDateTime=", "200", "StartDateTime", "missing" },
        { "passengers none", "NumPassengers=0", "300", "NumPassengers", "1" },
        { "passengers no number", "NumPassengers=two", "300", "NumPassengers", "" },
        { "vehicle code unknown", "VehicleType=777", "300", "VehicleType", "" },
        { "class unknown", "ClassOfService=150", "300", "ClassOfService", "" },
        { "currency no code", "Currency=DOLLARS", "300", "Currency", "three" },
        { "instructions of 100 KB", "PickupInstructions=@100KB", "300", "PickupInstructions", "4000" },
        { "airport unknown", "DropoffLocation/Airport/AirportCode=ZZZ", "500", "DropoffLocation", "ZZZ" },
        { "zip unknown", "PickupLocation/PostalCode=99999;PickupLocation/City=Nowhere", "500", "PickupLocation", "99999" },
        { "9 passengers in a sedan", "NumPassengers=9", "500", "NumPassengers", "larger" },
        { "no such vehicle", "VehicleType=800", "500", "VehicleType", "900" },
        { "class too high", "ClassOfService=300", "500", "VehicleType", "lower class" },
        { "no rate between two zones", "ServiceType=300;PickupLocation/LocationType=200;PickupLocation/Airport/AirportCode=IAD", "500", "DropoffLocation", "No rate" },
    };

    public static TheoryData<string, string, string, string, string> Sells { get; } = new()
    {
        { "service type unknown", "ServiceType=999", "100", "ServiceType", "" },
        { "pickup past", "StartDateTime=@-1h", "200", "StartDateTime", "passed" },
        { "lead time", "StartDateTime=@+1h", "200", "StartDateTime", "ahead" },
        { "end before start", "EndDateTime=@+1d", "200", "EndDateTime", "later" },
        { "passenger missing", "-PrimaryPassenger", "300", "PrimaryPassenger", "name" },
        { "last name missing", "PrimaryPassenger/LastName=", "300", "PrimaryPassenger/LastName", "LastName" },
        { "first name missing", "PrimaryPassenger/FirstName= ", "300", "PrimaryPassenger/FirstName", "FirstName" },
        { "currency wrong", "RateInfo/Currency=EUR", "300", "RateInfo/Currency", "USD" },
        { "vehicle code unknown", "Vehicle/VehicleType=Rickshaw", "300", "Vehicle/VehicleType", "" },
        { "notes of 100 KB", "SpecialServiceRequest=@100KB", "300", "SpecialServiceRequest", "4000" },
        { "rate text", "RateInfo/Rate=a lot", "300", "RateInfo/Rate", "" },
        { "vendor of nobody", "Vendor/VendorCode=NONE", "500", "Vendor/VendorCode", "Search again" },
        { "vehicle of another rate", "Vehicle/VehicleID=30;Vehicle/VehicleType=", "500", "Vehicle/VehicleID", "12" },
        { "9 passengers in a sedan", "NumPassengers=9", "500", "NumPassengers", "larger" },
        { "payment missing", "-FormOfPayment", "600", "FormOfPayment", "credit card" },
        { "cash not accepted", "FormOfPayment=;FormOfPayment/Cash=", "600", "FormOfPayment/Cash", "another" },
        { "several empty forms", "FormOfPayment=;FormOfPayment/Cash=;FormOfPayment/Check=", "600", "FormOfPayment", "one" },
        { "card type unknown", "FormOfPayment/CreditCard/Type=JC", "600", "FormOfPayment/CreditCard/Type", "AX" },
        { "card expired", "FormOfPayment/CreditCard/Expiration=2030-02-28", "600", "FormOfPayment/CreditCard/Expiration", "expires" },
        { "card without number", "FormOfPayment/CreditCard/Number=", "600", "FormOfPayment/CreditCard/Number", "" },
    };

    public static TheoryData<string, string, string, string, string> Updates { get; } = new()
    {
        { "pickup malformed", "PickupLocation/Country=USA", "100", "PickupLocation/Country", "two" },
        { "pickup past", "StartDateTime=@-1h", "200", "StartDateTime", "passed" },
        { "end before start", "EndDateTime=@+1d", "200", "EndDateTime", "later" },
        { "last name missing", "PrimaryPassenger/LastName=", "300", "PrimaryPassenger/LastName", "LastName" },
        { "currency wrong", "Currency=EUR", "300", "Currency", "USD" },
        { "unknown reservation", "ReservationID=999999999999", "300", "ReservationID", "ReservationID" },
        { "malformed reservation", "ReservationID=12 34", "300", "ReservationID", "ReservationID" },
        { "airport unknown", "DropoffLocation/Airport/AirportCode=ZZZ", "500", "DropoffLocation", "ZZZ" },
        { "9 passengers in a sedan", "NumPassengers=9", "500", "NumPassengers", "larger" },
        { "card type unknown", "FormOfPayment/CreditCard/Type=JC", "600", "FormOfPayment/CreditCard/Type", "AX" },
        { "card expired", "FormOfPayment/CreditCard/Expiration=2030-02-28;FormOfPayment/CreditCard/Number=4111111111112222", "600", "FormOfPayment/CreditCard/Expiration", "expires" },
    };

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task Search_with_one_mistake_is_refused_with_its_code(string story, string change, string code, string source, string says)
    {
        var reply = await gateway.Concur(Changed(Search(gateway), change));

        AssertRefused(reply, story, code, source, says);
        Assert.Null(reply["Limos/Limo"]);
    }

    [Theory]
    [MemberData(nameof(Sells))]
    public async Task Sell_with_one_mistake_is_refused_and_books_nothing(string story, string change, string code, string source, string says)
    {
        var sell = Sell(gateway, await gateway.Concur(Search(gateway)));
        var before = await Reservations();

        var reply = await gateway.Concur(Changed(sell, change));

        AssertRefused(reply, story, code, source, says);
        Assert.Equal(before, await Reservations());
        Assert.Equal("", reply["Status"]);
    }

    [Theory]
    [MemberData(nameof(Updates))]
    public async Task Update_with_one_mistake_is_refused_and_changes_nothing(string story, string change, string code, string source, string says)
    {
        var id = await Book(gateway);
        var before = await Read(id);

        var reply = await gateway.Concur(Changed(Update(gateway, id), change));

        AssertRefused(reply, story, code, source, says);
        Assert.Equal(before, await Read(id));
        await Do(gateway, id, "decline", """{"reason":"Test."}""");
    }

    [Theory]
    [InlineData("999999999999")]
    [InlineData("1234")]
    [InlineData("")]
    [InlineData("' OR 1=1 --")]
    public async Task Detail_is_refused_700_and_Cancel_800_for_what_doesnt_exist(string id)
    {
        AssertRefused(await gateway.Concur(Detail(id)), id, "700", "ReservationID", "ReservationID");
        AssertRefused(await gateway.Concur(Cancel(id)), id, "800", "ReservationID", "ReservationID");
    }

    [Fact]
    public async Task Ended_reservation_refuses_update_300_and_cancel_800_but_is_read()
    {
        var id = await Book(gateway);
        await Do(gateway, id, "decline", """{"reason":"No car."}""");

        AssertRefused(await gateway.Concur(Update(gateway, id)), "ended", "300", "ReservationID", "declined");
        AssertRefused(await gateway.Concur(Cancel(id)), "ended", "800", "ReservationID", "declined");
        Assert.Equal("RD", (await gateway.Concur(Detail(id)))["Status"]);
    }

    [Fact]
    public async Task Passenger_on_board_refuses_update_200_and_cancel_800()
    {
        var id = await Accepted(gateway);
        await Do(gateway, id, "progress", """{"state":"onBoard"}""");

        AssertRefused(await gateway.Concur(Update(gateway, id).Set("NumPassengers", "2")), "on board", "200", "StartDateTime", "on board");
        AssertRefused(await gateway.Concur(Cancel(id)), "on board", "800", "ReservationID", "on board");
        await Do(gateway, id, "cancel", """{"reason":"Test."}""");
    }

    [Fact]
    public async Task Right_to_left_text_and_emoji_come_back_as_they_were_sent()
    {
        const string Name = "\u05D3\u05D5\u05D3 \u200Fabc";
        const string Notes = "\U0001F697 <ring> & \"wait\" \u0627\u0644\u0633\u0644\u0627\u0645";
        var sell = Sell(gateway, await gateway.Concur(Search(gateway))).Set("PrimaryPassenger/LastName", Name).Set("PickupInstructions", Notes);

        var reply = await gateway.Concur(sell);
        var detail = await gateway.Concur(Detail(reply["ReservationID"]!));

        Assert.Equal((Name, Notes), (detail["PrimaryPassenger/LastName"], detail["PickupInstructions"]));
        await Do(gateway, reply["ReservationID"]!, "decline", """{"reason":"Test."}""");
    }

    private static void AssertRefused(LimoMessage reply, string story, string code, string source, string says)
    {
        var told = $"{story}: {reply["Error/ErrorCode"]} {reply["Error/ErrorSource"]} {reply["Error/ErrorDescription"]}";
        Assert.True(code == reply["Error/ErrorCode"] && source == reply["Error/ErrorSource"], told);
        Assert.Contains(says, reply["Error/ErrorDescription"], StringComparison.OrdinalIgnoreCase);
    }

    private LimoMessage Changed(LimoMessage message, string changes)
    {
        foreach (var change in changes.Split(';'))
        {
            if (change[0] == '-')
            {
                message.Remove(change[1..]);
                continue;
            }
            var (path, value) = (change[..change.IndexOf('=', StringComparison.Ordinal)], change[(change.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            message.Set(path, value switch
            {
                "@100KB" => new string('x', 100 * 1024),
                ['@', var sign, .. var amount, var unit] => At(gateway, (sign == '-' ? -1 : 1) * (unit == 'd' ? TimeSpan.FromDays(int.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)) : TimeSpan.FromHours(int.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)))),
                _ => value,
            });
        }
        return message;
    }

    private async Task<int> Reservations() =>
        JsonNode.Parse(await (await gateway.Dispatch(HttpMethod.Get, "/reservations?limit=200")).Content.ReadAsStringAsync())!["items"]!.AsArray().Count;

    /// <summary>All of it but what Concur heard: that is entered after the reply has left.</summary>
    private async Task<string> Read(string id) =>
        (await (await gateway.Dispatch(HttpMethod.Get, $"/reservations/{id}")).Content.ReadAsStringAsync()).Split("\"lastNotified\"")[0];
}
