using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.TestKit;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Concur;

/// <summary>Update: what is absent stays, an empty text clears, stops, passenger and payment are replaced whole.</summary>
public sealed class UpdateSemanticsTests(GatewayFixture shared) : IClassFixture<GatewayFixture>, IAsyncLifetime
{
    /// <summary>A booking in which every text that an Update may clear has a value.</summary>
    private const string Rich =
        "PickupInstructions=ring twice; DropoffInstructions=door 3; RequestedDriver=the tall one; SpecialServiceRequest=child seat; "
        + "PickupServiceArrangement=meet inside; DropoffServiceArrangement=curbside; ExtraStopArrangement=none planned; LanguageCode=de; "
        + "AccountingInfo/AccountingField1=A1; AccountingInfo/AccountingField2=A2; AccountingInfo/AccountingField3=A3; "
        + "AccountingInfo/AccountingField4=A4; AccountingInfo/AccountingField5=A5; "
        + "DropoffLocation/LocationType=200; DropoffLocation/Airport/AirportCode=DCA; DropoffLocation/ExtraNotes=terminal B; "
        + "DropoffLocation/Airport/Flight/CarrierCode=UA; DropoffLocation/Airport/Flight/FlightNumber=333; "
        + "DropoffLocation/Airport/Flight/DepartureDateTime=2030-03-08T23:59:00";

    private readonly RunningGateway gateway = shared.Gateway;

    public static TheoryData<string> Texts { get; } =
    [
        "PickupInstructions", "DropoffInstructions", "RequestedDriver", "SpecialServiceRequest",
        "PickupServiceArrangement", "DropoffServiceArrangement", "ExtraStopArrangement",
        "AccountingInfo/AccountingField1", "AccountingInfo/AccountingField2", "AccountingInfo/AccountingField3",
        "AccountingInfo/AccountingField4", "AccountingInfo/AccountingField5",
    ];

    /// <summary>Each test an hour of its own: what others booked is another time's.</summary>
    public async ValueTask InitializeAsync() => await shared.Advance(TimeSpan.FromHours(1));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("")]
    [InlineData("PrimaryPassenger=")]
    [InlineData("PrimaryPassenger/FirstName=; PrimaryPassenger/LastName=")]
    [InlineData("ServiceType=; ClassOfService=")]
    [InlineData("PickupLocation=; DropoffLocation=")]
    [InlineData("PickupLocation/Address=; DropoffLocation/LocationType=; DropoffLocation/Airport/AirportCode=")]
    [InlineData("StartDateTime=; LanguageCode=; Currency=; NumPassengers=; DiscountCode=")]
    [InlineData("EndDateTime=")]
    [InlineData("FormOfPayment=")]
    [InlineData("AccountingInfo=; CorporateClient=; Booker=")]
    [InlineData("Currency=USD; NumPassengers=1; ServiceType=110; ClassOfService=100; LanguageCode=DE")]
    [InlineData("FormOfPayment/CreditCard/Type=VI; FormOfPayment/CreditCard/Number=XXXXXXXXXXXX1111; "
        + "FormOfPayment/CreditCard/Expiration=2031-01-31")]
    [InlineData("RateInfo/RateID=8; RateInfo/Rate=1.00; Vehicle/VehicleID=30; Vendor/VendorCode=XXX; Status=XA")]
    public async Task What_is_absent_or_said_again_changes_nothing(string changes)
    {
        var before = await SoldRich();

        var reply = await gateway.Concur(Only(before, changes));

        Assert.Equal("", reply["Error/ErrorDescription"]);
        Assert.Empty(Differences(before, reply));
        Assert.Equal(1, await shared.VersionOf(before["ReservationID"]!));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Text_that_is_empty_is_cleared_and_one_that_is_not_replaces(string path)
    {
        var before = await SoldRich();

        var replaced = await gateway.Concur(Only(before, $"{path}=something else"));
        var cleared = await gateway.Concur(Only(before, $"{path}="));

        Assert.Equal([path], Differences(before, replaced));
        Assert.Equal("something else", replaced[path]);
        Assert.Equal([path], Differences(before, cleared));
        Assert.Equal("", cleared[path]);
        Assert.Equal(3, await shared.VersionOf(before["ReservationID"]!));
    }

    [Theory]
    [InlineData("NumPassengers=2", "NumPassengers")]
    [InlineData("LanguageCode=fr-ca", "LanguageCode")]
    [InlineData("PrimaryPassenger/FirstName=Chris; PrimaryPassenger/LastName=Miller; PrimaryPassenger/CellPhone=5550000000",
        "PrimaryPassenger/Phone PrimaryPassenger/Phone2 PrimaryPassenger/CellPhone PrimaryPassenger/EmailAddress")]
    [InlineData("DropoffLocation/Airport/AirportCode=dca",
        "DropoffLocation/Airport/Flight/CarrierCode DropoffLocation/Airport/Flight/FlightNumber "
        + "DropoffLocation/Airport/Flight/DepartureDateTime DropoffLocation/ExtraNotes")]
    [InlineData("PickupLocation/Address=1 King St; PickupLocation/PostalCode=22314",
        "PickupLocation/Address PickupLocation/City PickupLocation/State PickupLocation/Country")]
    [InlineData("FormOfPayment/CreditCard/Type=VI; FormOfPayment/CreditCard/Number=4111111111111111; "
        + "FormOfPayment/CreditCard/Expiration=2031-01-31",
        "FormOfPayment/CreditCard/Expiration")]
    [InlineData("FormOfPayment/CreditCard/Type=VI; FormOfPayment/CreditCard/Number=XXXXXXXXXXXX1112; "
        + "FormOfPayment/CreditCard/Expiration=2031-01-31",
        "FormOfPayment/CreditCard/Number FormOfPayment/CreditCard/Expiration")]
    [InlineData("FormOfPayment/CreditCard/Type=MC; FormOfPayment/CreditCard/Number=XXXXXXXXXXXX1111; "
        + "FormOfPayment/CreditCard/Expiration=2031-01-31",
        "FormOfPayment/CreditCard/Type FormOfPayment/CreditCard/Expiration")]
    [InlineData("FormOfPayment/CreditCard/Type=AX; FormOfPayment/CreditCard/Number=XXXXXXXXXXXX2222; "
        + "FormOfPayment/CreditCard/Expiration=2031-01-31",
        "FormOfPayment/CreditCard/Type FormOfPayment/CreditCard/Number FormOfPayment/CreditCard/Expiration")]
    [InlineData("FormOfPayment/DirectBilling=",
        "FormOfPayment/CreditCard/Type FormOfPayment/CreditCard/Number FormOfPayment/CreditCard/Expiration FormOfPayment/DirectBilling")]
    public async Task What_holds_a_value_is_replaced_whole_and_all_else_stays(string changes, string different)
    {
        var before = await SoldRich();

        var reply = await gateway.Concur(Only(before, changes));
        var detail = await gateway.Concur(Detail(before["ReservationID"]!));

        Assert.Equal("", reply["Error/ErrorDescription"]);
        Assert.Equal(different.Split(' ').Order(), Differences(before, reply).Order());
        Assert.Empty(Differences(reply, detail));
    }

    [Theory]
    [InlineData("CorporateClient/CompanyCode=340", "340", "55414", "5551234567")]
    [InlineData("Booker/UserID=777", "339", "777", "5551234567")]
    [InlineData("CorporateClient=; Booker=; NumPassengers=2", "339", "55414", "5551234567")]
    public async Task Company_and_booker_keep_what_is_not_said(string changes, string company, string user, string phone)
    {
        var before = await SoldRich();

        await gateway.Concur(Only(before, changes));

        var booker = (await Supplier(before))["ride"]!["booker"]!;
        Assert.Equal((company, user, phone), ((string?)booker["companyCode"], (string?)booker["userId"], (string?)booker["phone"]));
        Assert.Equal(2, await shared.VersionOf(before["ReservationID"]!));
    }

    [Fact]
    public async Task Start_that_moves_takes_nothing_else_along()
    {
        var before = await SoldRich();

        var reply = await gateway.Concur(Only(before, "StartDateTime={in 53 h}"));

        Assert.Equal(At(gateway, TimeSpan.FromHours(53)), reply["StartDateTime"]);
        Assert.Equal(["CancelPolicy", "StartDateTime"], Differences(before, reply).Order());
    }

    [Fact]
    public async Task Ride_to_another_place_is_priced_anew()
    {
        var before = await SoldRich();

        var reply = await gateway.Concur(
            Only(before, "ServiceType=120; DropoffLocation/LocationType=300; DropoffLocation/TrainStation/StationCode=WAS"));

        Assert.Equal(("42.50", "F"), (before["RateInfo/Rate"], before["RateInfo/RateTypeCode"]));
        Assert.Equal(("7", "E", "WAS"), (
            reply["RateInfo/RateID"], reply["RateInfo/RateTypeCode"], reply["DropoffLocation/TrainStation/StationCode"]));
        Assert.Equal(("12", "LML"), (reply["Vehicle/VehicleID"], reply["Vendor/VendorCode"]));
        Assert.NotEqual("42.50", reply["RateInfo/Rate"]);
    }

    [Fact]
    public async Task End_is_kept_moved_and_cleared()
    {
        var search = await gateway.Concur(
            Search(gateway).With("ServiceType=200; DropoffLocation=; DropoffLocation/LocationType=400; EndDateTime={in 55 h}", gateway));
        var before = await gateway.Concur(Sell(gateway, search).With("ServiceType=200; EndDateTime={in 55 h}", gateway));
        Assert.Equal("", before["Error/ErrorDescription"]);

        var kept = await gateway.Concur(Only(before, "PickupInstructions=ring"));
        var moved = await gateway.Concur(Only(before, "EndDateTime={in 57 h}"));
        var cleared = await gateway.Concur(Only(before, "EndDateTime="));

        Assert.Equal(At(gateway, TimeSpan.FromHours(55)), kept["EndDateTime"]);
        Assert.Equal(["PickupInstructions"], Differences(before, kept));
        Assert.Equal(At(gateway, TimeSpan.FromHours(57)), moved["EndDateTime"]);
        Assert.Equal(("200.00", "300.00"), (kept["RateInfo/BasePrice"], moved["RateInfo/BasePrice"]));
        Assert.Equal(("", "100.00"), (cleared["EndDateTime"], cleared["RateInfo/BasePrice"]));
    }

    [Fact]
    public async Task Second_update_builds_on_the_change_that_waits()
    {
        var before = await SoldRich();
        await RunAction(gateway, before["ReservationID"]!, "accept");

        await gateway.Concur(Only(before, "NumPassengers=2; PickupInstructions="));
        var second = await gateway.Concur(Only(before, "SpecialServiceRequest=two child seats"));
        var model = await Supplier(before);

        Assert.Equal(("CB", "2", "", "two child seats"),
            (second["Status"], second["NumPassengers"], second["PickupInstructions"], second["SpecialServiceRequest"]));
        Assert.Contains("1 passengers", second["ProviderFeedback"], StringComparison.Ordinal);
        Assert.Equal((1, 2), ((int)model["ride"]!["passengers"]!, (int)model["pendingChange"]!["passengers"]!));
        Assert.Equal("ring twice", (string?)model["ride"]!["specialRequests"]!["pickupInstructions"]);
    }

    [Fact]
    public async Task Card_is_kept_only_as_long_as_it_is_the_known_one()
    {
        var before = await SoldRich();

        await gateway.Concur(Only(before, "FormOfPayment/CreditCard/Type=VI; FormOfPayment/CreditCard/Number=4000000000000002; "
            + "FormOfPayment/CreditCard/Expiration=2031-01-31"));
        var reply = await gateway.Concur(Only(before, "FormOfPayment/CreditCard/Type=VI; "
            + "FormOfPayment/CreditCard/Number=XXXXXXXXXXXX1111; FormOfPayment/CreditCard/Expiration=2032-01-31"));

        Assert.Equal(("XXXXXXXXXXXX1111", "2032-01-31"),
            (reply["FormOfPayment/CreditCard/Number"], reply["FormOfPayment/CreditCard/Expiration"]));
    }

    [Fact]
    public async Task Ride_that_moves_beyond_its_cards_expiry_is_refused_with_600()
    {
        // A card is valid to the end of its month.
        var month = gateway.Clock.GetUtcNow().AddDays(20);
        var expiration = new DateOnly(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month));
        var sell = Sell(gateway, await gateway.Concur(Search(gateway)));
        var sold = await gateway.Concur(sell
            .Set("FormOfPayment/CreditCard/Expiration", expiration.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

        var beyond = await gateway.Concur(Only(sold, "StartDateTime={in 1248 h}"));
        var within = await gateway.Concur(Only(sold, "StartDateTime={in 480 h}"));

        Assert.Equal(("600", "FormOfPayment/CreditCard/Expiration"), (beyond["Error/ErrorCode"], beyond["Error/ErrorSource"]));
        Assert.Equal(("", "RB"), (within["Error/ErrorCode"], within["Status"]));
    }

    private async Task<LimoMessage> SoldRich()
    {
        var reply = await gateway.Concur(Sell(gateway, await gateway.Concur(Search(gateway))).With(Rich, gateway));
        Assert.Equal("", reply["Error/ErrorDescription"]);
        return reply;
    }

    /// <summary>An Update that says nothing but these changes.</summary>
    private LimoMessage Only(LimoMessage sold, string changes) =>
        LimoMessage.Parse("<CC_LimoUpdateRequest/>").Set("ReservationID", sold["ReservationID"]).With(changes, gateway);

    private async Task<JsonNode> Supplier(LimoMessage sold)
    {
        using var response = await gateway.Dispatch(HttpMethod.Get, $"/reservations/{sold["ReservationID"]}");
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>The paths below the root where two replies say something different.</summary>
    private static IEnumerable<string> Differences(LimoMessage before, LimoMessage after)
    {
        var (was, now) = (Values(before), Values(after));
        return was.Keys.Union(now.Keys).Where(path => was.GetValueOrDefault(path) != now.GetValueOrDefault(path));
    }

    private static Dictionary<string, string> Values(LimoMessage message) => XDocument.Parse(message.ToString()).Root!.Descendants()
        .Where(element => !element.HasElements)
        .ToDictionary(element => string.Join('/', element.AncestorsAndSelf().Reverse().Skip(1).Select(step => step.Name.LocalName)),
            element => element.Value);
}
