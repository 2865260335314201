using System.Xml.Linq;
using GroundTransport.Application.Booking;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;
using GroundTransport.TestKit.Examples;

namespace GroundTransport.Infrastructure.Tests.ConcurWire;

/// <summary>A reservation's details as replies write them.</summary>
public sealed class ReservationReplyTests
{
    private static XElement Detail(Reservation reservation, TimesAre timesAre = TimesAre.Gmt) =>
        Wire.Valid(ReplyTo.Detail(new ReadReservation(Wire.Call(timesAre), null), reservation));

    private static XElement Detail(Ride ride) => Detail(Rides.In(ReservationStatus.RA, ride));

    [Fact]
    public void Example_ride_is_written_as_in_the_example()
    {
        var example = XElement.Parse(ConcurExamples.Read("CC_LimoSellReply"));
        example.Element("ReservationID")!.Value = "123456789012";
        example.Element("ClassOfService")!.Value = "100";
        example.Element("ConfNum")!.Value = "";
        example.Element("CancelNum")!.Value = "";
        example.Element("StartDateTime")!.Value = "2012-02-19T09:00:00";
        example.Element("RateInfo")!.Element("Currency")!.Value = "USD";
        example.Element("FormOfPayment")!.Elements().Where(form => form.Name != "CreditCard").Remove();
        var reply = Wire.Valid(ReplyTo
            .Sell(new SellRide { Call = Wire.Call(TimesAre.PickupLocal), Ride = new RideRequest() }, Rides.In(ReservationStatus.RB)));
        Assert.Equal(Values(example), Values(reply));

        static IEnumerable<string> Values(XElement root) =>
            root.Descendants().Where(element => !element.HasElements).Select(element => $"{element.Name}={element.Value}");
    }

    [Theory]
    [InlineData(TimesAre.Gmt, "2012-02-19T14:00:00", "2012-02-19T17:00:00")]
    [InlineData(TimesAre.PickupLocal, "2012-02-19T09:00:00", "2012-02-19T12:00:00")]
    public void Times_are_written_as_the_connection_expects_and_flight_times_unconverted(TimesAre timesAre, string start, string end)
    {
        var ride = Rides.Ride with { Journey = Rides.Journey with { End = Rides.Pickup.AddHours(3) } };
        var reply = Detail(Rides.In(ReservationStatus.RA, ride), timesAre);
        Assert.Equal((start, end), (Wire.At(reply, "StartDateTime"), Wire.At(reply, "EndDateTime")));
        Assert.Equal("2012-02-19T11:29:00", Wire.At(reply, "DropoffLocation/Airport/Flight/DepartureDateTime"));
    }

    [Fact]
    public void Pending_change_is_written_and_the_feedback_names_what_is_confirmed()
    {
        var change = Rides.Ride with
        {
            Journey = Rides.Journey with
            {
                Dropoff = new AirportStop("IAD"),
                Start = Rides.Pickup.AddHours(1)
            }
        };
        var reply = Detail(Rides.In(ReservationStatus.CB, change: change));
        Assert.Equal(("IAD", "2012-02-19T15:00:00"),
            (Wire.At(reply, "DropoffLocation/Airport/AirportCode"), Wire.At(reply, "StartDateTime")));
        Assert.Contains("DCA", Wire.At(reply, "ProviderFeedback"), StringComparison.Ordinal);
        var declined = Detail(Rides.In(ReservationStatus.CD, change: change));
        Assert.Equal("DCA", Wire.At(declined, "DropoffLocation/Airport/AirportCode"));
        Assert.Contains("No driver.", Wire.At(declined, "ProviderFeedback"), StringComparison.Ordinal);
    }

    [Fact]
    public void Final_fare_replaces_the_quoted_fare()
    {
        var reservation = Rides.In(ReservationStatus.RC);
        var final = new FinalFare(Rides.Money(40), Rides.Money(5), Rides.Money(2), Rides.Money(1.75m));
        reservation.Apply(reservation.Decide(new Amend { FinalFare = final }, Rides.Pickup.AddDays(1)).Event!,
            Rides.Pickup.AddDays(1));
        var reply = Detail(reservation);
        Assert.Equal(("48.75", "40.00", "5.00", "2.00", "1.75"), (Wire.At(reply, "RateInfo/Rate"), Wire.At(reply, "RateInfo/BasePrice"),
            Wire.At(reply, "RateInfo/ServiceCharge"), Wire.At(reply, "RateInfo/SurCharge"), Wire.At(reply, "RateInfo/Tax")));
    }

    [Fact]
    public void Booked_rate_has_neither_token_nor_message()
    {
        var reply = Detail(Rides.Ride);
        Assert.Equal(("", ""), (Wire.At(reply, "RateInfo/CategoryCode"), Wire.At(reply, "RateInfo/Message")));
    }

    [Fact]
    public void Terms_disclaimer_and_numbers_are_written()
    {
        var terms = new CancellationTerms(new CancellationPolicy { Tiers = [new CancellationTier { HoursBefore = 24, Percent = 0 }] });
        var reservation = Rides
            .In(ReservationStatus.XA, Rides.Ride with { Terms = terms, Disclaimer = "Present your card to the driver." });
        var reply = Detail(reservation);
        Assert.Contains("2012-02-18 09:00", Wire.At(reply, "CancelPolicy"), StringComparison.Ordinal);
        Assert.Equal("Present your card to the driver.", Wire.At(reply, "RateDisclaimer"));
        Assert.Equal(("CONF1", "CAN1"), (Wire.At(reply, "ConfNum"), Wire.At(reply, "CancelNum")));
    }

    [Fact]
    public void Station_and_as_directed_are_written_in_full()
    {
        var ride = Rides.Ride with
        {
            Journey = Rides.Journey with
            {
                ServiceType = ServiceType.Hourly,
                Pickup = Rides.Station with { Notes = "hall B" },
                Dropoff = new AsDirected()
            }
        };
        var reply = Detail(ride);
        string At(string path) => Wire.At(reply, "PickupLocation/" + path);
        Assert.Equal(("300", "WAS", "Union Station", "hall B"),
            (At("LocationType"), At("TrainStation/StationCode"), At("TrainStation/StationName"), At("ExtraNotes")));
        Assert.Equal(("2V", "Amtrak", "95", "2012-02-19T12:00:00"),
            (At("TrainStation/Train/CarrierCode"), At("TrainStation/Train/CarrierName"),
            At("TrainStation/Train/TrainNumber"), At("TrainStation/Train/ArrivalDateTime")));
        Assert.Equal("400", Wire.At(reply, "DropoffLocation/LocationType"));
    }

    public static TheoryData<string> Forms => ["Cash", "Check", "DirectBilling"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Reply_has_exactly_one_form_of_payment(string form)
    {
        Payment payment = form switch { "Cash" => new CashPayment(), "Check" => new CheckPayment(), _ => new DirectBillingPayment("339") };
        Assert.Equal(form,
            Assert.Single(Detail(Rides.Ride with { Payment = payment }).Element("FormOfPayment")!.Elements()).Name.LocalName);
    }

    [Theory]
    [InlineData(CardType.AX, 15, "XXXXXXXXXXX1111")]
    [InlineData(CardType.DC, 8, "XXXX1111")]
    [InlineData(CardType.CA, 19, "XXXXXXXXXXXXXXX1111")]
    public void Card_is_masked_at_its_length(CardType type, int length, string number)
    {
        var reply = Detail(Rides.Ride with { Payment = new CardPayment(type, "1111", length, new DateOnly(2030, 5, 31)) });
        Assert.Equal((type.ToString(), number, "2030-05-31"), (Wire.At(reply, "FormOfPayment/CreditCard/Type"),
            Wire.At(reply, "FormOfPayment/CreditCard/Number"), Wire.At(reply, "FormOfPayment/CreditCard/Expiration")));
    }

    [Fact]
    public void Short_id_is_written_with_nine_digits()
    {
        var update = new UpdateRide { Call = Wire.Call(), ReservationId = 1234, Ride = new RideRequest() };
        Assert.Equal("000001234", Wire.At(Wire.Valid(ReplyTo.Update(update, Refusal.Failure)), "ReservationID"));
    }
}
