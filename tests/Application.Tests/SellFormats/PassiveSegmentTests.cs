using GroundTransport.Application.SellFormats;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;
using GroundTransport.TestKit;
using Xunit;

namespace GroundTransport.Application.Tests.SellFormats;

public sealed class PassiveSegmentTests
{
    [Fact]
    public void Of_a_reservation_has_the_booked_ride_in_local_time()
    {
        var expected = new PassiveSegment
        {
            Number = 3,
            City = "DCA",
            VendorName = "LimoVendor",
            VendorPhone = "4354654654",
            Rate = "42.50",
            Currency = "USD",
            RateType = RateType.Flat,
            ConfirmationNumber = TestReservations.ConfirmationNumber,
            ReservationId = TestReservations.Id,
            Pickup = new SegmentPlace("209 Madison St. #400", "Alexandria", "VA", "22314"),
            Dropoff = new SegmentPlace("", "", "", "", "DCA airport", "DCA"),
            PickupAt = new DateTime(2012, 2, 19, 9, 0, 0),
            DropoffAt = new DateTime(2012, 2, 19, 9, 15, 0),
        };

        Assert.Equal(expected, PassiveSegment.Of(TestReservations.In(ReservationStatus.RA), 3));
    }

    [Fact]
    public void Of_a_reservation_with_a_pending_change_has_the_change() =>
        Assert.Equal(new DateTime(2012, 2, 19, 11, 0, 0), PassiveSegment.Of(TestReservations.In(ReservationStatus.CB), 1).PickupAt);

    [Fact]
    public void Of_a_ride_with_a_final_fare_has_the_final_fare()
    {
        var zero = Money.Zero(TestPlans.Usd);
        var fare = new FinalFare(Money.Round(50, TestPlans.Usd), zero, zero, zero);
        var reservation = TestReservations.In(ReservationStatus.RA);
        reservation.Do(new Close(RideOutcome.Completed, fare), TestClock.AfterPickup);

        Assert.Equal(("50.00", "USD"), PassiveSegment.Of(reservation, 1) is var segment ? (segment.Rate, segment.Currency) : default);
    }

    [Theory]
    [InlineData("airport", "other airport", "DCA")]
    [InlineData("other airport", "airport", "JFK")]
    [InlineData("station", "other airport", "JFK")]
    [InlineData("airport", "address", "DCA")]
    [InlineData("address", "airport", "DCA")]
    [InlineData("address", "station", "WAS")]
    public void City_is_the_pickup_airport_else_the_drop_off_airport_else_the_zones_city(string pickup, string dropoff, string city)
    {
        var journey = TestRides.Journey with { Pickup = Stop(pickup), Dropoff = Stop(dropoff) };
        var ride = TestRides.Booked with { GdsCity = "WAS", Journey = journey };

        Assert.Equal(city, PassiveSegment.Of(TestReservations.Sold(ride), 1).City);
    }

    [Theory]
    [InlineData("airport", "DCA airport", "DCA")]
    [InlineData("station", "Union Station", "WAS")]
    [InlineData("station without a name", "WAS station", "WAS")]
    [InlineData("directed", "as directed", "")]
    public void Place_that_is_not_an_address_has_words_and_a_code(string stop, string words, string code) =>
        Assert.Equal(new SegmentPlace("", "", "", "", words, code), SegmentPlace.Of(Stop(stop)));

    private static Stop Stop(string name) => name switch
    {
        "airport" => TestRides.Airport,
        "other airport" => new AirportStop("JFK"),
        "station" => TestRides.Station,
        "station without a name" => TestRides.Station with { StationName = "" },
        "directed" => new AsDirected(),
        _ => TestRides.MadisonStreet,
    };
}
