using GroundTransport.Api.Tests.Gateway;
using GroundTransport.TestKit;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Concur;

/// <summary>What docs/protocol.md reads leniently: places that lack a part or name it in another way, and forms that come empty.</summary>
[DatabaseIndependent]
public sealed class LenientTests(GatewayFixture shared) : IClassFixture<GatewayFixture>, IAsyncLifetime
{
    private const string Street = "PickupLocation/LocationType=100; PickupLocation/Address=209 Madison St; ";
    private const string NoStreet = "PickupLocation/LocationType=100; PickupLocation/Address=; PickupLocation/City=Alexandria; "
        + "PickupLocation/State=VA; PickupLocation/Country=US; PickupLocation/PostalCode=22314";

    private readonly RunningGateway gateway = shared.Gateway;

    /// <summary>Each test an hour of its own: what others booked is another time's.</summary>
    public async ValueTask InitializeAsync() => await shared.Advance(TimeSpan.FromHours(1));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Address_without_a_street_is_priced_but_not_sold()
    {
        var search = await gateway.Concur(Search(gateway).With(NoStreet, gateway));

        var fromQuote = await gateway.Concur(Sell(gateway, search));
        var asSent = await gateway.Concur(Sell(gateway, search).With(NoStreet, gateway));
        var withStreet = await gateway.Concur(
            Sell(gateway, search).With(NoStreet, gateway).Set("PickupLocation/Address", "209 Madison St"));

        Assert.Equal(("", "42.50"), (search["Error/ErrorCode"], search["Limos/Limo/RateInfo/Rate"]));
        AssertRefused(fromQuote, "100", "PickupLocation", "without a street");
        AssertRefused(asSent, "100", "PickupLocation", "without a street");
        Assert.Equal(("RB", "209 Madison St"), (withStreet["Status"], withStreet["PickupLocation/Address"]));
    }

    [Fact]
    public async Task Update_to_an_address_without_a_street_is_refused_at_either_end()
    {
        var id = await Book(gateway);

        var pickup = await gateway.Concur(Only(id, NoStreet));
        var dropoff = await gateway.Concur(Only(id, "ServiceType=100; " + NoStreet.Replace("Pickup", "Dropoff", StringComparison.Ordinal)));

        AssertRefused(pickup, "100", "PickupLocation", "without a street");
        AssertRefused(dropoff, "100", "DropoffLocation", "without a street");
        Assert.Equal(1, await shared.VersionOf(id));
    }

    [Theory]
    [InlineData("PickupLocation", "999")]
    [InlineData("PickupLocation", "100.0")]
    [InlineData("PickupLocation", "Address")]
    [InlineData("PickupLocation", "400")]
    [InlineData("DropoffLocation", "999")]
    [InlineData("DropoffLocation", "airport")]
    public async Task LocationType_outside_its_table_is_refused_by_name_in_every_message(string stop, string type)
    {
        var search = await gateway.Concur(Search(gateway));
        var id = await Book(gateway);
        var path = $"{stop}/LocationType";

        LimoMessage[] messages =
        [
            Search(gateway).Set(path, type),
            Sell(gateway, search).With(Street, gateway).Set(path, type),
            Update(gateway, id).Set(path, type),
        ];

        foreach (var message in messages)
            AssertRefused(await gateway.Concur(message), "100", path, $"{path} is unknown");
    }

    [Fact]
    public async Task Missing_LocationType_is_inferred()
    {
        var reply = await gateway.Concur(
            Search(gateway).With("-PickupLocation/LocationType; DropoffLocation/LocationType=", gateway));

        Assert.Equal(("", "100", "200"), (reply["Error/ErrorCode"], reply["RequestData/PickupLocation/LocationType"],
            reply["RequestData/DropoffLocation/LocationType"]));
    }

    [Theory]
    [InlineData("D1A")]
    [InlineData("123")]
    [InlineData("DC")]
    [InlineData("DCAX")]
    public async Task Airport_code_is_three_letters(string code) => AssertRefused(
        await gateway.Concur(Search(gateway).Set("DropoffLocation/Airport/AirportCode", code)),
        "100", "DropoffLocation/Airport/AirportCode", "isn't an IATA code");

    [Theory]
    [InlineData("22314-3320")]
    [InlineData("22314 3320")]
    [InlineData("223143320")]
    public async Task Zip_plus_four_is_priced_as_its_five_digits_and_repeated_as_given(string postalCode)
    {
        // A city that no zone contains: only the postal code can match.
        var place = Street + "PickupLocation/City=Elsewhere; PickupLocation/State=VA; PickupLocation/Country=US; "
            + $"PickupLocation/PostalCode={postalCode}";
        var search = await gateway.Concur(Search(gateway).With(place, gateway));
        var sold = await gateway.Concur(Sell(gateway, search));

        Assert.Equal(("", "42.50", postalCode),
            (search["Error/ErrorCode"], search["Limos/Limo/RateInfo/Rate"], search["RequestData/PickupLocation/PostalCode"]));
        Assert.Equal(("RB", postalCode), (sold["Status"], sold["PickupLocation/PostalCode"]));
    }

    [Theory]
    [InlineData("Virginia", "US", "VA")]
    [InlineData("VIRGINIA", "US", "VA")]
    [InlineData("va", "US", "VA")]
    [InlineData("Massachusetts", "US", "MA")]
    [InlineData("Massachuse", "US", "MA")]
    [InlineData("district of columbia", "US", "DC")]
    [InlineData("New South", "AU", "NSW")]
    [InlineData("New South Wales", "AU", "NSW")]
    [InlineData("Western Au", "AU", "WA")]
    [InlineData("British Co", "CA", "BC")]
    [InlineData("Québec", "CA", "QC")]
    [InlineData("Victoria", "", "VIC")]
    [InlineData("Victoria", "GB", "Victoria")]
    [InlineData("Old Domin.", "US", "Old Domin.")]
    public async Task State_is_read_by_its_name_and_told_back_as_its_code(string state, string country, string told)
    {
        var reply = await gateway.Concur(Search(gateway).Set("PickupLocation/State", state).Set("PickupLocation/Country", country));

        Assert.Equal(("", told), (reply["Error/ErrorCode"], reply["RequestData/PickupLocation/State"]));
    }

    [Fact]
    public async Task State_by_its_name_finds_the_city_of_the_plan()
    {
        var reply = await gateway.Concur(Search(gateway).With(
            "PickupLocation/PostalCode=; PickupLocation/State=Virginia", gateway));

        Assert.Equal(("", "42.50"), (reply["Error/ErrorCode"], reply["Limos/Limo/RateInfo/Rate"]));
    }

    [Theory]
    [InlineData("Old Dominion", "US")]
    [InlineData("Massachusetts", "GB")]
    public async Task Other_state_over_ten_characters_is_refused(string state, string country) => AssertRefused(
        await gateway.Concur(Search(gateway).Set("PickupLocation/State", state).Set("PickupLocation/Country", country)), "100",
        "PickupLocation/State", "at most 10");

    [Theory]
    [InlineData("StationName=Union Station")]
    [InlineData("StationName=UNION STATION; DropoffLocation/TrainStation/City=Washington; "
        + "DropoffLocation/TrainStation/State=District of Columbia")]
    [InlineData("StationName=Washington Union Station")]
    public async Task Station_is_found_by_its_name_alone_and_repeated_as_given(string station)
    {
        var search = await gateway.Concur(Search(gateway).With(
            $"ServiceType=120; DropoffLocation=; DropoffLocation/LocationType=300; DropoffLocation/TrainStation/{station}", gateway));
        var sold = await gateway.Concur(Sell(gateway, search).With("ServiceType=120", gateway));

        Assert.Equal(("", "7"), (search["Error/ErrorCode"], search["Limos/Limo/RateInfo/RateID"]));
        var name = station.Split("; ")[0]["StationName=".Length..];
        Assert.Equal(("RB", "", name),
            (sold["Status"], sold["DropoffLocation/TrainStation/StationCode"], sold["DropoffLocation/TrainStation/StationName"]));
    }

    [Fact]
    public async Task Station_of_the_same_name_in_another_city_is_not_found() => AssertRefused(
        await gateway.Concur(Search(gateway).With("ServiceType=120; DropoffLocation=; DropoffLocation/LocationType=300; "
            + "DropoffLocation/TrainStation/StationName=Union Station; DropoffLocation/TrainStation/City=Chicago", gateway)),
        "500", "DropoffLocation", "No service");

    [Theory]
    [InlineData("-DropoffLocation")]
    [InlineData("DropoffLocation=")]
    [InlineData("DropoffLocation=; DropoffLocation/LocationType=; DropoffLocation/Airport/AirportCode=; DropoffLocation/Address=")]
    public async Task Hourly_search_without_a_drop_off_is_as_directed(string dropoff)
    {
        var search = await gateway.Concur(Search(gateway).With($"ServiceType=200; EndDateTime={{in 54 h}}; {dropoff}", gateway));
        var sold = await gateway.Concur(Sell(gateway, search).With("ServiceType=200; EndDateTime={in 54 h}", gateway));

        Assert.Equal(("", "400", "H"), (search["Error/ErrorCode"], search["RequestData/DropoffLocation/LocationType"],
            search["Limos/Limo/RateInfo/RateTypeCode"]));
        Assert.Equal(("RB", "400"), (sold["Status"], sold["DropoffLocation/LocationType"]));
    }

    [Fact]
    public async Task Hourly_sell_without_a_quote_and_a_drop_off_is_as_directed()
    {
        var search = await gateway.Concur(Search(gateway).With("ServiceType=200; EndDateTime={in 54 h}; -DropoffLocation", gateway));

        var sold = await gateway.Concur(Sell(gateway, search).With(
            Street + "PickupLocation/PostalCode=22314; ServiceType=200; EndDateTime={in 54 h}; RateInfo/CategoryCode=", gateway));

        Assert.Equal(("", "400"), (sold["Error/ErrorDescription"], sold["DropoffLocation/LocationType"]));
    }

    [Theory]
    [InlineData("Currency=ZZZ", "300", "Currency")]
    [InlineData("Currency=XXX", "300", "Currency")]
    [InlineData("PickupLocation/Country=ZZ", "100", "PickupLocation/Country")]
    [InlineData("PickupLocation/Country=XX", "100", "PickupLocation/Country")]
    public async Task Code_outside_its_standard_is_refused(string changes, string code, string source) => AssertRefused(
        await gateway.Concur(Search(gateway).With(changes, gateway)), code, source, $"{source} is no c");

    [Fact]
    public async Task Request_data_repeats_flight_train_and_notes()
    {
        var toAirport = await gateway.Concur(Search(gateway).With("PickupLocation/ExtraNotes=ring; DropoffLocation/ExtraNotes=gate B; "
            + "DropoffLocation/Airport/Flight/CarrierCode=UA; DropoffLocation/Airport/Flight/FlightNumber=333; "
            + "DropoffLocation/Airport/Flight/DepartureDateTime=2030-03-06T18:00", gateway));
        var fromStation = await gateway.Concur(Search(gateway).With("ServiceType=121; PickupLocation=; PickupLocation/LocationType=300; "
            + "PickupLocation/TrainStation/StationCode=WAS; PickupLocation/TrainStation/Train/CarrierCode=2V; "
            + "PickupLocation/TrainStation/Train/CarrierName=Amtrak; PickupLocation/TrainStation/Train/TrainNumber=95; "
            + "PickupLocation/TrainStation/Train/ArrivalDateTime=2030-03-06T08:00:00; DropoffLocation=; DropoffLocation/LocationType=100; "
            + "DropoffLocation/PostalCode=22314", gateway));

        var flight = toAirport.Element("RequestData/DropoffLocation/Airport/Flight")!.Elements();
        Assert.Equal(["CarrierCode=UA", "FlightNumber=333", "DepartureDateTime=2030-03-06T18:00:00"], flight.Select(Pair));
        Assert.Equal(("ring", "gate B"),
            (toAirport["RequestData/PickupLocation/ExtraNotes"], toAirport["RequestData/DropoffLocation/ExtraNotes"]));
        var train = fromStation.Element("RequestData/PickupLocation/TrainStation/Train")!.Elements();
        Assert.Equal(
            ["CarrierCode=2V", "CarrierName=Amtrak", "TrainNumber=95", "ArrivalDateTime=2030-03-06T08:00:00"], train.Select(Pair));
    }

    [Fact]
    public async Task Request_data_of_the_example_has_the_examples_elements_and_no_other()
    {
        var request = Search(gateway);
        var reply = await gateway.Concur(request);

        Assert.Equal(Names(request.Element("PickupLocation")!), Names(reply.Element("RequestData/PickupLocation")!));
        Assert.Equal(Names(request.Element("DropoffLocation")!), Names(reply.Element("RequestData/DropoffLocation")!));
    }

    [Fact]
    public async Task Rate_on_request_is_refused_before_anything_else_is_checked()
    {
        var search = await gateway.Concur(Search(gateway).With("ServiceType=300; PickupLocation=; PickupLocation/LocationType=200; "
            + "PickupLocation/Airport/AirportCode=DCA; DropoffLocation/Airport/AirportCode=IAD; VehicleType=900", gateway));
        Assert.Equal(("N", ""), (search["Limos/Limo/RateInfo/RateTypeCode"], search["Limos/Limo/RateInfo/CategoryCode"]));

        foreach (var changes in (string[])["", "-PrimaryPassenger", "-FormOfPayment", "StartDateTime=soon", "RateInfo/RateTypeCode=100",
            "RateInfo/RateTypeCode=100; -PrimaryPassenger; -FormOfPayment", "RateInfo/RateTypeCode=100; ServiceType=110"])
        {
            var sell = Sell(gateway, search).With(changes, gateway);
            AssertRefused(await gateway.Concur(sell), "500", "RateInfo/RateTypeCode", "can't be booked here");
        }
    }

    [Fact]
    public async Task Several_empty_forms_of_payment_keep_the_booked_one_in_an_update_and_are_600_in_a_sell()
    {
        const string Forms = "FormOfPayment=; FormOfPayment/Cash=; FormOfPayment/Check=; FormOfPayment/DirectBilling=; ";
        const string EmptyCard = "FormOfPayment/CreditCard/Type=; FormOfPayment/CreditCard/Number=; FormOfPayment/CreditCard/Expiration=";
        var search = await gateway.Concur(Search(gateway));
        var sold = await gateway.Concur(Sell(gateway, search).With("FormOfPayment=; FormOfPayment/DirectBilling=", gateway));
        var id = sold["ReservationID"]!;

        var fourForms = await gateway.Concur(Only(id, Forms + EmptyCard + "; NumPassengers=2"));
        var threeForms = await gateway.Concur(Only(id, Forms + "NumPassengers=3"));
        var sell = await gateway.Concur(Sell(gateway, await gateway.Concur(Search(gateway))).With(Forms + EmptyCard, gateway));

        foreach (var update in (LimoMessage[])[fourForms, threeForms])
        {
            Assert.Equal("", update["Error/ErrorDescription"]);
            Assert.Equal(["DirectBilling"], update.Element("FormOfPayment")!.Elements().Select(form => form.Name.LocalName));
        }
        AssertRefused(sell, "600", "FormOfPayment", "several forms");
    }

    [Fact]
    public async Task Single_form_with_a_value_counts_beside_empty_ones_and_two_are_ambiguous()
    {
        var search = await gateway.Concur(Search(gateway));
        const string Billed = "FormOfPayment=; FormOfPayment/Cash=; FormOfPayment/Check=; FormOfPayment/DirectBilling=true";
        var ambiguous = await gateway.Concur(Sell(gateway, search).With(Billed + "; FormOfPayment/Check=true", gateway));
        var sold = await gateway.Concur(Sell(gateway, search).With(Billed, gateway));
        var update = await gateway.Concur(Only(sold["ReservationID"]!, Billed + "; FormOfPayment/Check=true"));

        Assert.Equal(["DirectBilling"], sold.Element("FormOfPayment")!.Elements().Select(form => form.Name.LocalName));
        AssertRefused(ambiguous, "600", "FormOfPayment", "several forms");
        AssertRefused(update, "600", "FormOfPayment", "several forms");
    }

    [Theory]
    [InlineData("FormOfPayment/CreditCard/Type=", "FormOfPayment/CreditCard/Type", "CreditCard/Type is missing")]
    [InlineData("FormOfPayment/CreditCard/Type=XX", "FormOfPayment/CreditCard/Type", "CreditCard/Type is unknown")]
    [InlineData("-FormOfPayment/CreditCard/Number", "FormOfPayment/CreditCard/Number", "CreditCard/Number is missing")]
    [InlineData("FormOfPayment/CreditCard/Expiration=", "FormOfPayment/CreditCard/Expiration", "CreditCard/Expiration is missing")]
    public async Task Missing_part_of_a_card_reads_other_than_an_unknown_one(string changes, string source, string text) => AssertRefused(
        await gateway.Concur(Sell(gateway, await gateway.Concur(Search(gateway))).With(changes, gateway)), "600", source, text);

    [Fact]
    public async Task Absent_reservation_id_is_missing_and_not_unknown()
    {
        AssertRefused(await gateway.Concur(Detail("1").Remove("ReservationID")), "700", "ReservationID", "ReservationID is missing");
        AssertRefused(await gateway.Concur(Cancel("")), "800", "ReservationID", "ReservationID is missing");
        AssertRefused(await gateway.Concur(Update(gateway, " ")), "300", "ReservationID", "ReservationID is missing");
        AssertRefused(await gateway.Concur(Detail("123456789012")), "700", "ReservationID", "no such reservation");
    }

    [Fact]
    public async Task Refused_cancel_of_a_known_reservation_shows_it()
    {
        var id = await BookAndAccept(gateway);
        await gateway.Concur(Cancel(id));
        await RunAction(gateway, id, "decline", """{"reason":"On its way."}""");
        await shared.Advance(TimeSpan.FromHours(51));

        var again = await gateway.Concur(Cancel(id));
        var others = await gateway.Concur(Cancel(id), GatewayFixture.OtherUser, GatewayFixture.OtherPassword);

        Assert.Equal(("800", "XD", id, "Miller"),
            (again["Error/ErrorCode"], again["Status"], again["ReservationID"], again["PrimaryPassenger/LastName"]));
        Assert.Equal(("800", "", "", ""),
            (others["Error/ErrorCode"], others["Status"], others["ReservationID"], others["PrimaryPassenger/LastName"]));
    }

    /// <summary>An Update that says nothing but these changes.</summary>
    private LimoMessage Only(string id, string changes) =>
        LimoMessage.Parse("<CC_LimoUpdateRequest/>").Set("ReservationID", id).With(changes, gateway);

    private static string Pair(System.Xml.Linq.XElement element) => $"{element.Name.LocalName}={element.Value}";

    private static string[] Names(System.Xml.Linq.XElement element) => [.. element.Descendants().Select(child => child.Name.LocalName)];

    private static void AssertRefused(LimoMessage reply, string code, string source, string text)
    {
        Assert.Equal((code, source), (reply["Error/ErrorCode"], reply["Error/ErrorSource"]));
        Assert.Contains(text, reply["Error/ErrorDescription"], StringComparison.Ordinal);
    }
}
