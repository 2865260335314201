using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.TestKit;

/// <summary>Vendor LML and a small rate plan, whose ride from Old Town to the airport has the price of Concur's example.</summary>
public static class TestPlans
{
    public const string FlatRateId = "5";

    public const string HourlyRateId = "6";

    public const string SedanId = "12";

    public static readonly Currency Usd = Currency.Of("USD");

    public static Vendor Vendor { get; } = new()
    {
        Code = "LML",
        Name = "LimoVendor",
        Phone = "4354654654",
        Currency = "USD",
        TimeZone = "America/New_York",
        PlanVersion = 1,
    };

    public static Zone Airport { get; } = new() { Code = "DCA", Airports = ["DCA"], GdsCity = "DCA" };

    public static Zone OldTown { get; } = new()
    {
        Code = "OLDTOWN",
        PostalCodes = ["22314", "2230*"],
        Cities = [new ZoneCity("Alexandria", "VA", "US")],
        GdsCity = "DCA",
    };

    public static Zone Station { get; } = new() { Code = "UNION", Stations = ["WAS"], GdsCity = "WAS" };

    public static FleetVehicle Sedan { get; } = new()
    {
        VehicleId = SedanId,
        Type = VehicleType.Sedan,
        Description = "This is a Sedan.",
        MaxPassengers = 3,
        Luggage = 2,
        Count = 8,
        TurnaroundMinutes = 20,
    };

    /// <summary>Old Town and the airport, both ways, 35.00.</summary>
    public static FlatRate Flat { get; } = new()
    {
        Id = FlatRateId,
        VehicleId = SedanId,
        From = OldTown.Code,
        To = Airport.Code,
        BothWays = true,
        Price = 35.00m,
        Minutes = 15,
    };

    /// <summary>By the hour from Old Town: at least two hours, in half hours.</summary>
    public static HourlyRate Hourly { get; } = new()
    {
        Id = HourlyRateId,
        VehicleId = SedanId,
        Zone = OldTown.Code,
        PerHour = 50.00m,
        MinimumHours = 2,
        IncrementMinutes = 30,
    };

    /// <summary>Free until a day before the pickup, half until four hours before, then the whole fare; a no-show pays all.</summary>
    public static CancellationPolicy Cancellation { get; } = new()
    {
        Tiers =
        [
            new CancellationTier { HoursBefore = 24, Percent = 0 },
            new CancellationTier { HoursBefore = 4, Percent = 50 },
            new CancellationTier { HoursBefore = 0, Percent = 100 },
        ],
        NoShow = new CancellationFee { Percent = 100 },
    };

    public static RatePlan Demo { get; } = new()
    {
        VendorCode = Vendor.Code,
        Version = 1,
        Currency = Usd,
        TimeZone = Vendor.TimeZone,
        Zones = [Airport, OldTown, Station],
        Fleet = [Sedan],
        Rates = [Flat, Hourly],
        Charges =
        [
            new ServiceCharge { Amount = 5.00m },
            new Surcharge { Description = "fuel", Amount = 1.00m },
            new Tax(3.75m, [FarePart.Base, FarePart.ServiceCharge]),
        ],
        Payment = new PaymentTerms
        {
            Cards = [CardType.AX, CardType.CA, CardType.VI, CardType.DS, CardType.DC],
            CardPresentedAtRide = true,
        },
    };
}
