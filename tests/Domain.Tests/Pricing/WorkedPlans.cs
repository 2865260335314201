using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Domain.Tests.Pricing;

/// <summary>The rate plans of the worked examples (worked-prices.txt), as short as the examples allow.</summary>
internal static class WorkedPlans
{
    /// <summary>Zones of every kind, rates of every kind, night, weekend and holidays, fees at airports and stations.</summary>
    private static readonly RatePlan NewYork = Plan("USD", "America/New_York") with
    {
        Zones =
        [
            new Zone { Code = "JFK", Airports = ["JFK"] },
            new Zone { Code = "EWR", Airports = ["EWR"] },
            new Zone { Code = "ORD", Airports = ["ORD"], TimeZone = "America/Chicago" },
            new Zone { Code = "PENN", Stations = ["NYP"] },
            new Zone { Code = "MIDTOWN", PostalCodes = ["10018"] },
            new Zone { Code = "UPTOWN", PostalCodes = ["1002*"] },
            new Zone { Code = "MANHATTAN", PostalCodes = ["100*"] },
            new Zone { Code = "CITY", Cities = [new ZoneCity("New York", "NY", "US")] },
            new Zone { Code = "STATE", Cities = [new ZoneCity("", "NY", "US")] },
            new Zone { Code = "COUNTRY", Cities = [new ZoneCity("", "", "US")] },
        ],
        Rates =
        [
            Flat("F1", "MIDTOWN", "JFK", 70.00m) with { BothWays = true },
            Flat("F2", "UPTOWN", "JFK", 75.00m),
            Flat("F3", "JFK", "UPTOWN", 88.00m),
            Flat("F4", "MANHATTAN", "JFK", 80.00m),
            Flat("F5", "CITY", "JFK", 90.00m),
            Flat("F6", "STATE", "JFK", 150.00m),
            Flat("F7", "COUNTRY", "JFK", 400.00m),
            Flat("F8", "PENN", "JFK", 72.00m),
            Flat("F9", "JFK", "EWR", 110.00m),
            Flat("F10", "ORD", "COUNTRY", 60.00m),
            Flat("F11", "MIDTOWN", "JFK", 120.00m) with { VehicleId = "van" },
            ByTheMile("E1", "MIDTOWN", "JFK", 10.00m, 2.50m, 16m),
            ByTheMile("E2", "MIDTOWN", "EWR", 12.00m, 3.15m, 17.1m),
            ByTheMile("E3", "PENN", "MIDTOWN", 5.00m, 3.15m, 1.2m) with { Minimum = 25.00m },
            ByTheHour("H1", "MIDTOWN", 80.00m, hours: 2, increment: 30),
            OnRequest("N1", "MIDTOWN", "JFK"),
            OnRequest("N2", "MIDTOWN", "EWR"),
            OnRequest("N3", "MIDTOWN", "PENN"),
            OnRequest("N4", "PENN", "EWR"),
        ],
        Charges =
        [
            new Surcharge { Description = "weekend", Amount = 5.00m, Weekdays = [DayOfWeek.Saturday, DayOfWeek.Sunday] },
            new Surcharge { Description = "night", Percent = 10, Window = Daily(22, 00, 6, 00) },
            new Surcharge { Description = "fuel", Amount = 2.50m },
            new Surcharge { Description = "holiday", Percent = 25, Dates = [new DateOnly(2026, 7, 4), new DateOnly(2026, 12, 25)] },
            new ServiceCharge { Percent = 20 },
            new Tax(8.875m, [FarePart.Base, FarePart.ServiceCharge, FarePart.Surcharge]),
            new PickupCharge(5.00m, ["JFK", "EWR"]),
            new PickupCharge(1.75m, ["JFK"]),
            new DropoffCharge(3.00m, ["JFK"]),
            new DropoffCharge(4.50m, ["EWR", "PENN"]),
            new ExtraStop(20.00m),
            new ExtraTime(60.00m),
        ],
    };

    /// <summary>Hourly in steps of 15 minutes, per kilometre, and a surcharge window in the hour of the clock change.</summary>
    private static readonly RatePlan Berlin = Plan("EUR", "Europe/Berlin") with
    {
        Zones =
        [
            new Zone { Code = "BER", Airports = ["BER"] },
            new Zone { Code = "MITTE", PostalCodes = ["101*"] },
            new Zone { Code = "SPANDAU", PostalCodes = ["13581"] },
        ],
        Rates =
        [
            ByTheHour("H1", "MITTE", 65.00m, hours: 3, increment: 15),
            ByTheKilometre("E1", "MITTE", "BER", 4.30m, 2.80m, 27.5m) with { BothWays = true, Minimum = 30.00m },
            ByTheKilometre("E2", "MITTE", "SPANDAU", 4.30m, 2.80m, 7.9m) with { Minimum = 45.00m },
        ],
        Charges =
        [
            new ServiceCharge { Amount = 6.50m },
            new Surcharge { Description = "night", Percent = 20, Window = Daily(22, 00, 6, 00) },
            new Surcharge { Description = "small hours", Amount = 3.00m, Window = Daily(2, 30, 4, 00) },
            new Surcharge { Description = "Sunday", Percent = 5, Weekdays = [DayOfWeek.Sunday] },
            new Tax(19, [FarePart.Base]),
            new DropoffCharge(2.00m, ["BER"]),
        ],
    };

    /// <summary>Several service charges, several surcharges, two taxes on different parts.</summary>
    private static readonly RatePlan Alexandria = Plan("USD", "America/New_York") with
    {
        Zones = [new Zone { Code = "OLDTOWN", PostalCodes = ["22314"] }, new Zone { Code = "DCA", Airports = ["DCA"] },
            new Zone { Code = "UNION", Stations = ["WAS"] }],
        Rates = [Flat("F1", "OLDTOWN", "DCA", 35.10m), Flat("F2", "OLDTOWN", "UNION", 46.60m)],
        Charges =
        [
            new ServiceCharge { Percent = 15 },
            new ServiceCharge { Percent = 12.5m },
            new ServiceCharge { Amount = 2.00m },
            new ServiceCharge { Amount = 0.75m },
            new Surcharge { Description = "fuel", Amount = 1.25m },
            new Surcharge { Description = "Toll", Percent = 3 },
            new Surcharge { Description = "festival", Percent = 7.5m, Dates = [new DateOnly(2026, 9, 12)], Window = Daily(16, 00, 23, 00) },
            new Tax(6, [FarePart.Base]),
            new Tax(2.5m, [FarePart.ServiceCharge, FarePart.Surcharge]),
        ],
    };

    /// <summary>A currency without minor units.</summary>
    private static readonly RatePlan Tokyo = Plan("JPY", "Asia/Tokyo") with
    {
        Zones = [new Zone { Code = "HND", Airports = ["HND"] }, new Zone { Code = "NRT", Airports = ["NRT"] },
            new Zone { Code = "SHINJUKU", PostalCodes = ["160*"] }],
        Rates =
        [
            Flat("F1", "SHINJUKU", "HND", 12045) with { BothWays = true },
            ByTheHour("H1", "SHINJUKU", 5555, hours: 2, increment: 15),
            ByTheKilometre("E1", "HND", "NRT", 730, 387.5m, 78.6m),
        ],
        Charges =
        [
            new ServiceCharge { Percent = 10 },
            new Surcharge { Description = "fuel", Percent = 1.5m },
            new Surcharge { Description = "night", Percent = 25, Window = Daily(22, 00, 5, 00) },
            new Tax(10, [FarePart.Base, FarePart.ServiceCharge]),
        ],
    };

    /// <summary>A currency with three minor digits, and another weekend.</summary>
    private static readonly RatePlan Kuwait = Plan("KWD", "Asia/Kuwait") with
    {
        Zones = [new Zone { Code = "KWI", Airports = ["KWI"] },
            new Zone { Code = "SALMIYA", Cities = [new ZoneCity("Salmiya", "", "KW")] }],
        Rates = [Flat("F1", "SALMIYA", "KWI", 7.045m) with { BothWays = true },
            ByTheHour("H1", "SALMIYA", 6.755m, hours: 1, increment: 20)],
        Charges =
        [
            new ServiceCharge { Percent = 12.5m },
            new Surcharge { Description = "fuel", Percent = 1.5m },
            new Surcharge { Description = "weekend", Amount = 0.250m, Weekdays = [DayOfWeek.Friday, DayOfWeek.Saturday] },
            new Tax(5, [FarePart.Base, FarePart.Surcharge]),
        ],
    };

    /// <summary>Discounts of companies.</summary>
    private static readonly RatePlan Discounts = Plan("USD", "America/New_York") with
    {
        Zones = Alexandria.Zones,
        Rates =
        [
            Flat("F1", "OLDTOWN", "DCA", 100.00m),
            ByTheMile("E1", "UNION", "DCA", 10.00m, 2.00m, 20m),
            ByTheHour("H1", "OLDTOWN", 60.00m, hours: 2, increment: 30),
            OnRequest("N1", "DCA", "UNION"),
        ],
        Charges = [new ServiceCharge { Percent = 10 }, new Surcharge { Description = "fuel", Amount = 1.00m },
            new Tax(5, [FarePart.Base, FarePart.ServiceCharge])],
        Discounts =
        [
            new Discount { CorporateId = "ACME", Rates = Own(("F1", 95.00m)) },
            new Discount { CorporateId = "ACME", Number = "123", Percent = 10 },
            new Discount { CorporateId = "GLOBEX", Rates = Own(("F1", 80.00m), ("H1", 45.00m), ("E1", 42.50m)),
                ValidFrom = new DateOnly(2026, 6, 1), ValidTo = new DateOnly(2026, 12, 31) },
            new Discount { Number = "SUMMER", Percent = 50 },
            new Discount { CorporateId = "BOSS", Percent = 100 },
            new Discount { CorporateId = "DEAR", Rates = Own(("F1", 120.00m)) },
            new Discount { CorporateId = "THIRD", Percent = 33.335m },
        ],
    };

    public static IReadOnlyDictionary<string, RatePlan> ByName { get; } = new Dictionary<string, RatePlan>
    {
        ["New York"] = NewYork,
        ["Berlin"] = Berlin,
        ["Alexandria"] = Alexandria,
        ["Tokyo"] = Tokyo,
        ["Kuwait"] = Kuwait,
        ["Discounts"] = Discounts,
    };

    private static RatePlan Plan(string currency, string timeZone) => new()
    {
        VendorCode = "LML",
        Currency = Currency.Of(currency),
        TimeZone = timeZone,
        Fleet =
        [
            new FleetVehicle { VehicleId = "sedan", Type = VehicleType.Sedan, Description = "Sedan", MaxPassengers = 3, Count = 8 },
            new FleetVehicle { VehicleId = "van", Type = VehicleType.Van, Description = "Van", MaxPassengers = 8, Count = 2 },
        ],
    };

    private static FlatRate Flat(string id, string from, string to, decimal price) =>
        new() { Id = id, VehicleId = "sedan", From = from, To = to, Price = price, Minutes = 45 };

    private static EstimatedRate ByTheMile(string id, string from, string to, decimal start, decimal perMile, decimal miles) =>
        new() { Id = id, VehicleId = "sedan", From = from, To = to, Base = start, PerMile = perMile, Miles = miles, Minutes = 45 };

    private static EstimatedRate ByTheKilometre(string id, string from, string to, decimal start, decimal perKm, decimal km) =>
        new() { Id = id, VehicleId = "sedan", From = from, To = to, Base = start, PerKm = perKm, Km = km, Minutes = 45 };

    private static HourlyRate ByTheHour(string id, string zone, decimal perHour, decimal hours, int increment) =>
        new() { Id = id, VehicleId = "sedan", Zone = zone, PerHour = perHour, MinimumHours = hours, IncrementMinutes = increment };

    private static OnRequestRate OnRequest(string id, string from, string to) =>
        new() { Id = id, VehicleId = "sedan", From = from, To = to, Text = "Call for a price." };

    private static DailyWindow Daily(int hour, int minute, int toHour, int toMinute) =>
        new(new TimeOnly(hour, minute), new TimeOnly(toHour, toMinute));

    private static Dictionary<string, decimal> Own(params (string RateId, decimal Price)[] prices) =>
        prices.ToDictionary(own => own.RateId, own => own.Price);
}
