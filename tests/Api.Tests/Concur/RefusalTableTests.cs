using System.Net;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.TestKit;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Concur;

/// <summary>
/// What each message refuses: the ErrorCode, the element that ErrorSource names, and words of the ErrorDescription that
/// say what to mend. The changes of a row are written as <see cref="MessageChanges"/> reads them.
/// </summary>
public sealed class RefusalTableTests(GatewayFixture shared) : IClassFixture<GatewayFixture>, IAsyncLifetime
{
    private const string NoQuote = "RateInfo/CategoryCode=";
    private const string FarAway = "PickupLocation/LocationType=100; PickupLocation/Address=1 Main St; PickupLocation/City=Nowhere; "
        + "PickupLocation/PostalCode=99999";
    private const string Anchorage = "DropoffLocation/LocationType=200; DropoffLocation/Airport/AirportCode=ANC";

    private readonly RunningGateway gateway = shared.Gateway;

    /// <summary>Each test an hour of its own: what others booked is another time's.</summary>
    public async ValueTask InitializeAsync() => await shared.Advance(TimeSpan.FromHours(1));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [DatabaseIndependent]
    [Theory]
    [InlineData("-ServiceType", 100, "ServiceType", "Send 100, 110, 111")]
    [InlineData("ServiceType=taxi", 100, "ServiceType", "Send one of 100, 110, 111")]
    [InlineData("ServiceType=999", 100, "ServiceType", "Send one of 100, 110, 111")]
    [InlineData("ServiceType=", 100, "ServiceType", "is missing. Send 100, 110, 111")]
    [InlineData("DropoffLocation/LocationType=100; DropoffLocation/City=Alexandria; DropoffLocation/Airport/AirportCode=", 100,
        "DropoffLocation",
        "needs an airport as its drop-off")]
    [InlineData("ServiceType=111", 100, "PickupLocation", "needs an airport as its pickup")]
    [InlineData("ServiceType=120", 100, "DropoffLocation", "needs a train station as its drop-off")]
    [InlineData("-PickupLocation", 100, "PickupLocation", "is missing. Send an airport, a station or an address")]
    [InlineData("-DropoffLocation", 100, "DropoffLocation", "is missing. Send an airport, a station or an address")]
    [InlineData("DropoffLocation=", 100, "DropoffLocation", "Send an airport, a station or an address")]
    [InlineData("PickupLocation=; PickupLocation/LocationType=500", 100, "PickupLocation/LocationType", "Send 100 (address)")]
    [InlineData("PickupLocation=; PickupLocation/LocationType=100", 100, "PickupLocation/Address", "Send at least one of Address, City")]
    [InlineData("PickupLocation/LocationType=400", 100, "PickupLocation/LocationType", "Send 100 (address)")]
    [InlineData("PickupLocation/State=Old Dominion", 100, "PickupLocation/State", "at most 10")]
    [InlineData("PickupLocation/Country=USA", 100, "PickupLocation/Country", "Send two letters")]
    [InlineData("DropoffLocation/Airport/AirportCode=D?A", 100, "DropoffLocation/Airport/AirportCode", "Send the three letters")]
    [InlineData("DropoffLocation/Airport/AirportCode=KDCA", 100, "DropoffLocation/Airport/AirportCode", "Send the three letters")]
    [InlineData("DropoffLocation/Airport/AirportCode=", 100, "DropoffLocation/Airport/AirportCode", "Send the three letters")]
    [InlineData("DropoffLocation/LocationType=400", 100, "DropoffLocation", "needs an airport as its drop-off")]
    [InlineData("-StartDateTime", 200, "StartDateTime", "Send it as 2030-05-19T18:00:00")]
    [InlineData("StartDateTime=", 200, "StartDateTime", "is missing. Send it as 2030-05-19T18:00:00")]
    [InlineData("StartDateTime=tomorrow at nine", 200, "StartDateTime", "Send it as 2030-05-19T18:00:00")]
    [InlineData("StartDateTime=2030-02-30T09:00:00", 200, "StartDateTime", "Send it as 2030-05-19T18:00:00")]
    [InlineData("StartDateTime={in -1 h}", 200, "StartDateTime", "has passed. Choose a later time")]
    [InlineData("StartDateTime={in 1.9 h}", 200, "StartDateTime", "at least 2 hours ahead. Choose a later time")]
    [InlineData("StartDateTime={in 4321 h}", 200, "StartDateTime", "at most 180 days ahead. Choose an earlier time")]
    [InlineData("EndDateTime={in 50 h}", 200, "EndDateTime", "later than the start. Correct EndDateTime or leave it empty")]
    [InlineData("EndDateTime={in 51 h}", 200, "EndDateTime", "later than the start. Correct EndDateTime or leave it empty")]
    [InlineData("EndDateTime=later", 200, "EndDateTime", "Send it as")]
    [InlineData("EndDateTime={in 9600 h}", 200, "EndDateTime", "31 days")]
    [InlineData("ClassOfService=150", 300, "ClassOfService", "Send one of 100, 200, 300")]
    [InlineData("Currency=dollars", 300, "Currency", "Send its three letters")]
    [InlineData("NumPassengers=0", 300, "NumPassengers", "Send a whole number, 1 or more")]
    [InlineData("NumPassengers=-1", 300, "NumPassengers", "Send a whole number, 1 or more")]
    [InlineData("NumPassengers=some", 300, "NumPassengers", "Send a whole number, 1 or more")]
    [InlineData("NumPassengers=101", 300, "NumPassengers", "between 1 and 100")]
    [InlineData("VehicleType=Spaceship", 300, "VehicleType", "Send one of 100, 200, 250")]
    [InlineData("VehicleType=777", 300, "VehicleType", "Send one of 100, 200, 250")]
    [InlineData("PickupInstructions={100 KB}", 300, "PickupInstructions", "102400 characters. Send at most 4000")]
    [InlineData("PickupLocation/Address={100 KB}", 300, "PickupLocation/Address", "Send at most 4000")]
    [InlineData("DropoffLocation/Airport/AirportCode=ANC", 500, "DropoffLocation", "No service from Alexandria 22314 to ANC airport")]
    [InlineData("DropoffLocation/Airport/AirportCode=ZZZ", 500, "DropoffLocation", "ZZZ")]
    [InlineData("ServiceType=111; PickupLocation/LocationType=200; PickupLocation/Airport/AirportCode=ANC", 500, "PickupLocation",
        "No service from ANC airport")]
    [InlineData("PickupLocation/City=Nowhere; PickupLocation/PostalCode=99999", 500, "PickupLocation", "No service from Nowhere 99999")]
    [InlineData("NumPassengers=9", 500, "NumPassengers", "Ask for a larger vehicle")]
    [InlineData("VehicleType=600", 500, "VehicleType", "Ask for VehicleType 900 (any)")]
    [InlineData("ClassOfService=300", 500, "VehicleType", "or a lower class")]
    [InlineData("VehicleType=300; DropoffLocation/Airport/AirportCode=IAD", 500, "DropoffLocation",
        "No rate from Alexandria 22314 to IAD airport")]
    [InlineData("ServiceType=300; PickupLocation/LocationType=200; PickupLocation/Airport/AirportCode=IAD", 500, "DropoffLocation",
        "No rate")]
    public async Task Search_refuses(string changes, int code, string source, string mend)
    {
        var reply = await gateway.Concur(Search(gateway).With(changes, gateway));

        AssertRefused(reply, code, source, mend);
        Assert.Empty(reply.Element("Limos")!.Elements());
    }

    [DatabaseIndependent]
    [Theory]
    [InlineData("-ServiceType; " + NoQuote, 100, "ServiceType", "Send 100, 110, 111")]
    [InlineData("ServiceType=taxi", 100, "ServiceType", "Send one of 100, 110, 111")]
    [InlineData("ServiceType=999", 100, "ServiceType", "Send one of 100, 110, 111")]
    [InlineData("ServiceType=111", 100, "PickupLocation", "needs an airport as its pickup")]
    [InlineData(NoQuote, 100, "PickupLocation", "Send it, or search again")]
    [InlineData(NoQuote + "; PickupLocation/LocationType=100; PickupLocation/City=Alexandria", 100, "DropoffLocation",
        "Send it, or search again")]
    [InlineData("PickupLocation/LocationType=400", 100, "PickupLocation/LocationType", "Send 100 (address)")]
    [InlineData("DropoffLocation/LocationType=200; DropoffLocation/Airport/AirportCode=D?A", 100, "DropoffLocation/Airport/AirportCode",
        "Send the three letters")]
    [InlineData("StartDateTime=tomorrow at nine", 200, "StartDateTime", "Send it as 2030-05-19T18:00:00")]
    [InlineData("StartDateTime={in -1 h}", 200, "StartDateTime", "has passed. Choose a later time")]
    [InlineData("StartDateTime={in 1.9 h}", 200, "StartDateTime", "at least 2 hours ahead. Choose a later time")]
    [InlineData("StartDateTime={in 4321 h}", 200, "StartDateTime", "at most 180 days ahead. Choose an earlier time")]
    [InlineData("EndDateTime={in 50 h}", 200, "EndDateTime", "later than the start. Correct EndDateTime or leave it empty")]
    [InlineData("EndDateTime=later", 200, "EndDateTime", "Send it as")]
    [InlineData("DropoffLocation/LocationType=200; DropoffLocation/Airport/AirportCode=DCA; "
        + "DropoffLocation/Airport/Flight/DepartureDateTime=noon", 200, "DropoffLocation/Airport/Flight/DepartureDateTime", "Send it as")]
    [InlineData("-PrimaryPassenger", 300, "PrimaryPassenger", "Send at least a first and a last name")]
    [InlineData("PrimaryPassenger=", 300, "PrimaryPassenger", "Send at least a first and a last name")]
    [InlineData("PrimaryPassenger/LastName=", 300, "PrimaryPassenger/LastName", "Send PrimaryPassenger/LastName")]
    [InlineData("-PrimaryPassenger/FirstName", 300, "PrimaryPassenger/FirstName", "Send PrimaryPassenger/FirstName")]
    [InlineData("PrimaryPassenger/FirstName= ", 300, "PrimaryPassenger/FirstName", "Send PrimaryPassenger/FirstName")]
    [InlineData("ClassOfService=150", 300, "ClassOfService", "Send one of 100, 200, 300")]
    [InlineData("Currency=EUR", 300, "Currency", "in USD. Send Currency as the search returned it")]
    [InlineData("RateInfo/Currency=EUR", 300, "RateInfo/Currency", "in USD. Send RateInfo/Currency as the search returned it")]
    [InlineData("RateInfo/Currency=dollars", 300, "RateInfo/Currency", "Send its three letters")]
    [InlineData("RateInfo/Rate=a lot", 300, "RateInfo/Rate", "for example 42.50")]
    [InlineData("Vehicle/VehicleType=Spaceship", 300, "Vehicle/VehicleType", "Send one of 100, 200, 250")]
    [InlineData("PickupInstructions={100 KB}", 300, "PickupInstructions", "102400 characters. Send at most 4000")]
    [InlineData("AccountingInfo/AccountingField3={100 KB}", 300, "AccountingInfo/AccountingField3", "Send at most 4000")]
    [InlineData("SpecialServiceRequest={100 KB}", 300, "SpecialServiceRequest", "Send at most 4000")]
    [InlineData("NumPassengers=0", 300, "NumPassengers", "Send a whole number, 1 or more")]
    [InlineData("NumPassengers=101", 300, "NumPassengers", "between 1 and 100")]
    [InlineData(Anchorage, 500, "DropoffLocation", "No service from Alexandria 22314 to ANC airport")]
    [InlineData(FarAway, 500, "PickupLocation", "No service from Nowhere 99999")]
    [InlineData("NumPassengers=9", 500, "NumPassengers", "Search for a larger vehicle")]
    [InlineData("ClassOfService=200", 500, "ClassOfService", "Search again")]
    [InlineData("RateInfo/Rate=42.49", 500, "RateInfo/Rate", "Search again")]
    [InlineData("RateInfo/RateID=8", 500, "RateInfo/RateID", "isn't the quote's, 5. Search again")]
    [InlineData("Vehicle/VehicleID=30", 500, "Vehicle/VehicleID", "isn't the rate's, 12. Search again")]
    [InlineData("Vehicle/VehicleType=SUV", 500, "Vehicle/VehicleType", "isn't the rate's, 100. Search again")]
    [InlineData("Vendor/VendorCode=XXX", 500, "Vendor/VendorCode", "Search again")]
    [InlineData("-FormOfPayment", 600, "FormOfPayment", "Send a credit card, cash, check or direct billing")]
    [InlineData("-FormOfPayment/CreditCard; FormOfPayment/Cash=", 600, "FormOfPayment/Cash", "Use another form of payment")]
    [InlineData("-FormOfPayment/CreditCard; FormOfPayment/Check=", 600, "FormOfPayment/Check", "Use another form of payment")]
    [InlineData("-FormOfPayment/CreditCard; FormOfPayment/DirectBilling=; CorporateClient/CompanyCode=1", 600,
        "FormOfPayment/DirectBilling", "Use another form of payment")]
    [InlineData("FormOfPayment/CreditCard=; FormOfPayment/Cash=", 600, "FormOfPayment", "Send one of CreditCard, Cash")]
    [InlineData("-FormOfPayment/CreditCard; FormOfPayment/Cash=; FormOfPayment/Check=; FormOfPayment/DirectBilling=", 600, "FormOfPayment",
        "Send one of CreditCard, Cash")]
    [InlineData("FormOfPayment/CreditCard=", 600, "FormOfPayment/CreditCard", "Send its Type, Number and Expiration")]
    [InlineData("FormOfPayment/CreditCard/Expiration=2030-02-28", 600, "FormOfPayment/CreditCard/Expiration", "Use another card")]
    [InlineData("FormOfPayment/CreditCard/Expiration=02/30", 600, "FormOfPayment/CreditCard/Expiration", "Send it as 2030-05-31")]
    [InlineData("FormOfPayment/CreditCard/Type=XX", 600, "FormOfPayment/CreditCard/Type", "Send AX, CA, VI, DS or DC")]
    [InlineData("FormOfPayment/CreditCard/Type=JC", 600, "FormOfPayment/CreditCard/Type", "Send AX, CA, VI, DS or DC")]
    [InlineData("-FormOfPayment/CreditCard/Number", 600, "FormOfPayment/CreditCard/Number", "Send the whole Number")]
    [InlineData("FormOfPayment/CreditCard/Number=", 600, "FormOfPayment/CreditCard/Number", "Send the whole Number")]
    [InlineData("FormOfPayment/CreditCard/Number=4111111111XXXXXX", 600, "FormOfPayment/CreditCard/Number", "must end in four digits")]
    public async Task Sell_refuses_and_enters_nothing(string changes, int code, string source, string mend)
    {
        var search = await gateway.Concur(Search(gateway));
        var before = (await shared.Reservations(), await shared.Keys());

        var reply = await gateway.Concur(Sell(gateway, search).With(changes, gateway));

        AssertRefused(reply, code, source, mend);
        Assert.Equal(before, (await shared.Reservations(), await shared.Keys()));
        Assert.Equal(("", ""), (reply["ReservationID"], reply["Status"]));
    }

    [DatabaseIndependent]
    [Theory]
    [InlineData("ServiceType=taxi", 100, "ServiceType", "Send one of 100, 110, 111")]
    [InlineData("ServiceType=111", 100, "PickupLocation", "needs an airport as its pickup")]
    [InlineData("DropoffLocation/LocationType=400", 100, "DropoffLocation", "needs an airport as its drop-off")]
    [InlineData("PickupLocation/Country=USA", 100, "PickupLocation/Country", "Send two letters")]
    [InlineData("DropoffLocation/Airport/AirportCode=D?A", 100, "DropoffLocation/Airport/AirportCode", "Send the three letters")]
    [InlineData("StartDateTime=tomorrow at nine", 200, "StartDateTime", "Send it as 2030-05-19T18:00:00")]
    [InlineData("StartDateTime={in -1 h}", 200, "StartDateTime", "has passed. Choose a later time")]
    [InlineData("StartDateTime={in 1.9 h}", 200, "StartDateTime", "at least 2 hours ahead. Choose a later time")]
    [InlineData("StartDateTime={in 4321 h}", 200, "StartDateTime", "at most 180 days ahead. Choose an earlier time")]
    [InlineData("EndDateTime={in 50 h}", 200, "EndDateTime", "later than the start. Correct EndDateTime or leave it empty")]
    [InlineData("PrimaryPassenger/LastName=", 300, "PrimaryPassenger/LastName", "Send PrimaryPassenger/LastName")]
    [InlineData("-PrimaryPassenger/FirstName", 300, "PrimaryPassenger/FirstName", "Send PrimaryPassenger/FirstName")]
    [InlineData("Currency=EUR", 300, "Currency", "in USD. Send that Currency or none")]
    [InlineData("SpecialServiceRequest={100 KB}", 300, "SpecialServiceRequest", "Send at most 4000")]
    [InlineData("DropoffLocation/ExtraNotes={100 KB}", 300, "DropoffLocation/ExtraNotes", "Send at most 4000")]
    [InlineData("NumPassengers=0", 300, "NumPassengers", "Send a whole number, 1 or more")]
    [InlineData("NumPassengers=101", 300, "NumPassengers", "between 1 and 100")]
    [InlineData("-ReservationID", 300, "ReservationID", "ReservationID is missing")]
    [InlineData("ReservationID=", 300, "ReservationID", "ReservationID is missing")]
    [InlineData("ReservationID=1234", 300, "ReservationID", "Check the ReservationID")]
    [InlineData("ReservationID=12 34", 300, "ReservationID", "Check the ReservationID")]
    [InlineData("ReservationID=123456789012", 300, "ReservationID", "Check the ReservationID")]
    [InlineData("ReservationID=99999999999999999999", 300, "ReservationID", "Check the ReservationID")]
    [InlineData("ReservationID=1' OR '1'='1", 300, "ReservationID", "Check the ReservationID")]
    [InlineData("DropoffLocation/Airport/AirportCode=ANC", 500, "DropoffLocation", "No service from Alexandria 22314 to ANC airport")]
    [InlineData("DropoffLocation/Airport/AirportCode=ZZZ", 500, "DropoffLocation", "ZZZ")]
    [InlineData("PickupLocation/City=Nowhere; PickupLocation/PostalCode=99999", 500, "PickupLocation", "No service from Nowhere 99999")]
    [InlineData("NumPassengers=9", 500, "NumPassengers", "Ask for a larger vehicle")]
    [InlineData("-FormOfPayment/CreditCard; -FormOfPayment/Check; -FormOfPayment/DirectBilling", 600, "FormOfPayment/Cash",
        "Use another form of payment")]
    [InlineData("FormOfPayment/CreditCard/Number=XXXXXXXXXXXX1112; FormOfPayment/CreditCard/Expiration=2030-02-28", 600,
        "FormOfPayment/CreditCard/Expiration", "Use another card")]
    [InlineData("FormOfPayment/CreditCard/Number=4111111111112222; FormOfPayment/CreditCard/Expiration=2030-02-28", 600,
        "FormOfPayment/CreditCard/Expiration", "expires")]
    [InlineData("FormOfPayment/CreditCard/Type=XX", 600, "FormOfPayment/CreditCard/Type", "Send AX, CA, VI, DS or DC")]
    [InlineData("FormOfPayment/CreditCard/Type=JC", 600, "FormOfPayment/CreditCard/Type", "Send AX, CA, VI, DS or DC")]
    public async Task Update_refuses_and_changes_nothing(string changes, int code, string source, string mend)
    {
        var id = await BookAndAccept(gateway);
        var before = await gateway.Concur(Detail(id));

        var reply = await gateway.Concur(Update(gateway, id).With(changes, gateway));

        AssertRefused(reply, code, source, mend);
        Assert.Equal("", reply["Status"]);
        Assert.Equal(before.ToString(), (await gateway.Concur(Detail(id))).ToString());
        Assert.Equal(2, await shared.VersionOf(id));
    }

    [DatabaseIndependent]
    [Theory]
    [InlineData("-ReservationID")]
    [InlineData("ReservationID=")]
    [InlineData("ReservationID=1234")]
    [InlineData("ReservationID=abcdefghi")]
    [InlineData("ReservationID=' OR 1=1 --")]
    [InlineData("ReservationID=-23456789012")]
    [InlineData("ReservationID=123456789012")]
    [InlineData("ReservationID=99999999999999999999")]
    [InlineData("ReservationID={100 KB}")]
    public async Task Detail_and_cancel_of_no_reservation_are_refused(string changes)
    {
        var detail = await gateway.Concur(Detail("1").With(changes, gateway));
        var cancel = await gateway.Concur(Cancel("1").With(changes, gateway));

        var mend = changes switch
        {
            "-ReservationID" or "ReservationID=" => "ReservationID is missing",
            "ReservationID={100 KB}" => "Send at most 4000",
            _ => "Check the ReservationID",
        };
        AssertRefused(detail, 700, "ReservationID", mend);
        AssertRefused(cancel, 800, "ReservationID", mend);
        Assert.Equal(("", ""), (cancel["Status"], cancel["PrimaryPassenger/LastName"]));
    }

    [Fact]
    public async Task Another_connections_reservation_does_not_exist()
    {
        var id = await BookAndAccept(gateway);

        var detail = await gateway.Concur(Detail(id), GatewayFixture.OtherUser, GatewayFixture.OtherPassword);
        var cancel = await gateway.Concur(Cancel(id), GatewayFixture.OtherUser, GatewayFixture.OtherPassword);
        var update = await gateway.Concur(Update(gateway, id), GatewayFixture.OtherUser, GatewayFixture.OtherPassword);

        AssertRefused(detail, 700, "ReservationID", "Check the ReservationID");
        AssertRefused(cancel, 800, "ReservationID", "Check the ReservationID");
        AssertRefused(update, 300, "ReservationID", "Check the ReservationID");
        Assert.Equal("", detail["PrimaryPassenger/LastName"]);
        Assert.Equal("RA", (await gateway.Concur(Detail(id)))["Status"]);
        Assert.Equal(2, await shared.VersionOf(id));
    }

    [Fact]
    public async Task Another_connections_quote_is_no_quote()
    {
        var search = await gateway.Concur(Search(gateway));

        var reply = await gateway.Concur(Sell(gateway, search), GatewayFixture.OtherUser, GatewayFixture.OtherPassword);

        AssertRefused(reply, 100, "PickupLocation", "search again");
    }

    [Theory]
    [InlineData("decline", """{"reason":"No car."}""", "declined")]
    [InlineData("accept", null, "cancelled")]
    public async Task Ended_reservation_is_neither_changed_nor_sold_again(string how, string? json, string words)
    {
        var sell = Sell(gateway, await gateway.Concur(Search(gateway)));
        var id = (await gateway.Concur(sell))["ReservationID"]!;
        if (how == "accept")
            await gateway.Concur(Cancel(id));
        await RunAction(gateway, id, how, json);
        var (before, reservations) = (await shared.VersionOf(id), await shared.Reservations());

        AssertRefused(await gateway.Concur(Update(gateway, id)), 300, "ReservationID", words);
        AssertRefused(await gateway.Concur(sell), 500, "RateInfo/CategoryCode", "Search again");
        Assert.Equal((before, reservations), (await shared.VersionOf(id), await shared.Reservations()));
    }

    [Fact]
    public async Task Cancel_of_a_declined_booking_is_refused()
    {
        var id = await Book(gateway);
        await RunAction(gateway, id, "decline", """{"reason":"No car."}""");

        AssertRefused(await gateway.Concur(Cancel(id)), 800, "ReservationID", "declined");
        Assert.Equal("RD", (await gateway.Concur(Detail(id)))["Status"]);
        Assert.Equal(2, await shared.VersionOf(id));
    }

    [Fact]
    public async Task Cancel_of_a_closed_ride_is_refused()
    {
        var id = await BookAndAccept(gateway);
        await shared.Advance(TimeSpan.FromHours(52));
        await RunAction(gateway, id, "close", """{"outcome":"completed"}""");

        var cancel = await gateway.Concur(Cancel(id));

        AssertRefused(cancel, 800, "ReservationID", "This ride is over");
        Assert.Equal("", cancel["Status"]);
        AssertRefused(await gateway.Concur(Update(gateway, id)), 300, "ReservationID", "This ride is over");
    }

    [Fact]
    public async Task Update_while_a_cancellation_waits_is_refused()
    {
        var id = await BookAndAccept(gateway);
        await gateway.Concur(Cancel(id));

        AssertRefused(await gateway.Concur(Update(gateway, id)), 300, "ReservationID", "Wait for the supplier's decision");
        Assert.Equal(3, await shared.VersionOf(id));
    }

    [Fact]
    public async Task Update_and_cancel_after_the_pickup_are_refused()
    {
        var id = await BookAndAccept(gateway);
        await shared.Advance(TimeSpan.FromHours(51));

        AssertRefused(await gateway.Concur(Update(gateway, id)), 200, "StartDateTime", "Call the supplier");
        AssertRefused(await gateway.Concur(Cancel(id)), 800, "ReservationID", "Call the supplier");
        Assert.Equal(2, await shared.VersionOf(id));
    }

    [Fact]
    public async Task Update_and_cancel_with_the_passenger_on_board_are_refused()
    {
        var id = await BookAndAccept(gateway);
        await RunAction(gateway, id, "progress", """{"state":"onBoard"}""");

        AssertRefused(await gateway.Concur(Cancel(id)), 800, "ReservationID", "on board", "Call the supplier");
        AssertRefused(await gateway.Concur(Update(gateway, id)), 200, "StartDateTime", "on board", "Call the supplier");
        Assert.Equal(3, await shared.VersionOf(id));
    }

    [Fact]
    public async Task Sell_of_the_last_vehicle_is_refused_to_the_next()
    {
        for (var car = 1; car <= 8; car++)
            await Book(gateway);

        var reply = await SearchAndSell(gateway);

        AssertRefused(reply, 500, "Vehicle", "Choose another time or search again");
    }

    [Fact]
    public async Task Refused_sell_leaves_its_quote_good()
    {
        var search = await gateway.Concur(Search(gateway));

        var expired = await gateway.Concur(Sell(gateway, search).Set("FormOfPayment/CreditCard/Expiration", "2030-02-28"));
        var sold = await gateway.Concur(Sell(gateway, search));

        AssertRefused(expired, 600, "FormOfPayment/CreditCard/Expiration", "Use another card");
        Assert.Equal("RB", sold["Status"]);
    }

    [Fact]
    public async Task Own_failure_is_900_in_each_message_and_tells_nothing_of_the_inside()
    {
        var search = await gateway.Concur(Search(gateway));
        var id = await BookAndAccept(gateway);
        LimoMessage[] messages = [Sell(gateway, search), Update(gateway, id), Detail(id), Cancel(id)];
        var reservations = await shared.Reservations();
        shared.DatabaseFails = true;
        try
        {
            foreach (var message in messages)
            {
                var reply = await gateway.Concur(message);

                AssertRefused(reply, 900, "GroundTransport", "Try again");
                Assert.DoesNotContain(GatewayFixture.DatabaseError, reply.ToString(), StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("Exception", reply.ToString(), StringComparison.OrdinalIgnoreCase);
            }
            Assert.Contains(gateway.Log.Lines, line =>
                line.Contains(GatewayFixture.DatabaseError, StringComparison.Ordinal)
                    && line.Contains("correlationId=", StringComparison.Ordinal));
            Assert.Equal("", (await gateway.Concur(Search(gateway)))["Error/ErrorCode"]);
        }
        finally
        {
            shared.DatabaseFails = false;
        }
        Assert.Equal((reservations, 2), (await shared.Reservations(), await shared.VersionOf(id)));
        Assert.Equal("RB", (await gateway.Concur(messages[0]))["Status"]);
    }

    [Fact]
    public async Task Search_without_the_database_is_served_from_memory_for_ten_minutes_then_refused_with_900()
    {
        shared.FreezeCatalog();
        try
        {
            gateway.Clock.Advance(TimeSpan.FromMinutes(9));
            Assert.Equal("", (await gateway.Concur(Search(gateway)))["Error/ErrorCode"]);
            Assert.Equal(HttpStatusCode.OK, await Health("ready"));

            gateway.Clock.Advance(TimeSpan.FromMinutes(2));
            AssertRefused(await gateway.Concur(Search(gateway)), 900, "GroundTransport", "Try again");
            Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (await Health("ready"), await Health("live")));
        }
        finally
        {
            await shared.UnfreezeCatalog();
        }
        Assert.Equal("", (await gateway.Concur(Search(gateway)))["Error/ErrorCode"]);
    }

    [Theory]
    [InlineData("\u05D3\u05D5\u05D3", "\u202E\u05DC\u05D5\u05D9\u202C")]
    [InlineData("\U0001F697\U0001F468\u200D\U0001F469\u200D\U0001F467", "\u00C5str\u00F6m <& \"Co\" 'x'> ]]>")]
    [InlineData("e\u0301", "\u00E9")]
    [InlineData("\U0001F697 <ring> & \"wait\" \u0627\u0644\u0633\u0644\u0627\u0645", "\u05D3\u05D5\u05D3 \u200Fabc")]
    public async Task Any_script_in_names_and_notes_is_echoed_exactly(string first, string last)
    {
        var changes = Sell(gateway, await gateway.Concur(Search(gateway)))
            .Set("PrimaryPassenger/FirstName", first).Set("PrimaryPassenger/LastName", last).Set("PickupInstructions", last + first);

        var sold = await gateway.Concur(changes);
        var detail = await gateway.Concur(Detail(sold["ReservationID"]!));

        foreach (var reply in (LimoMessage[])[sold, detail])
            Assert.Equal((first, last, last + first),
                (reply["PrimaryPassenger/FirstName"], reply["PrimaryPassenger/LastName"], reply["PickupInstructions"]));
    }

    private async Task<HttpStatusCode> Health(string probe)
    {
        using var response = await gateway.Http.GetAsync(new Uri($"/health/{probe}", UriKind.Relative));
        return response.StatusCode;
    }

    private static void AssertRefused(LimoMessage reply, int code, string source, params string[] mend)
    {
        Assert.Equal(($"{code}", source), (reply["Error/ErrorCode"], reply["Error/ErrorSource"]));
        var text = reply["Error/ErrorDescription"]!;
        Assert.All(mend, words => Assert.Contains(words, text, StringComparison.Ordinal));
        // What is wrong with a reservation is no matter of its id.
        if (code != 900 && source != "ReservationID")
            Assert.Contains(source, text, StringComparison.Ordinal);
    }
}
