using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Domain.Tests;

/// <content>Rates, charges and discounts. Amounts have more digits than the minor unit, so that they are rounded.</content>
internal static partial class Generators
{
    private static Gen<decimal> Amount => Gen.Choose(0, 5_000_000).Select(tenThousandths => tenThousandths / 10_000m);

    private static Gen<decimal> Percent => Gen.Choose(0, 100_000).Select(thousandths => thousandths / 1000m);

    /// <summary>
    /// For each vehicle, pair of zones and kind: no rate, one in either direction, one for both, or two with different prices.
    /// </summary>
    private static Gen<Rate[]> Rates(Zone[] zones, FleetVehicle[] fleet)
    {
        var ways = (from vehicle in fleet
                    from one in Enumerable.Range(0, zones.Length)
                    from other in Enumerable.Range(one, zones.Length - one)
                    from kind in new[] { RateType.Flat, RateType.Estimated, RateType.NotAvailable, RateType.Hourly }
                    where kind != RateType.Hourly || one == other
                    select (Car: vehicle.VehicleId, One: zones[one].Code, Other: zones[other].Code, Kind: kind)).ToArray();
        return from directions in Gen.Frequency((1, Gen.Constant(0)), (1, Gen.Choose(1, 4))).ArrayOf(ways.Length)
               from amounts in Amount.ArrayOf(6 * ways.Length)
               from steps in Gen.Elements(1, 7, 15, 20, 30, 60).ArrayOf(ways.Length)
               select ways.SelectMany((way, index) => Between(way, directions[index], amounts[(6 * index)..], steps[index]))
                   .Select((rate, id) => rate with { Id = $"{id}" }).ToArray();
    }

    private static IEnumerable<Rate> Between(
        (string Car, string One, string Other, RateType Kind) way, int direction, decimal[] amounts, int step)
    {
        Rate There(string from, string to, bool both, decimal[] some) => way.Kind switch
        {
            RateType.Flat =>
                new FlatRate { Id = "", VehicleId = way.Car, From = from, To = to, BothWays = both, Price = some[0], Minutes = step },
            RateType.Estimated when step % 2 == 0 =>
                new EstimatedRate
                {
                    Id = "",
                    VehicleId = way.Car,
                    From = from,
                    To = to,
                    BothWays = both,
                    Base = some[0],
                    PerMile = 2.345m,
                    Miles = some[1],
                    Minimum = some[2],
                    Minutes = step
                },
            RateType.Estimated =>
                new EstimatedRate
                {
                    Id = "",
                    VehicleId = way.Car,
                    From = from,
                    To = to,
                    BothWays = both,
                    Base = some[0],
                    PerKm = 1.234m,
                    Km = some[1],
                    Minimum = some[2],
                    Minutes = step
                },
            _ => new OnRequestRate { Id = "", VehicleId = way.Car, From = from, To = to, BothWays = both, Text = "Call us." },
        };

        if (direction == 0)
            yield break;
        if (way.Kind == RateType.Hourly)
            yield return new HourlyRate
            {
                Id = "",
                VehicleId = way.Car,
                Zone = way.One,
                PerHour = amounts[0],
                MinimumHours = direction / 2m,
                IncrementMinutes = step
            };
        else if (way.One == way.Other)
            yield return There(way.One, way.One, direction == 3, amounts);
        else
        {
            if (direction != 2)
                yield return There(way.One, way.Other, direction == 3, amounts);
            if (direction is 2 or 4)
                yield return There(way.Other, way.One, false, amounts[3..]);
        }
    }

    private static Gen<Charge> Charge(Zone[] zones)
    {
        var percentOrAmount = Gen.OneOf(
            Percent.Select(percent => ((decimal?)percent, (decimal?)null)), Amount.Select(amount => ((decimal?)null, (decimal?)amount)));
        var some = Gen.SubListOf(zones.Select(zone => zone.Code));
        return Gen.OneOf(
            percentOrAmount.Select(size => (Charge)new ServiceCharge { Percent = size.Item1, Amount = size.Item2 }),
            from size in percentOrAmount
            from name in Gen.Elements("fuel", "Toll", "night", "event")
            from hours in Gen.Two(Gen.Choose(0, 23))
            from kind in Gen.Choose(0, 3)
            select (Charge)new Surcharge
            {
                Description = name,
                Percent = size.Item1,
                Amount = size.Item2,
                Window = kind == 1 ? new DailyWindow(new TimeOnly(hours.Item1, 0), new TimeOnly(hours.Item2, 30)) : null,
                Weekdays = kind == 2 ? [DayOfWeek.Saturday, DayOfWeek.Sunday, DayOfWeek.Monday] : [],
                Dates = kind == 3 ? [new DateOnly(2026, 3, 8), new DateOnly(2026, 10, 25)] : [],
            },
            Percent.SelectMany(percent => Gen.SubListOf(Enum.GetValues<FarePart>()).Select(on => (Charge)new Tax(percent, [.. on]))),
            Amount.SelectMany(amount => some.Select(codes => (Charge)new PickupCharge(amount, [.. codes]))),
            Amount.SelectMany(amount => some.Select(codes => (Charge)new DropoffCharge(amount, [.. codes]))),
            Amount.Select(amount => (Charge)new ExtraStop(amount)),
            Amount.Select(amount => (Charge)new ExtraTime(amount)));
    }

    private static Gen<Discount> Discount(Rate[] rates) =>
        from whose in Gen.Elements(("ACME", ""), ("ACME", "1"), ("GLOBEX", ""), ("", "1"))
        from percent in Gen.OneOf(Percent.Select(percent => (decimal?)percent), Gen.Constant<decimal?>(null))
        from own in Amount.Select(amount => amount / 2).ArrayOf(rates.Length)
        from rated in Gen.SubListOf(rates.Select(rate => rate.Id))
        from days in Gen.Two(Gen.Frequency((4, Gen.Constant<int?>(null)), (1, Gen.Choose(0, 364).Select(day => (int?)day))))
        select new Discount
        {
            CorporateId = whose.Item1,
            Number = whose.Item2,
            Percent = percent,
            Rates = percent is null ? rated.ToDictionary(id => id, id => own[int.Parse(id, null)]) : [],
            ValidFrom = days.Item1 is { } first ? new DateOnly(2026, 1, 1).AddDays(first) : null,
            ValidTo = days.Item2 is { } last ? new DateOnly(2026, 1, 1).AddDays(last) : null,
        };
}
