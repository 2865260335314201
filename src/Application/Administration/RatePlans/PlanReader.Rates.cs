using System.Text.RegularExpressions;
using GroundTransport.Application.Documents;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.Administration.RatePlans;

/// <content>Rates and charges.</content>
internal sealed partial class PlanReader
{
    private const int LongestRide = 31 * 24 * 60;

    /// <summary>The rate that prices each trip: if two did, the order of the document would decide.</summary>
    private readonly Dictionary<(string Kind, string Vehicle, string From, string To), string> priced = [];

    private void ReadRate(DocumentNode node)
    {
        node.Require("id", "kind", "vehicleId");
        var id = node.Code("id", RateId(), "1 to 12 letters, digits, - and _.");
        var kind = node.Text("kind", 20);
        var vehicle = node.Code("vehicleId", VehicleId(), "The vehicleId of one in fleet.");
        if (vehicle is not null && !fleet.ContainsKey(vehicle))
            node.AddMistake("vehicleId", Unknown(vehicle, "fleet"));
        Rate? rate = kind switch
        {
            null => null,
            "flat" => ReadFlat(node, id ?? "", vehicle ?? ""),
            "estimated" => ReadEstimated(node, id ?? "", vehicle ?? ""),
            "hourly" => ReadHourly(node, id ?? "", vehicle ?? ""),
            "onRequest" => ReadOnRequest(node, id ?? "", vehicle ?? ""),
            _ => null,
        };
        if (rate is null)
        {
            if (kind is not null)
                node.AddMistake("kind", "One of flat, estimated, hourly, onRequest.");
            return;
        }
        node.RejectUnknownMembers();
        CheckPricedOnce(node, rate, kind!);
        if (id is not null && !rates.TryAdd(id, rate))
            node.AddMistake("id", $"Rate {id} already exists. Give each rate its own id.");
    }

    private FlatRate ReadFlat(DocumentNode node, string id, string vehicle)
    {
        node.Require("from", "to", "price", "minutes");
        return new FlatRate
        {
            Id = id,
            VehicleId = vehicle,
            From = ZoneOf(node, "from"),
            To = ZoneOf(node, "to"),
            BothWays = node.Flag("bothWays"),
            Price = Amount(node, "price") ?? 0,
            Minutes = node.Integer("minutes", 1, LongestRide) ?? 0,
        };
    }

    private EstimatedRate ReadEstimated(DocumentNode node, string id, string vehicle)
    {
        node.Require("from", "to", "minutes");
        var rate = new EstimatedRate
        {
            Id = id,
            VehicleId = vehicle,
            From = ZoneOf(node, "from"),
            To = ZoneOf(node, "to"),
            BothWays = node.Flag("bothWays"),
            Base = Amount(node, "base") ?? 0,
            PerMile = Amount(node, "perMile"),
            Miles = Distance(node, "miles"),
            PerKm = Amount(node, "perKm"),
            Km = Distance(node, "km"),
            Minimum = Amount(node, "minimum") ?? 0,
            Minutes = node.Integer("minutes", 1, LongestRide) ?? 0,
        };
        var (inMiles, inKm) = (node.Has("perMile") || node.Has("miles"), node.Has("perKm") || node.Has("km"));
        if (inMiles == inKm)
            node.AddMistake("perMile", "Either perMile and miles, or perKm and km.");
        else if (inMiles)
            node.Require("perMile", "miles");
        else
            node.Require("perKm", "km");
        return rate;
    }

    private HourlyRate ReadHourly(DocumentNode node, string id, string vehicle)
    {
        node.Require("zone", "perHour");
        return new HourlyRate
        {
            Id = id,
            VehicleId = vehicle,
            Zone = ZoneOf(node, "zone"),
            PerHour = Amount(node, "perHour") ?? 0,
            MinimumHours = node.Number("minimumHours", 0.25m, 168, 2, "Hours, from 0.25 to 168, such as 2 or 1.5.") ?? 1,
            IncrementMinutes = node.Integer("incrementMinutes", 1, 1440) ?? 60,
        };
    }

    private OnRequestRate ReadOnRequest(DocumentNode node, string id, string vehicle)
    {
        node.Require("from", "to", "text");
        return new OnRequestRate
        {
            Id = id,
            VehicleId = vehicle,
            From = ZoneOf(node, "from"),
            To = ZoneOf(node, "to"),
            BothWays = node.Flag("bothWays"),
            Text = node.Text("text") ?? "",
        };
    }

    private string ZoneOf(DocumentNode node, string name)
    {
        var code = node.Code(name, ZoneCode(), "The code of one in zones.");
        if (code is not null && !zones.ContainsKey(code))
            node.AddMistake(name, Unknown(code, "zones"));
        return code ?? "";
    }

    private void CheckPricedOnce(DocumentNode node, Rate rate, string kind)
    {
        var trips = rate switch
        {
            HourlyRate hourly => new[] { (hourly.Zone, "") },
            ZoneToZoneRate { BothWays: true } both when both.From != both.To => [(both.From, both.To), (both.To, both.From)],
            ZoneToZoneRate one => [(one.From, one.To)],
            _ => throw new ArgumentOutOfRangeException(nameof(rate), rate.GetType().Name, "Unknown rate"),
        };
        foreach (var (from, to) in trips.Where(trip => trip.Item1.Length > 0))
        {
            var trip = (kind, rate.VehicleId, from, to);
            if (!priced.TryAdd(trip, rate.Id))
                node.AddMistake($"Rate {priced[trip]} already prices vehicle {rate.VehicleId} for this trip. Keep one of the two.");
        }
    }

    private static decimal? Distance(DocumentNode node, string name) =>
        node.Number(name, 0.1m, 10_000, 1, "A distance from 0.1 to 10000, with at most one decimal.");

    private List<Charge> ReadCharges()
    {
        var charges = new List<Charge>();
        foreach (var node in root.Nodes("charges", 200))
        {
            var charge = ReadCharge(node.Require("kind"));
            if (charge is null)
                continue;
            node.RejectUnknownMembers();
            if (charge is ExtraStop or ExtraTime && charges.Exists(other => other.GetType() == charge.GetType()))
                node.AddMistake("kind", "Only one is allowed, because Concur can show only one.");
            charges.Add(charge);
        }
        return charges;
    }

    private Charge? ReadCharge(DocumentNode node)
    {
        switch (node.Text("kind", 20))
        {
            case "serviceCharge":
                PercentOrAmount(node);
                return new ServiceCharge { Percent = node.Percent("percent"), Amount = Amount(node, "amount") };
            case "surcharge":
                PercentOrAmount(node.Require("description"));
                return new Surcharge
                {
                    Description = node.Text("description", 60) ?? "",
                    Percent = node.Percent("percent"),
                    Amount = Amount(node, "amount"),
                    Window = node.Node("window") is { } window ? ReadWindow(window) : null,
                    Weekdays = node.Choices<DayOfWeek>("weekdays"),
                    Dates = node.Days("dates"),
                };
            case "pickupCharge":
                return new PickupCharge(Amount(node.Require("amount", "zones"), "amount") ?? 0, ZoneCodes(node, "zones"));
            case "dropoffCharge":
                return new DropoffCharge(Amount(node.Require("amount", "zones"), "amount") ?? 0, ZoneCodes(node, "zones"));
            case "extraStop":
                return new ExtraStop(Amount(node.Require("amount"), "amount") ?? 0);
            case "extraTime":
                return new ExtraTime(Amount(node.Require("perHour"), "perHour") ?? 0);
            case "tax":
                var tax = new Tax(node.Require("percent", "on").Percent("percent") ?? 0, node.Choices<FarePart>("on"));
                if (node.Has("on") && tax.On.Count == 0)
                    node.AddMistake("on", "At least one of base, serviceCharge, surcharge.");
                return tax;
            case { }:
                node.AddMistake("kind", "One of serviceCharge, surcharge, pickupCharge, dropoffCharge, extraStop, extraTime, tax.");
                return null;
            default:
                return null;
        }
    }

    private static void PercentOrAmount(DocumentNode node)
    {
        if (node.Has("percent") == node.Has("amount"))
            node.AddMistake("percent", "Either percent or amount.");
    }

    private static DailyWindow ReadWindow(DocumentNode node)
    {
        node.Require("from", "to");
        var (from, to) = (node.TimeOfDay("from"), node.TimeOfDay("to"));
        if (from is not null && from == to)
            node.AddMistake("to", "Must differ from from. A time before from is on the next day.");
        node.RejectUnknownMembers();
        return new DailyWindow(from ?? default, to ?? default);
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,12}\\z")]
    private static partial Regex RateId();
}
