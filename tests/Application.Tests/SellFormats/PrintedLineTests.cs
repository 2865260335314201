using GroundTransport.Application.SellFormats;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;
using GroundTransport.TestKit;
using Xunit;

namespace GroundTransport.Application.Tests.SellFormats;

/// <summary>The five lines in Concur's documentation, byte for byte. 14MAY is a Monday in 2012.</summary>
public sealed class PrintedLineTests
{
    private static readonly AddressStop Madison = new("209 Madison St Suite 400", "Alexandria", "VA", "US", "22314");
    private static readonly AddressStop Wall = new("55 Wall Street", "New York", "NY", "US", "10005");
    private static readonly AddressStop Unnamed = new("18400", "", "", "", "");

    private static readonly Printed[] Table =
    [
        new(Gds.Sabre, 1, "PCI QA TEST", "2015551212", Madison, "DCA", "2012-05-14T09:00", 15, "USD", 0m, null, "", 203121365,
            "1 OTH LM 14MAY M GK1 DCA/PCI QA TEST/TEL 201 555 1212/RATE-$0.00/CONF-"
            + "/PICKUP-209 MADISON ST SUITE 400 ALEXANDRIAVA 22314 AT 0900/DROPOFF-DCA AIRPORT AT 0915/203121365/RESERVATION L1"),
        new(Gds.Apollo, 1, "PCI QA TEST", "2015551212", Madison, "DCA", "2012-05-09T09:00", 15, "USD", 0m, null, "", 52695871,
            "1 LIM ZM GK1 DCA 09MAY-/PCI QA TEST-TEL 2015551212/RATE-$0.00/CONF-"
            + "/PICKUP-209 MADISON ST SUITE 400\"ALEXANDRIA\"VA\"22314 AT 0900/DROPOFF-DCA AIRPORT/52695871/RESERVATION L1"),
        new(Gds.Abacus, 1, "PCI QA TEST", "2015551212", Madison, "DCA", "2012-05-14T09:00", 15, "USD", 0m, null, "", 203121365,
            "1 OTH LM 14MAY M GK1 DCA/PCI QA TEST/TEL 201 555 1212/RATE-$0.00/CONF-"
            + "/PICKUP-209 MADISON ST SUITE 400 ALEXANDRIAVA 22314 AT 0900/DROPOFF-DCA AIRPORT AT 0915/203121365/RESERVATION L1"),
        new(Gds.Galileo, 1, "FALCON DES", "8666932526", Unnamed, "SEA", "2012-12-15T09:00", 120, "USD", 50m, 2, "", 771297634,
            "TUR ZM AK1 SEA 15DEC-/FALCON DES-TEL 8666932526/RATE-50.00 HOURLY-2 HR MIN/CONF-"
            + "/PU-18400 AT 0900/DO-SEA/771297634/RES"),
        new(Gds.Amadeus, 2, "CAPITAL LIMOUSINE", "8002251656", Wall, "LGA", "2012-09-13T05:30", 30, "USD", 24m, null, "132625", 132625760,
            "2 MIS 1A HK1 LGA 13SEP-LMO CAPITAL LIMOUSINE/TEL-800 225 1656/RATE-USD24.00 FLAT/CONF-132625"
            + "/PICKUP-55 WALL STREET NEW YORK NY 10005 AT 0530/DROPOFF- LGA AIRPORT AT 0600/RID-132625760"),
    ];

    public static TheoryData<Gds> Systems => [.. Table.Select(row => row.Gds)];

    [Theory]
    [MemberData(nameof(Systems))]
    public void Render_of_the_documentations_data_gives_its_line(Gds gds)
    {
        var printed = Table.Single(row => row.Gds == gds);

        Assert.Equal(printed.Line, SellFormat.Render(gds, PassiveSegment.Of(printed.Reserved(), printed.Segment)));
    }

    private sealed record Printed(
        Gds Gds, int Segment, string Vendor, string Phone, AddressStop Pickup, string Airport, string LocalPickup, int Minutes,
        string Currency, decimal Rate, decimal? MinHours, string Confirmation, long Id, string Line)
    {
        public Reservation Reserved()
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
            var local = DateTime.Parse(LocalPickup, System.Globalization.CultureInfo.InvariantCulture);
            var start = new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
            var zero = Money.Zero(Domain.Amounts.Currency.Of(Currency));
            var ride = TestRides.Booked with
            {
                Journey = TestRides.Journey with { Pickup = Pickup, Dropoff = new AirportStop(Airport), Start = start },
                Vendor = new VendorContact("LML", Vendor, Phone),
                Ends = start.AddMinutes(Minutes),
                TimeZone = zone.Id,
                Fare = new Fare
                {
                    Type = MinHours is null ? RateType.Flat : RateType.Hourly,
                    MinHours = MinHours,
                    BasePrice = Money.Round(Rate, zero.Currency),
                    ServiceCharge = zero,
                    SurCharge = zero,
                    Tax = zero,
                },
            };
            var atOnce = Confirmation.Length > 0;
            return Reservation.Sell(Id, "demo", ride, atOnce, Confirmation, start.AddDays(-2)).Reservation;
        }
    }
}
