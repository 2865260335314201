using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.TestKit;

namespace GroundTransport.Infrastructure.Tests.Persistence;

/// <summary>Details of reservations as text: every later release can read the rows of an earlier one.</summary>
public sealed class StoredJsonTests
{
    [Fact]
    public void Ride_written_with_schema_1_is_readable()
    {
        var ride = StoredJson.Read<Ride>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Captured", "ride-schema-1.json")));

        Assert.Equal(("Miller", "LML", "5", 1), (ride.Passenger.LastName, ride.Vendor.Code, ride.RateId, ride.PlanVersion));
        Assert.Equal(("42.50 USD", RateType.Flat, "fuel"), (ride.Fare.Rate.ToString(), ride.Fare.Type, ride.Fare.SurChargeDescription));
        Assert.IsType<AddressStop>(ride.Journey.Pickup);
        Assert.Equal("DCA", Assert.IsType<AirportStop>(ride.Journey.Dropoff).Code);
        Assert.Equal(("1111", CardType.VI), (Assert.IsType<CardPayment>(ride.Payment).LastFour, ((CardPayment)ride.Payment).Type));
        Assert.Equal("12", ride.Hold!.Value.VehicleId);
        Assert.NotNull(ride.Terms);
    }

    [Fact]
    public void Read_of_a_later_schema_is_refused_with_its_number()
    {
        var later = StoredJson.Write(TestRides.Booked).Replace("\"schema\":1", "\"schema\":2", StringComparison.Ordinal);

        var failure = Assert.Throws<InvalidDataException>(() => StoredJson.Read<Ride>(later));

        Assert.Contains("schema 2", failure.Message, StringComparison.Ordinal);
    }

    public static TheoryData<int> Kinds { get; } = [0, 1, 2, 3];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_stop_and_payment_round_trips(int kind)
    {
        Stop stop = kind switch
        {
            0 => TestRides.MadisonStreet with { Notes = "ring" },
            1 => TestRides.Airport,
            2 => TestRides.Station with { Train = new Train("2V", "Amtrak", "171", new DateTime(2030, 1, 2, 3, 4, 0)) },
            _ => new AsDirected { Notes = "wherever" },
        };
        Payment payment = kind switch
        {
            0 => TestRides.Card,
            1 => new CashPayment(),
            2 => new CheckPayment(),
            _ =>
            new DirectBillingPayment("339")
        };
        var ride = TestRides.Booked with { Journey = TestRides.Journey with { Dropoff = stop }, Payment = payment, Terms = null };

        Assert.Equal(ride, StoredJson.Read<Ride>(StoredJson.Write(ride)));
    }
}
