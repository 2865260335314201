using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.TestKit;

/// <summary>What a pricing service offers for the ride of Concur's examples: a sedan for 42.50.</summary>
public static class TestOffers
{
    public static Fare Fare { get; } = new()
    {
        Type = RateType.Flat,
        BasePrice = Money.Round(35.00m, TestPlans.Usd),
        ServiceCharge = Money.Round(5.00m, TestPlans.Usd),
        SurCharge = Money.Round(1.00m, TestPlans.Usd),
        SurChargeDescription = "fuel",
        Tax = Money.Round(1.50m, TestPlans.Usd),
    };

    public static ServiceOffer Sedan { get; } = Of(TestRides.Journey);

    public static ServiceOffer Of(Journey journey) => new(
        TestPlans.Vendor.Code, "their-id/4711", journey, TimeZoneInfo.FindSystemTimeZoneById(TestPlans.Vendor.TimeZone),
        TestPlans.Sedan with { Count = 0, Luggage = 0, TurnaroundMinutes = 0 }, Fare, journey.Start.AddMinutes(30))
    {
        ValidUntil = TestClock.Now.AddMinutes(20),
        AcceptedPayment = TestPlans.Demo.Payment,
        Cancellation = TestPlans.Cancellation,
        City = "DCA",
    };
}
