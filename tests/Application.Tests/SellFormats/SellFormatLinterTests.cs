using GroundTransport.Application.SellFormats;
using Xunit;
using static GroundTransport.Application.SellFormats.SellFormatViolation;

namespace GroundTransport.Application.Tests.SellFormats;

/// <summary>The linter finds each kind of violation where it is, and nothing in the lines of Concur's documentation.</summary>
public sealed class SellFormatLinterTests
{
    private const string Sabre = "1 OTH LM 14MAY M GK1 DCA/PCI QA TEST/TEL 201 555 1212/RATE-$0.00/CONF-/PICKUP-209 MADISON ST SUITE 400 "
        + "ALEXANDRIAVA 22314 AT 0900/DROPOFF-DCA AIRPORT AT 0915/203121365/RESERVATION L1";

    private const string Apollo = "1 LIM ZM GK1 DCA 09MAY-/PCI QA TEST-TEL 2015551212/RATE-$0.00/CONF-/PICKUP-209 MADISON ST SUITE 400"
        + "\"ALEXANDRIA\"VA\"22314 AT 0900/DROPOFF-DCA AIRPORT/52695871/RESERVATION L1";

    private const string Galileo = "TUR ZM AK1 SEA 15DEC-/FALCON DES-TEL 8666932526/RATE-50.00 HOURLY-2 HR MIN/CONF-"
        + "/PU-18400 AT 0900/DO-SEA/771297634/RES";

    private const string Amadeus = "2 MIS 1A HK1 LGA 13SEP-LMO CAPITAL LIMOUSINE/TEL-800 225 1656/RATE-USD24.00 FLAT/CONF-132625"
        + "/PICKUP-55 WALL STREET NEW YORK NY 10005 AT 0530/DROPOFF- LGA AIRPORT AT 0600/RID-132625760";

    [Theory]
    [InlineData(Gds.Sabre)]
    [InlineData(Gds.Abacus)]
    [InlineData(Gds.Apollo)]
    [InlineData(Gds.Galileo)]
    [InlineData(Gds.Amadeus)]
    public void Check_of_a_documented_line_finds_nothing(Gds gds) => Assert.Empty(SellFormatLinter.Check(gds, LineOf(gds)));

    [Theory]
    [InlineData(Gds.Sabre, "OTH LM", "OTH", Form, "segment")]
    [InlineData(Gds.Sabre, "/CONF-", "/CONF", Form, "rate")]
    [InlineData(Gds.Sabre, "/RESERVATION L1", "", Form, "reservation")]
    [InlineData(Gds.Sabre, "RESERVATION L1", "RESERVATION L1 ", Form, "reservation")]
    [InlineData(Gds.Sabre, "PCI QA TEST", "Pci QA TEST", Character, "vendor")]
    [InlineData(Gds.Sabre, "MADISON", "MADISÓN", Character, "pickup")]
    [InlineData(Gds.Sabre, "ALEXANDRIAVA", "ALEXANDRIA\"VA", Character, "pickup")]
    [InlineData(Gds.Sabre, "MADISON ST", "MADISON  ST", Blank, "pickup")]
    [InlineData(Gds.Sabre, "PCI QA TEST", "PCI QA TEST ", Blank, "vendor")]
    [InlineData(Gds.Sabre, "PCI QA TEST", "", Empty, "vendor")]
    [InlineData(Gds.Sabre, "201 555 1212", "", Empty, "phone")]
    [InlineData(Gds.Sabre, "DCA/PCI", "/PCI", Empty, "city")]
    [InlineData(Gds.Sabre, "DCA AIRPORT AT", "AT", Empty, "dropoff")]
    [InlineData(Gds.Sabre, "DCA/PCI", "DCAX/PCI", Length, "city")]
    [InlineData(Gds.Sabre, "/CONF-", "/CONF-ABCDEFGHIJKLM", Length, "confirmation")]
    [InlineData(Gds.Sabre, "201 555 1212", "1234567890123456", Length, "phone")]
    [InlineData(Gds.Sabre, "DCA/PCI", "DC1/PCI", Value, "city")]
    [InlineData(Gds.Sabre, "14MAY", "31FEB", Value, "date")]
    [InlineData(Gds.Sabre, "14MAY", "14MAI", Value, "date")]
    [InlineData(Gds.Sabre, " M GK1", " X GK1", Value, "weekday")]
    [InlineData(Gds.Sabre, "0900", "2400", Value, "pickupAt")]
    [InlineData(Gds.Sabre, "0915", "0960", Value, "dropoffAt")]
    [InlineData(Gds.Sabre, "$0.00", "0.00", Value, "rate")]
    [InlineData(Gds.Sabre, "201 555 1212", "2015 551212", Value, "phone")]
    [InlineData(Gds.Sabre, "203121365", "20312136A", Value, "reservation")]
    [InlineData(Gds.Apollo, "\"VA\"", "\"\"", Value, "pickup")]
    [InlineData(Gds.Apollo, "2015551212", "201 555 1212", Value, "phone")]
    [InlineData(Gds.Apollo, "DCA 09MAY", "09MAY", Empty, "city")]
    [InlineData(Gds.Apollo, "0900/DROPOFF-DCA AIRPORT", "0900/DROPOFF-", Empty, "dropoff")]
    [InlineData(Gds.Galileo, "50.00 HOURLY-2 HR MIN", "50.00", Value, "rate")]
    [InlineData(Gds.Galileo, "50.00 HOURLY", "$50.00 HOURLY", Character, "rate")]
    [InlineData(Gds.Galileo, "/RES", "/RESERVATION", Form, "reservation")]
    [InlineData(Gds.Amadeus, "LGA 13SEP", "13SEP", Empty, "city")]
    [InlineData(Gds.Amadeus, "-LMO CAPITAL LIMOUSINE", "-LMO", Empty, "vendor")]
    [InlineData(Gds.Amadeus, "USD24.00 FLAT", "USD24.0000 FLAT", Value, "rate")]
    [InlineData(Gds.Amadeus, "DROPOFF- LGA", "DROPOFF-LGA", Form, "pickup")]
    [InlineData(Gds.Amadeus, "2 MIS", "0 MIS", Value, "segment")]
    [InlineData(Gds.Amadeus, "2 MIS", "100 MIS", Length, "segment")]
    public void Check_finds_what_was_broken_and_where(Gds gds, string text, string broken, SellFormatViolation code, string at)
    {
        var line = LineOf(gds).Replace(text, broken, StringComparison.Ordinal);
        Assert.NotEqual(LineOf(gds), line);

        var finding = SellFormatLinter.Check(gds, line)[0];

        Assert.Equal((gds, code, at), (finding.Gds, finding.Code, finding.At));
        Assert.NotEmpty(finding.Text);
    }

    [Theory]
    [InlineData(163, true)]
    [InlineData(400, false)]
    public void Check_finds_a_line_over_its_limit(int limit, bool found) => Assert.Equal(found ? [(Length, "line")] : [],
        SellFormatLinter.Check(Gds.Sabre, Sabre, limits: new SellFormatLimits(limit)).Select(finding => (finding.Code, finding.At)));

    [Theory]
    [InlineData("800 225 1656", "800 225 165", "phone")]
    [InlineData("CONF-132625", "CONF-13262", "confirmation")]
    [InlineData("RID-132625760", "RID-13262576", "reservation")]
    [InlineData("2 MIS", "3 MIS", "segment")]
    public void Check_against_the_segment_finds_what_was_cut(string text, string cut, string at)
    {
        var place = new SegmentPlace("", "", "", "", "LGA airport", "LGA");
        var segment = new PassiveSegment
        {
            Number = 2,
            City = "LGA",
            VendorName = "Capital Limousine",
            VendorPhone = "+1 800-225-1656",
            Rate = "24.00",
            Currency = "USD",
            RateType = Domain.Pricing.RateType.Flat,
            ConfirmationNumber = "132625",
            ReservationId = 132625760,
            Pickup = place,
            Dropoff = place,
            PickupAt = new DateTime(2012, 9, 13, 5, 30, 0),
            DropoffAt = new DateTime(2012, 9, 13, 6, 0, 0),
        };

        Assert.Empty(SellFormatLinter.Check(Gds.Amadeus, Amadeus, segment));
        var findings = SellFormatLinter.Check(Gds.Amadeus, Amadeus.Replace(text, cut, StringComparison.Ordinal), segment);

        Assert.Contains((Lost, at), findings.Select(finding => (finding.Code, finding.At)));
    }

    [Fact]
    public void Parse_reads_what_each_line_separates()
    {
        var (sabre, apollo) = (SellFormatLine.Parse(Gds.Sabre, Sabre)!, SellFormatLine.Parse(Gds.Apollo, Apollo)!);
        var (galileo, amadeus) = (SellFormatLine.Parse(Gds.Galileo, Galileo)!, SellFormatLine.Parse(Gds.Amadeus, Amadeus)!);

        Assert.Equal(["209 MADISON ST SUITE 400 ALEXANDRIAVA 22314"], sabre.Pickup);
        Assert.Equal(("M", "14MAY", "2015551212", "USD", "0.00", ""),
            (sabre.Weekday, sabre.Date, sabre.VendorPhone, sabre.Currency, sabre.Rate, sabre.RateKind));
        Assert.Equal(["209 MADISON ST SUITE 400", "ALEXANDRIA", "VA", "22314"], apollo.Pickup);
        Assert.Equal(("", "52695871", "PCI QA TEST"), (apollo.DropoffAt, apollo.ReservationId, apollo.VendorName));
        Assert.Equal((null, "", "50.00", "HOURLY-2 HR MIN"), (galileo.Number, galileo.Currency, galileo.Rate, galileo.RateKind));
        Assert.Equal((2, "132625", "0530", "0600"), (amadeus.Number, amadeus.ConfirmationNumber, amadeus.PickupAt, amadeus.DropoffAt));
        Assert.Equal(("USD", "24.00", "FLAT"), (amadeus.Currency, amadeus.Rate, amadeus.RateKind));
        Assert.Null(SellFormatLine.Parse(Gds.Amadeus, Sabre));
        Assert.Null(SellFormatLine.Parse(Gds.Apollo, ""));
    }

    private static string LineOf(Gds gds) => gds switch
    {
        Gds.Sabre or Gds.Abacus => Sabre,
        Gds.Apollo => Apollo,
        Gds.Galileo => Galileo,
        _ => Amadeus,
    };
}
