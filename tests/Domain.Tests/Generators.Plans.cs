using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Domain.Tests;

/// <content>
/// Valid rate plans: no place in two zones, no two rates of one kind for the same vehicle and direction, no two policies of equal
/// precedence for the same ride.
/// </content>
internal static partial class Generators
{
    private static readonly Func<Zone, Zone>[] Places =
    [
        zone => zone with { Airports = [.. zone.Airports, "DCA"] },
        zone => zone with { Airports = [.. zone.Airports, "JFK"] },
        zone => zone with { Stations = [.. zone.Stations, "WAS"] },
        zone => zone with { PostalCodes = [.. zone.PostalCodes, "22314"] },
        zone => zone with { PostalCodes = [.. zone.PostalCodes, "223*"] },
        zone => zone with { PostalCodes = [.. zone.PostalCodes, "2*"] },
        zone => zone with { Cities = [.. zone.Cities, new ZoneCity("Alexandria", "VA", "US")] },
        zone => zone with { Cities = [.. zone.Cities, new ZoneCity("", "VA", "US")] },
        zone => zone with { Cities = [.. zone.Cities, new ZoneCity("", "", "US")] },
    ];

    private static Gen<Zone[]> Zones =>
        from count in Gen.Choose(1, 4)
        from homes in Gen.Choose(0, 6 * count).Select(home => home % (6 * count) / 6).ArrayOf(Places.Length)
        from clocks in Gen.Elements(null, null, "America/Chicago", "Europe/Berlin", "Asia/Tokyo").ArrayOf(count)
        select Enumerable.Range(0, count).Select(index => Places.Where((_, place) => homes[place] == index)
            .Aggregate(new Zone { Code = $"zone{index}", TimeZone = clocks[index] }, (zone, add) => add(zone))).ToArray();

    private static Gen<FleetVehicle[]> Fleet =>
        from count in Gen.Choose(1, 3)
        from types in Gen.Elements(VehicleType.Sedan, VehicleType.Van).ArrayOf(count)
        from classes in Gen.Elements(ClassOfService.Normal, ClassOfService.High).ArrayOf(count)
        from seats in Gen.Choose(2, 9).ArrayOf(count)
        select Enumerable.Range(0, count).Select(index => new FleetVehicle
        {
            VehicleId = $"car{index}",
            Type = types[index],
            ClassOfService = classes[index],
            Description = $"This is car {index}.",
            MaxPassengers = seats[index],
            Count = 1,
            TurnaroundMinutes = 10 * index,
        }).ToArray();

    public static Gen<RatePlan> Plan =>
        from zones in Zones
        from fleet in Fleet
        from rates in Rates(zones, fleet)
        from charges in Gen.Choose(0, 8).SelectMany(count => Charge(zones).ArrayOf(count))
        from discounts in Gen.Choose(0, 6).SelectMany(count => Discount(rates).ArrayOf(count))
        from policies in Policies
        from rules in Rules(zones, fleet)
        from currency in Gen.Elements("USD", "JPY", "KWD")
        select new RatePlan
        {
            VendorCode = "LML",
            Currency = Currency.Of(currency),
            TimeZone = "America/New_York",
            Rules = rules,
            Zones = zones,
            Fleet = fleet,
            Rates = rates,
            Charges = charges,
            Discounts = discounts,
            Cancellation = policies,
        };

    private static Gen<CancellationPolicy[]> Policies =>
        from kinds in Gen.SubListOf("all", "hourly", "not hourly", "car0", "car1", "car0 hourly", "car0 not hourly")
        from percent in Percent
        from amount in Amount
        from forbidden in Gen.Elements(true, false)
        select kinds.Select((kind, index) => Policy(kind) with
        {
            Tiers =
            [
                new CancellationTier { HoursBefore = 24 + index, Percent = percent },
                new CancellationTier { HoursBefore = 6, Hours = 1.5m },
                new CancellationTier { HoursBefore = 0, Amount = amount, Forbidden = forbidden },
            ],
            NoShow = index == 2 ? null : new CancellationFee { Amount = amount + index },
        }).ToArray();

    private static CancellationPolicy Policy(string kind) => new()
    {
        VehicleIds = kind.StartsWith("car", StringComparison.Ordinal) ? [kind[..4]] : [],
        ServiceTypes = kind.EndsWith("not hourly", StringComparison.Ordinal)
            ? [.. Enum.GetValues<ServiceType>().Where(type => type != ServiceType.Hourly)]
            : kind.EndsWith("hourly", StringComparison.Ordinal) ? [ServiceType.Hourly] : [],
    };

    private static Gen<BookingRules> Rules(Zone[] zones, FleetVehicle[] fleet) =>
        from hours in Gen.Elements(0m, 1m, 2.5m)
        from leads in Gen.Choose(0, 2).SelectMany(count => (
            from more in Gen.Choose(0, 30)
            from pickups in Gen.SubListOf(zones.Select(zone => zone.Code))
            from vehicles in Gen.SubListOf(fleet.Select(vehicle => vehicle.VehicleId))
            select new LeadTime(more) { Zones = [.. pickups], VehicleIds = [.. vehicles] }).ArrayOf(count))
        from window in Gen.Elements(1, 30, 365, 365, 365, 365)
        from closed in Gen.Choose(0, 10).SelectMany(count => Gen.Choose(0, 364).ArrayOf(count))
        select new BookingRules
        {
            LeadTimeHours = hours,
            LeadTimes = leads,
            BookingWindowDays = window,
            Blackouts = [.. closed.Select(
                day => new Blackout(new DateTime(2026, 1, 1).AddDays(day), new DateTime(2026, 1, 3).AddDays(day)))],
        };
}
