using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;
using GroundTransport.TestKit;

namespace GroundTransport.Domain.Tests.Pricing;

/// <summary>What a pricing service's offer promises, and the ride that is sold by it.</summary>
public class ServiceOfferTests
{
    [Fact]
    public void Offer_without_cancellation_terms_is_cancelled_free()
    {
        var reservation = TestReservations.Sold(RideOf(TestOffers.Sedan with { Cancellation = null }));

        Assert.Equal((null, ""), (reservation.Ride.Terms, reservation.Ride.CancelPolicy));
        Assert.True(reservation.CancellationFeeAt(TestClock.BeforePickup).Value.IsZero);
    }

    [Fact]
    public void Offer_with_cancellation_terms_costs_their_fee() =>
        Assert.Equal(
            "21.25 USD",
            TestReservations.Sold(RideOf(TestOffers.Sedan)).CancellationFeeAt(TestClock.Pickup.AddHours(-5)).Value.ToString());

    // Three hours cost 42.50.
    [Theory]
    [InlineData(RateType.Hourly, "14.17 USD")]
    [InlineData(RateType.Flat, "42.50 USD")]
    public void Fee_of_an_hour_is_its_share_of_an_hourly_offer_and_all_of_any_other(RateType type, string fee)
    {
        var offer = TestOffers.Of(TestRides.HourlyJourney) with
        {
            Fare = TestOffers.Fare with { Type = type },
            EndsAt = TestClock.Pickup.AddHours(3),
            Cancellation = new CancellationPolicy { NoShow = new CancellationFee { Hours = 1 } },
        };

        Assert.Equal(fee, offer.Terms!.NoShowFee(offer.Fare.Rate).ToString());
    }

    [Fact]
    public void Ride_of_an_offer_keeps_what_the_service_said()
    {
        var ride = RideOf(TestOffers.Sedan);

        Assert.Equal(("their-id/4711", TestOffers.Sedan.RateId, 0), (ride.Offer, ride.RateId, ride.PlanVersion));
        Assert.Equal((TestOffers.Fare, TestClock.Pickup.AddMinutes(30), null), (ride.Fare, ride.Ends, ride.Hold));
        Assert.Equal(("America/New_York", "DCA"), (ride.TimeZone, ride.GdsCity));
        Assert.Same(TestOffers.Sedan.AcceptedPayment, ride.AcceptedPayment);
    }

    [Theory]
    [InlineData("America/Chicago", "America/Chicago")]
    [InlineData(null, "America/New_York")]
    public void Ride_of_an_offer_ends_in_the_time_zone_of_its_drop_off_or_else_of_its_pickup(string? zoneAtDropoff, string timeZone)
    {
        var offer = TestOffers.Sedan with
        {
            ZoneAtDropoff = zoneAtDropoff is null ? null : TimeZoneInfo.FindSystemTimeZoneById(zoneAtDropoff),
        };

        Assert.Equal(timeZone, RideOf(offer).TimeZoneAtDropoff.Id);
    }

    private static Ride RideOf(ServiceOffer offer) =>
        Ride.Of(offer, TestPlans.Vendor.Contact, TestRides.Passenger, TestRides.Card);
}
