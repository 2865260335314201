using System.Text.Json.Nodes;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Receipts;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;
using GroundTransport.Infrastructure.ConcurWire.Receipts;
using GroundTransport.TestKit;

namespace GroundTransport.Infrastructure.Tests.ConcurWire.Receipts;

/// <summary>The receipt as Concur reads it.</summary>
public class ReceiptEncoderTests
{
    private static readonly ReceiptSettings Issuer = new()
    {
        Enabled = true,
        LegalName = "Old Town Limousines Inc.",
        TaxId = "54-1234567",
        Phone = "703 555 0142",
        WebAddress = "https://www.example.com",
        Address = new SellerAddress("400 King Street", "Alexandria", "VA", "US", "22314"),
    };

    [Fact]
    public void Encode_of_the_examples_ride_is_this()
    {
        const string expected = """
            {"taxInvoice":false,"reference":"123456789-3","collectionReference":"123456789","dateTime":"2012-02-19T09:01:00-0500",
            "total":"42.50","subtotal":"41.00","taxesTotal":"1.50","currencyCode":"USD",
            "seller":{"name":"Old Town Limousines Inc.","taxId":"54-1234567","location":{"internetAddress":"https://www.example.com",
            "telephoneNumber":"703 555 0142","address":{"streetAddress":"400 King Street","addressLocality":"Alexandria",
            "addressRegion":"VA","addressCountry":"US","postalCode":"22314"}}},
            "taxes":[{"authority":{"addressCountry":"US","addressRegion":"VA"},"name":"Tax","amount":"1.50"}],
            "payments":[{"amount":"42.50","cardDetail":{"cardType":"Visa","creditCardId":"1111"}}],
            "classOfService":"Normal","startDateTime":"2012-02-19T09:00:00-0500","endDateTime":"2012-02-19T09:15:00-0500",
            "travelDuration":"PT15M",
            "pickupLocation":{"name":"Alexandria 22314","address":{"streetAddress":"209 Madison St. #400","addressLocality":"Alexandria",
            "addressRegion":"VA","addressCountry":"US","postalCode":"22314"}},
            "dropoffLocation":{"name":"DCA airport"},
            "lineItems":[{"sequenceNumber":1,"description":"Fare","semanticsCode":"FEE","quantity":1,"total":"35.00"},
            {"sequenceNumber":2,"description":"Service charge","semanticsCode":"FEE","quantity":1,"total":"5.00"},
            {"sequenceNumber":3,"description":"Surcharge","semanticsCode":"FEE","quantity":1,"total":"1.00"}]}
            """;

        var sent = Encode(TestRides.Booked);

        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), sent.ToJsonString());
    }

    [Fact]
    public void Encode_contains_nobody_and_no_further_place()
    {
        var ride = TestRides.Booked with
        {
            Payment = new CardPayment(CardType.AX, "1008", 15, new DateOnly(2013, 2, 1)),
            Booker = new Booker("company-339", "user-55414", "booker@example.com", "5557654321"),
        };

        var text = Encode(ride, new Driver("D. Seven", "703 555 0177", "DFE154")).ToJsonString();

        string[] personal =
        [
            "Chris", "Miller", "cmiller", "5551234567", "5551234568", "5551234569", "company-339", "user-55414", "booker", "5557654321",
            "D. Seven", "0177", "pick me up", "715", "outtask", "2013", "UA", "331",
        ];
        Assert.All(personal, value => Assert.DoesNotContain(value, text, StringComparison.Ordinal));
        Assert.Contains("\"driverNumber\":\"DFE154\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Asia/Kolkata", "+0530")]
    [InlineData("UTC", "+0000")]
    [InlineData("America/St_Johns", "-0330")]
    [InlineData("Asia/Kathmandu", "+0545")]
    public void Time_has_the_offset_of_its_zone_and_never_Z(string zone, string offset)
    {
        var sent = Encode(TestRides.Booked with { TimeZone = zone, DropoffTimeZone = zone });

        foreach (var field in new[] { "dateTime", "startDateTime", "endDateTime" })
            Assert.EndsWith(offset, (string)sent[field]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Payment_is_what_the_company_may_reimburse()
    {
        Assert.Equal("""[{"source":"Invoice","amount":"42.50"}]""", Payments(new DirectBillingPayment("339")));
        Assert.Equal("""[{"amount":"42.50"}]""", Payments(new CashPayment()));
        Assert.Equal("""[{"amount":"42.50"}]""", Payments(new CheckPayment()));
        Assert.Equal("""[{"amount":"42.50","cardDetail":{"cardType":"MasterCard"}}]""",
            Payments(new CardPayment(CardType.CA, "44", 16, new DateOnly(2013, 2, 1))));

        static string Payments(Payment payment) => Encode(TestRides.Booked with { Payment = payment })["payments"]!.ToJsonString();
    }

    [Theory]
    [InlineData(CardType.AX, "American Express")]
    [InlineData(CardType.DS, "Discover")]
    [InlineData(CardType.DC, "Diners Club")]
    public void Card_has_Concurs_name(CardType type, string name)
    {
        var sent = Encode(TestRides.Booked with { Payment = TestRides.Card with { Type = type } });

        Assert.Equal(name, (string?)sent["payments"]![0]!["cardDetail"]!["cardType"]);
    }

    [Theory]
    [InlineData("Virginia", "VA")]
    [InlineData("New South Wales", null)]
    [InlineData("", null)]
    public void Region_is_a_code_or_missing(string state, string? region)
    {
        var ride = TestRides.Booked with { Journey = TestRides.Journey with { Pickup = TestRides.MadisonStreet with { State = state } } };

        Assert.Equal(region, (string?)Encode(ride)["pickupLocation"]!["address"]!["addressRegion"]);
    }

    [Theory]
    [InlineData("JPY", "4250", "150")]
    [InlineData("KWD", "42.500", "1.500")]
    public void Amounts_have_the_digits_of_their_currency(string currency, string total, string tax)
    {
        var factor = currency == "JPY" ? 100 : 1;
        var fare = Rides.Fare(currency) with
        {
            BasePrice = Rides.Money(35 * factor, currency),
            ServiceCharge = Rides.Money(5 * factor, currency),
            SurCharge = Rides.Money(1 * factor, currency),
            Tax = Rides.Money(1.5m * factor, currency),
        };

        var sent = Encode(TestRides.Booked with { Fare = fare });

        Assert.Equal((total, tax), ((string?)sent["total"], (string?)sent["taxesTotal"]));
    }

    [Fact]
    public void Adjustment_downward_is_a_discount()
    {
        var reservation = Closed(TestRides.Booked, new Driver());
        var amounts = ReceiptAmounts.Of(reservation).Beyond(Rides.Money(50), Rides.Money(2));

        var sent = Encode(reservation, amounts);

        Assert.Equal(("-7.50", "-0.50", "-7.00", "DISCOUNT"), (
            (string?)sent["total"], (string?)sent["taxesTotal"], (string?)sent["lineItems"]![0]!["total"],
            (string?)sent["lineItems"]![0]!["semanticsCode"]));
    }

    [Fact]
    public void Redaction_keeps_amounts_and_times_only()
    {
        var sent = System.Text.Encoding.UTF8.GetBytes(Encode(TestRides.Booked).ToJsonString());

        var logged = JsonNode.Parse(ReceiptRedaction.Of(sent))!;

        Assert.Equal(("42.50", "2012-02-19T09:00:00-0500", "Visa"), (
            (string?)logged["total"], (string?)logged["startDateTime"], (string?)logged["payments"]![0]!["cardDetail"]!["cardType"]));
        Assert.Equal(("…", "…", "…"), (
            (string?)logged["payments"]![0]!["cardDetail"]!["creditCardId"], (string?)logged["pickupLocation"]!["name"],
            (string?)logged["lineItems"]![0]!["description"]));
        Assert.DoesNotContain("Madison", logged.ToJsonString(), StringComparison.Ordinal);
        Assert.StartsWith("(unreadable", ReceiptRedaction.Of("<html>"u8.ToArray()), StringComparison.Ordinal);
    }

    private static JsonNode Encode(Ride ride, Driver? driver = null)
    {
        var reservation = Closed(ride, driver ?? new Driver());
        return Encode(reservation, ReceiptAmounts.Of(reservation));
    }

    private static JsonNode Encode(Reservation reservation, ReceiptAmounts amounts) => JsonNode.Parse(new ReceiptEncoder().Encode(
        Receipt.Of(reservation, amounts, Issuer, RideTimes.Unknown, TestClock.AfterPickup)))!;

    private static Reservation Closed(Ride ride, Driver driver)
    {
        var reservation = TestReservations.Sold(ride);
        reservation.Do(new Accept(null, "CONF1", ""), TestClock.Now);
        if (driver != new Driver())
            reservation.Do(new Amend { Driver = driver }, TestClock.Now);
        reservation.Do(new Close(RideOutcome.Completed, null), TestClock.AfterPickup);
        return reservation;
    }
}
