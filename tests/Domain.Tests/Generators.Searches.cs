using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Domain.Journeys;

namespace GroundTransport.Domain.Tests;

/// <content>Searches that a random plan usually has offers for.</content>
internal static partial class Generators
{
    private static Gen<Stop> KnownPlace => Gen.Frequency(
        (4, Gen.Elements<Stop>(new AirportStop("DCA"), new AirportStop("JFK"), new StationStop("WAS", "", "", ""))),
        (6, from postalCode in Gen.Elements("", "22314", "22399", "29999", "99999")
            from place in Gen.Elements(("Alexandria", "VA"), ("Richmond", "VA"), ("Boston", "MA"))
            select (Stop)new AddressStop("1 Main St.", place.Item1, place.Item2, "US", postalCode)),
        (1, Gen.Elements<Stop>(new AirportStop("SFO"), new AddressStop("1 Main St.", "Toronto", "ON", "CA", "M5V"))));

    /// <summary>A time in 2026, in UTC; one in four close to a clock change.</summary>
    private static Gen<DateTimeOffset> Pickup => Gen.Frequency(
        (3, Gen.Choose(0, 365 * 24 * 60).Select(minutes => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes))),
        (1, from change in Gen.Elements((3, 8), (3, 29), (10, 25), (11, 1))
            from minutes in Gen.Choose(-300, 720)
            select new DateTimeOffset(2026, change.Item1, change.Item2, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes)));

    private static Gen<DiscountCode?> Agreement => Gen.Frequency(
        (1, Gen.Constant<DiscountCode?>(null)),
        (4, from company in Gen.Elements("ACME", "acme", "GLOBEX", "INITECH")
            from vendor in Gen.Elements("", "", "", "lml", "XYZ")
            from number in Gen.Elements("", "1", "1", "2")
            select (DiscountCode?)new DiscountCode(company, vendor, number)));

    private static Gen<Journey> PlannedJourney =>
        from pickup in KnownPlace
        from dropoff in Gen.Frequency((4, KnownPlace), (1, Gen.Constant<Stop>(new AsDirected())))
        from byTheHour in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from start in Pickup
        from minutes in Gen.Frequency((1, Gen.Constant<int?>(null)), (1, Gen.Choose(1, 3000).Select(minutes => (int?)minutes)))
        from passengers in Gen.Frequency((9, Gen.Choose(1, 2)), (1, Gen.Choose(1, 10)))
        from classOfService in Gen.Frequency(
            (9, Gen.Constant(ClassOfService.Normal)), (1, Gen.Elements(ClassOfService.High, ClassOfService.Highest)))
        from code in Agreement
        select new Journey(
            byTheHour || dropoff is AsDirected ? ServiceType.Hourly
                : dropoff is AirportStop ? ServiceType.ToAirport : ServiceType.PointToPoint,
            classOfService, pickup, dropoff, start, minutes is { } some ? start.AddMinutes(some) : null, passengers)
        { Discount = code };

    public static Gen<AnySearch> Search =>
        from plan in Plan
        from journey in PlannedJourney
        from wanted in Gen.Frequency(
            (9, Gen.Constant(VehicleType.Any)), (1, Gen.Elements(VehicleType.Sedan, VehicleType.Van, VehicleType.Limo)))
        from minutes in Gen.Frequency((1, Gen.Choose(-10, 600)), (9, Gen.Choose(600, 3000)))
        select new AnySearch(plan, journey, wanted, journey.Start.AddMinutes(-minutes));
}
