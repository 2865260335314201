using System.Globalization;
using GroundTransport.Application.Search;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Infrastructure.Tests.ConcurWire;

/// <summary>CC_LimoSearchReply: its size and time, its copy of the request, its offers.</summary>
public sealed class SearchReplyTests
{
    internal static SearchRides Request => new()
    {
        Call = Wire.Call(),
        ServiceType = ServiceType.ToAirport,
        Pickup = Rides.Address,
        Dropoff = new AirportStop("DCA"),
        Start = new RequestedTime(new DateTime(2012, 2, 19, 9, 0, 0), null),
        Language = "en-us",
        Currency = "EUR",
        Passengers = 2,
        VehicleType = VehicleType.Any,
    };

    private static ReadOnlyMemory<byte> Reply(SearchRides request, params QuotedRide[] rides) =>
        ReplyTo.Search(request, Outcome<IReadOnlyList<QuotedRide>>.Of(rides), 7);

    [Fact]
    public void Size_is_the_length_of_the_body_including_its_own_digits()
    {
        // Around a thousand and ten thousand bytes the size's own digits change the size.
        for (var length = 0; length < 130; length++)
        {
            AssertSize(ReplyTo.Root("CC_LimoSearchRequest", Refusal.Request("", new string('x', 1 + length))));
            AssertSize(ReplyTo.Root("CC_LimoSearchRequest", Refusal.Request("", new string('é', 4400 + length) + "x")));
        }

        static void AssertSize(ReadOnlyMemory<byte> reply)
        {
            var root = Wire.Valid(reply);
            Assert.Equal(reply.Length, int.Parse(root.Attribute("size")!.Value, CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData(-1, "0")]
    [InlineData(0, "0")]
    [InlineData(782, "782")]
    public void Elapsed_milliseconds_are_whole_and_never_negative(long elapsed, string written) =>
        Assert.Equal(written, Wire.Valid(ReplyTo.Search(Request, Refusal.Failure, elapsed)).Attribute("elaspedMs")!.Value);

    [Fact]
    public void Request_data_repeats_the_request_as_it_was_read()
    {
        var request = Request with
        {
            ClassOfService = ClassOfService.High,
            Pickup = Rides.Station,
            Dropoff = new AsDirected(),
            ServiceType = ServiceType.Hourly,
            End = new RequestedTime(new DateTime(2012, 2, 19, 12, 0, 0), null),
            PickupInstructions = "pick me up",
            Discount = new DiscountCode("c", "v", "n"),
        };
        var reply = Wire.Valid(Reply(request, Rides.Quoted(Rides.Fare())));
        string At(string path) => Wire.At(reply, "RequestData/" + path);
        Assert.Equal(("200", "200", "300", "400"),
            (At("ServiceType"), At("ClassOfService"), At("PickupLocation/LocationType"), At("DropoffLocation/LocationType")));
        Assert.Equal(("WAS", "Union Station", "Washington", "DC"), (At("PickupLocation/TrainStation/StationCode"),
            At("PickupLocation/TrainStation/StationName"), At("PickupLocation/TrainStation/City"),
                At("PickupLocation/TrainStation/State")));
        Assert.Equal(("2012-02-19T09:00:00", "2012-02-19T12:00:00", "pick me up"),
            (At("StartDateTime"), At("EndDateTime"), At("PickupInstructions")));
        Assert.Equal(("en-us", "EUR", "2", "900"), (At("LanguageCode"), At("Currency"), At("NumPassengers"), At("VehicleType")));
        Assert.Equal(("c", "v", "n"), (At("DiscountCode/CorporateID"), At("DiscountCode/VendorCode"), At("DiscountCode/DiscountNumber")));
    }

    [Theory]
    [InlineData(TimesAre.Gmt, true, "2012-02-19T14:00:00")]
    [InlineData(TimesAre.PickupLocal, true, "2012-02-19T09:00:00")]
    [InlineData(TimesAre.PickupLocal, false, "2012-02-19T14:00:00")]
    public void Start_with_an_offset_is_repeated_as_the_connection_expects(TimesAre timesAre, bool found, string start)
    {
        var request = Request with
        {
            Call = Wire.Call(timesAre),
            Start = new RequestedTime(new DateTime(2012, 2, 19, 16, 0, 0), TimeSpan.FromHours(2))
        };
        var reply = found ? Reply(request, Rides.Quoted(Rides.Fare())) : ReplyTo.Search(request, Refusal.Failure, 1);
        Assert.Equal(start, Wire.At(Wire.Valid(reply), "RequestData/StartDateTime"));
    }

    [Fact]
    public void Offer_contains_its_token_its_fare_and_each_accepted_form_once()
    {
        var limo = Wire.Valid(Reply(Request, Rides.Quoted(Rides.Fare()))).Descendants("Limo").Single();
        Assert.Equal("aGVhZA.dGFpbA", Wire.At(limo, "RateInfo/CategoryCode"));
        Assert.Equal(("5", "42.50", "E", "USD", "Estimated rate"), (Wire.At(limo, "RateInfo/RateID"), Wire.At(limo, "RateInfo/Rate"),
            Wire.At(limo, "RateInfo/RateTypeCode"), Wire.At(limo, "RateInfo/Currency"), Wire.At(limo, "RateInfo/Message")));
        Assert.Equal("fuel", limo.Descendants("SurCharge").Single().Attribute("desc")!.Value);
        Assert.Equal(["AX", "VI", "Cash", "Check", "DirectBilling"],
            limo.Element("AcceptedFops")!.Element("FormOfPayment")!.Elements()
                .Select(form => form.Element("Type")?.Value ?? form.Name.LocalName));
        Assert.Equal("100", Wire.At(limo, "Vehicle/VehicleType"));
    }

    [Theory]
    [InlineData(false, false, false, "CreditCard")]
    [InlineData(true, false, false, "CreditCard Cash")]
    [InlineData(false, true, true, "CreditCard Check DirectBilling")]
    public void Offer_lists_only_what_the_plan_accepts(bool cash, bool check, bool billing, string forms)
    {
        var terms = new PaymentTerms { Cards = [CardType.DC], Cash = cash, Check = check, DirectBilling = billing ? ["1"] : [] };
        var limo = Wire.Valid(Reply(Request, Rides.Quoted(Rides.Fare(), terms))).Descendants("AcceptedFops").Single();
        Assert.Equal(forms, string.Join(' ', limo.Element("FormOfPayment")!.Elements().Select(form => form.Name.LocalName)));
    }

    [Fact]
    public void Rate_on_request_is_zero_with_empty_parts_and_its_text()
    {
        var rate = Wire.Valid(Reply(Request, Rides.Quoted(Rides.NoFare, token: ""))).Descendants("RateInfo").Single();
        Assert.Equal(("0.00", "N", "Call for a price.", ""),
            (Wire.At(rate, "Rate"), Wire.At(rate, "RateTypeCode"), Wire.At(rate, "NoRateText"), Wire.At(rate, "CategoryCode")));
        Assert.All(["BasePrice", "ServiceCharge", "SurCharge", "Tax"], part => Assert.Equal("", Wire.At(rate, part)));
    }

    [Theory]
    [InlineData("JPY", "43", "2")]
    [InlineData("KWD", "42.500", "1.500")]
    public void Amounts_have_the_decimals_of_their_currency(string currency, string rate, string tax)
    {
        var written = Wire.Valid(Reply(Request, Rides.Quoted(Rides.Fare(currency)))).Descendants("RateInfo").Single();
        Assert.Equal((rate, tax, currency), (Wire.At(written, "Rate"), Wire.At(written, "Tax"), Wire.At(written, "Currency")));
    }

    [Fact]
    public void Extra_charges_and_minimum_hours_are_written_beside_the_rate()
    {
        var fare = Rides.Fare(type: RateType.Hourly) with
        {
            MinHours = 2.5m,
            DiscountType = "corporate",
            ExtraPickupCharge = Rides.Money(3),
            ExtraDropoffCharge = Rides.Money(4),
            ExtraStop = Rides.Money(5),
            ExtraTimePerHour = Rides.Money(60),
        };
        var rate = Wire.Valid(Reply(Request, Rides.Quoted(fare))).Descendants("RateInfo").Single();
        Assert.Equal(("42.50", "H", "2.5", "corporate"),
            (Wire.At(rate, "Rate"), Wire.At(rate, "RateTypeCode"), Wire.At(rate, "MinHours"), Wire.At(rate, "DiscountType")));
        Assert.Equal(("3.00", "4.00", "5.00", "60.00"), (Wire.At(rate, "ExtraPickupCharge"), Wire.At(rate, "ExtraDropoffCharge"),
            Wire.At(rate, "OptionalExtraStopCharge"), Wire.At(rate, "OptionalExtraTimeCharge")));
    }

    [Fact]
    public void Replies_written_by_many_threads_are_complete()
    {
        Parallel.For(0, 500, number =>
        {
            var reply = ReplyTo.Root("CC_LimoSellRequest", Refusal.Request($"Element{number}", new string('x', 1 + number)));
            Assert.Equal($"Element{number}", Wire.At(Wire.Valid(reply), "Error/ErrorSource"));
        });
    }
}
