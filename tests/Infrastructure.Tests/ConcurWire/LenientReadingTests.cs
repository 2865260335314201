using GroundTransport.Application.Search;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Infrastructure.ConcurWire;

namespace GroundTransport.Infrastructure.Tests.ConcurWire;

/// <summary>Order, unknown elements, repetition, white space, lengths and codes.</summary>
public sealed class LenientReadingTests
{
    [Fact]
    public void Order_unknown_elements_namespaces_and_prefixes_are_ignored()
    {
        var search = Assert.IsType<ReceivedRequest<SearchRides>>(Wire.Read("""
            <?xml version="1.0"?>
            <!-- a comment --><?pi x?>
            <c:CC_LimoSearchRequest xmlns:c="urn:c" xmlns="urn:d" version="2">
              <c:VehicleType>300</c:VehicleType><New><Deep>1</Deep></New>
              <NumPassengers> 2
              </NumPassengers>
              <DropoffLocation><LocationType>200</LocationType>
                <Airport><Extra/><AirportCode>d<!-- x -->c<![CDATA[a]]></AirportCode></Airport>
              </DropoffLocation>
              <ServiceType>110</ServiceType>
            </c:CC_LimoSearchRequest>
            """));
        Assert.Null(search.Refusal);
        Assert.Equal((VehicleType.Suv, 2, ServiceType.ToAirport),
            (search.Command.VehicleType, search.Command.Passengers, search.Command.ServiceType));
        Assert.Equal(new AirportStop("DCA"), search.Command.Dropoff);
    }

    [Fact]
    public void Repeated_element_gives_its_first_value()
    {
        var search = Wire.Search("""
            <PickupLocation><LocationType/></PickupLocation>
            <PickupLocation><LocationType>200</LocationType><Airport><AirportCode>IAD</AirportCode></Airport></PickupLocation>
            <PickupLocation><LocationType>200</LocationType><Airport><AirportCode>BWI</AirportCode></Airport></PickupLocation>
            <NumPassengers/><NumPassengers> </NumPassengers><NumPassengers>3</NumPassengers><NumPassengers>4</NumPassengers>
            """);
        Assert.Null(search.Refusal);
        Assert.Equal(3, search.Command.Passengers);
        Assert.Equal(new AirportStop("IAD"), search.Command.Pickup);
    }

    [Theory]
    [InlineData("PickupInstructions", "PickupInstructions")]
    [InlineData("PrimaryPassenger/LastName", "PrimaryPassenger/LastName")]
    [InlineData("AccountingInfo/AccountingField5", "AccountingInfo/AccountingField5")]
    [InlineData("Booker/EmailAddress", "Booker/EmailAddress")]
    public void Text_of_4001_characters_is_refused_by_name(string path, string element)
    {
        Assert.Null(Wire.Sell(Nested(path, new string('x', 4000))).Refusal);
        Wire.AssertRefused(RefusalKind.Request, element, Wire.Sell(Nested(path, new string('x', 4001))));
        Wire.AssertRefused(RefusalKind.Request, element, Wire.Update(Nested(path, new string('x', 4001))));
    }

    [Fact]
    public void Quote_token_of_100000_characters_is_read()
    {
        var token = new string('q', 100_000);
        Assert.Equal(token, Wire.Sell(Nested("RateInfo/CategoryCode", token)).Command.QuoteToken);
        Wire.AssertRefused(RefusalKind.Request, "RateInfo/CategoryCode", Wire.Sell(Nested("RateInfo/CategoryCode", token + "q")));
    }

    [Fact]
    public void Long_text_in_an_unknown_element_is_ignored() => Assert.Null(Wire.Sell(Nested("Novel", new string('x', 9000))).Refusal);

    [Fact]
    public void First_wrong_field_in_example_order_is_refused_and_the_rest_is_kept_for_the_echo()
    {
        var sell = Wire.Sell("""
            <FormOfPayment><Cash/><Check/></FormOfPayment><Vehicle><VehicleType>hovercraft</VehicleType></Vehicle>
            <RateInfo><Rate>much</Rate><RateID>7</RateID></RateInfo><PrimaryPassenger><LastName>Miller</LastName></PrimaryPassenger>
            """);
        Wire.AssertRefused(RefusalKind.Request, "RateInfo/Rate", sell);
        Assert.Equal(("7", "Miller", null), (sell.Command.RateId, sell.Command.Ride.Passenger!.LastName, sell.Command.Rate));
    }

    [Theory]
    [InlineData("100")]
    [InlineData("F")]
    [InlineData("??")]
    public void RateTypeCode_and_charges_of_a_sold_rate_are_ignored(string code) =>
        Assert.Null(Wire.Sell($"""
            <RateInfo><RateID>1</RateID><RateTypeCode>{code}</RateTypeCode><SurChange desc="fuel">1.00</SurChange>
                <Surcharge>x</Surcharge><SurCharge>y</SurCharge><Message>m</Message></RateInfo>
            """).Refusal);

    [Theory]
    [InlineData("100", VehicleType.Sedan)]
    [InlineData("Sedan", VehicleType.Sedan)]
    [InlineData("sEDAN", VehicleType.Sedan)]
    [InlineData("200", VehicleType.Limo)]
    [InlineData("Limo", VehicleType.Limo)]
    [InlineData("201", VehicleType.StretchLimo)]
    [InlineData("250", VehicleType.StretchLimo)]
    [InlineData("Stretch Limo", VehicleType.StretchLimo)]
    [InlineData("300", VehicleType.Suv)]
    [InlineData("SUV", VehicleType.Suv)]
    [InlineData("301", VehicleType.StretchSuv)]
    [InlineData("350", VehicleType.StretchSuv)]
    [InlineData("Stretch SUV", VehicleType.StretchSuv)]
    [InlineData("400", VehicleType.Van)]
    [InlineData("van", VehicleType.Van)]
    [InlineData("401", VehicleType.MiniBus)]
    [InlineData("450", VehicleType.MiniBus)]
    [InlineData("Mini-Bus", VehicleType.MiniBus)]
    [InlineData("MiniBus", VehicleType.MiniBus)]
    [InlineData("402", VehicleType.MotorCoach)]
    [InlineData("Bus", VehicleType.MotorCoach)]
    [InlineData("500", VehicleType.MotorCoach)]
    [InlineData("Motor Coach", VehicleType.MotorCoach)]
    [InlineData("501", VehicleType.Any)]
    [InlineData("Antique/Classic", VehicleType.Any)]
    [InlineData("502", VehicleType.Trolley)]
    [InlineData("700", VehicleType.Trolley)]
    [InlineData("Trolley", VehicleType.Trolley)]
    [InlineData("503", VehicleType.Carriage)]
    [InlineData("800", VehicleType.Carriage)]
    [InlineData("Carriage", VehicleType.Carriage)]
    [InlineData("600", VehicleType.Shuttle)]
    [InlineData("Shuttle", VehicleType.Shuttle)]
    [InlineData("900", VehicleType.Any)]
    [InlineData("Any", VehicleType.Any)]
    public void Vehicle_type_is_read_from_either_code_or_its_label(string text, VehicleType type)
    {
        Assert.Equal(type, Wire.Search($"<VehicleType>{text}</VehicleType>").Command.VehicleType);
        Assert.Equal(type, Wire.Sell($"<Vehicle><VehicleType>{text}</VehicleType></Vehicle>").Command.VehicleType);
    }

    [Theory]
    [InlineData("101")]
    [InlineData("Hovercraft")]
    [InlineData("-100")]
    public void Unknown_vehicle_type_is_refused(string text)
    {
        Wire.AssertRefused(RefusalKind.Request, "VehicleType", Wire.Search($"<VehicleType>{text}</VehicleType>"));
        Wire.AssertRefused(RefusalKind.Request, "Vehicle/VehicleType", Wire.Sell($"<Vehicle><VehicleType>{text}</VehicleType></Vehicle>"));
    }

    [Theory]
    [InlineData("en", "en")]
    [InlineData("EN-US", "en-us")]
    [InlineData("zh-TW", "zh-tw")]
    [InlineData("bt-br", "pt-br")]
    [InlineData("BT-BR", "pt-br")]
    [InlineData("fr_CA", "fr-ca")]
    [InlineData("sv-se", "sv")]
    [InlineData("tlh", "en")]
    [InlineData("", null)]
    public void Language_is_read_as_a_listed_one(string text, string? language)
    {
        Assert.Equal(language, Wire.Update($"<LanguageCode>{text}</LanguageCode>").Command.Ride.Language);
        Assert.Equal(language ?? "", Wire.Search($"<LanguageCode>{text}</LanguageCode>").Command.Language);
    }

    [Theory]
    [InlineData("ServiceType", "99", RefusalKind.Location)]
    [InlineData("ServiceType", "Hourly", RefusalKind.Location)]
    [InlineData("ClassOfService", "101", RefusalKind.Request)]
    [InlineData("NumPassengers", "0", RefusalKind.Request)]
    [InlineData("NumPassengers", "-1", RefusalKind.Request)]
    [InlineData("NumPassengers", "1.5", RefusalKind.Request)]
    [InlineData("NumPassengers", "99999999999", RefusalKind.Request)]
    [InlineData("Currency", "US", RefusalKind.Request)]
    [InlineData("Currency", "U$D", RefusalKind.Request)]
    public void Wrong_code_or_number_is_refused_by_name(string element, string text, RefusalKind kind)
    {
        Wire.AssertRefused(kind, element, Wire.Search(Nested(element, text)));
        Wire.AssertRefused(kind, element, Wire.Sell(Nested(element, text)));
        Wire.AssertRefused(kind, element, Wire.Update(Nested(element, text)));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("42,50")]
    [InlineData("$42")]
    [InlineData("1e5")]
    [InlineData("42.5001")]
    [InlineData("9999999999999999")]
    public void Wrong_rate_is_refused(string text) =>
        Wire.AssertRefused(RefusalKind.Request, "RateInfo/Rate", Wire.Sell(Nested("RateInfo/Rate", text)));

    [Fact]
    public void Rate_currency_without_three_letters_is_refused() =>
        Wire.AssertRefused(RefusalKind.Request, "RateInfo/Currency", Wire.Sell(Nested("RateInfo/Currency", "US")));

    [Fact]
    public void Discount_is_read_from_a_group_or_a_text()
    {
        var grouped = Wire.Update(
            "<DiscountCode><CorporateID>c</CorporateID><VendorCode>v</VendorCode><DiscountNumber>n</DiscountNumber></DiscountCode>");
        Assert.Equal(new Domain.Journeys.DiscountCode("c", "v", "n"), grouped.Command.Ride.Discount);
        Assert.Equal(new Domain.Journeys.DiscountCode("", "", "n"), Wire.Search("<DiscountCode>n</DiscountCode>").Command.Discount);
        Assert.Null(Wire.Search("<DiscountCode/>").Command.Discount);
    }

    [Fact]
    public void Find_reads_the_root_and_no_further()
    {
        Assert.Equal("CC_LimoSellRequest", ConcurMessages.Find("<x:CC_LimoSellRequest xmlns:x='u'><broken"u8.ToArray())?.RequestRoot);
        Assert.Equal("CC_LimoSellRequest", ConcurMessages.Find("<CC_LimoSellRequest>é"u8.ToArray().AsMemory(..^1))?.RequestRoot);
        Assert.Equal("CC_LimoSellRequest", ConcurMessages.Find((byte[])[.. "<CC_LimoSellRequest>"u8, 0xC0, 0xFF, 0xFE])?.RequestRoot);
        Assert.Null(ConcurMessages.Find("<CC_LimoSellReply/>"u8.ToArray())?.RequestRoot);
        Assert.Null(ConcurMessages.Find("<!DOCTYPE CC_LimoSellRequest><CC_LimoSellRequest/>"u8.ToArray())?.RequestRoot);
        Assert.Null(ConcurMessages.Find("<CC_LimoSellReq"u8.ToArray())?.RequestRoot);
        Assert.Null(ConcurMessages.Find(default)?.RequestRoot);
    }

    private static string Nested(string path, string text) =>
        path.Split('/').Reverse().Aggregate(text, (inner, name) => $"<{name}>{inner}</{name}>");
}
