using GroundTransport.Application.SellFormats;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;
using GroundTransport.TestKit;
using Xunit;

namespace GroundTransport.Application.Tests.SellFormats;

/// <summary>Ten reservations in the sell format of each GDS. The expected lines were derived from the formats by hand.</summary>
public sealed class SellFormatTests
{
    private const string LongStreet = "100 NORTHERN MARTIN LUTHER KING JUNIOR MEMORIAL PARKWAY EXTENSION BUILDING SEVEN ENTRANCES";

    /// <summary>The lines of sell-formats.txt.</summary>
    public static TheoryData<string, Gds, string> Lines { get; } = ReadLines();

    [Theory]
    [MemberData(nameof(Lines))]
    public void Render_of_each_kind_of_reservation_gives_the_line_of_the_GDS(string reservation, Gds gds, string line)
    {
        var segment = PassiveSegment.Of(ReservationOf(reservation), 1);

        Assert.Equal(line, SellFormat.Render(gds, segment));
    }

    [Fact]
    public void Render_for_an_unknown_gds_throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SellFormat.Render((Gds)99, PassiveSegment.Of(ReservationOf("Hourly"), 1)));

    [Fact]
    public void Limit_of_an_unknown_gds_throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SellFormatLimits().Of((Gds)99));

    [Theory]
    [InlineData(Gds.Sabre)]
    [InlineData(Gds.Abacus)]
    [InlineData(Gds.Apollo)]
    [InlineData(Gds.Galileo)]
    [InlineData(Gds.Amadeus)]
    public void Render_under_any_limit_keeps_the_numbers_and_leaves_no_double_blank(Gds gds)
    {
        var segment = PassiveSegment.Of(ReservationOf("StreetOf90Characters"), 12);
        for (var limit = 60; limit < 260; limit++)
        {
            var line = SellFormat.Render(gds, segment, new SellFormatLimits(limit, limit, limit, limit));

            Assert.Contains("CONF-ABC123/", line, StringComparison.Ordinal);
            Assert.Contains("123456789012", line, StringComparison.Ordinal);
            Assert.DoesNotContain("  ", line, StringComparison.Ordinal);
            Assert.True(line.Length <= Math.Max(limit, 175), line);
        }
    }

    private static TheoryData<string, Gds, string> ReadLines()
    {
        using var reader = new StreamReader(typeof(SellFormatTests).Assembly.GetManifestResourceStream("sell-formats.txt")!);
        var data = new TheoryData<string, Gds, string>();
        foreach (var line in reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            var columns = line.Split(" | ");
            data.Add(columns[0], Enum.Parse<Gds>(columns[1]), columns[2]);
        }
        return data;
    }

    private static Reservation ReservationOf(string name) => name switch
    {
        "NoAirport" => Accepted(To(new AddressStop("1 Main St", "Alexandria", "VA", "US", "22314"), ServiceType.PointToPoint)),
        "Hourly" => Accepted(TestRides.Of(TestRides.HourlyJourney, TestPlans.HourlyRateId) with { GdsCity = "WAS" }),
        "AsDirectedWithoutCity" => Accepted(TestRides.Of(
            TestRides.HourlyJourney with { Start = TestClock.Pickup.AddDays(4), End = null }, TestPlans.HourlyRateId) with
        { GdsCity = "" }),
        "Train" => Accepted(To(TestRides.Station, ServiceType.ToStation)),
        "Accents" =>
            Accepted(By("Société Müller & Søn", TestRides.MadisonStreet with { Street = "12 Rue de l'Église", City = "Saint-Étienne" })),
        "SlashInTheVendorsName" => Accepted(By("Black/White Cars", TestRides.MadisonStreet)),
        "StreetOf90Characters" => Accepted(By("LimoVendor", TestRides.MadisonStreet with { Street = LongStreet })),
        "Euro" => Accepted(TestRides.Booked with { Fare = InEuro(TestRides.Booked.Fare) }),
        "Pending" => Sold(TestRides.Booked),
        "Cancelled" => Cancelled(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Unknown reservation"),
    };

    private static Ride To(Stop dropoff, ServiceType serviceType) => TestRides.Booked with
    {
        Journey = TestRides.Journey with { Dropoff = dropoff, ServiceType = serviceType },
        GdsCity = "WAS",
    };

    private static Ride By(string vendor, AddressStop pickup) => TestRides.Booked with
    {
        Vendor = new VendorContact("LML", vendor, "4354654654"),
        Journey = TestRides.Journey with { Pickup = pickup },
    };

    private static Domain.Pricing.Fare InEuro(Domain.Pricing.Fare fare)
    {
        Money Same(Money money) => Money.FromMinorUnits(money.MinorUnits, Currency.Of("EUR"));
        return fare with
        {
            BasePrice = Same(fare.BasePrice),
            ServiceCharge = Same(fare.ServiceCharge),
            SurCharge = Same(fare.SurCharge),
            Tax = Same(fare.Tax),
        };
    }

    private static Reservation Sold(Ride ride) => Reservation.Sell(123456789012, "demo", ride, false, "", TestClock.Now).Reservation;

    private static Reservation Accepted(Ride ride)
    {
        var reservation = Sold(ride);
        reservation.Do(new Accept("ABC123", "", ""), TestClock.Now);
        return reservation;
    }

    private static Reservation Cancelled()
    {
        var reservation = Accepted(TestRides.Booked);
        reservation.Do(new CancelBySupplier("No driver.", "CANCEL1"), TestClock.Now);
        return reservation;
    }
}
