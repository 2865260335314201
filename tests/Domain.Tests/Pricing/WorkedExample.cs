using System.Globalization;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Domain.Tests.Pricing;

/// <summary>
/// A line of worked-prices.txt by column name: the ride that it describes, and the expected result.
/// </summary>
internal sealed class WorkedExample(IReadOnlyDictionary<string, string> cells)
{
    private const string Refused = "refused", OnRequest = "on request";

    public static IReadOnlyDictionary<string, WorkedExample> All { get; } = Read().ToDictionary(example => example["name"]);

    public string this[string column] => cells[column];

    /// <summary>The expected result, one column per line, without words that only explain it.</summary>
    public string Expected => Answer(column => column == "words" && this["kind"] is not (Refused or OnRequest) ? "" : this[column]);

    /// <summary>The actual result in the same form.</summary>
    public string Actual()
    {
        var finder = new RideFinder(WorkedPlans.ByName[this["plan"]]);
        var pickup = Place(this["from"]);
        var (zone, clock) = (finder.TimeZoneOf(pickup), Clock(this["when"]));
        if (clock.Resolve(TimesAre.PickupLocal, zone, Field.Start) is var start && start.IsRefused)
            return Answer(start.Refusal);
        if (Until(start.Value, clock.Clock, zone) is var end && end.IsRefused)
            return Answer(end.Refusal);

        var journey = Journey(pickup, Place(this["to"]), start.Value, end.Value);
        return finder.Find(journey, VehicleType.Any, start.Value.AddDays(-2)).Match(offers => Answer(offers[0]), Answer);
    }

    private static IEnumerable<WorkedExample> Read()
    {
        using var reader = new StreamReader(typeof(WorkedExample).Assembly.GetManifestResourceStream("worked-prices.txt")!);
        var lines = reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();
        return lines.Skip(1).Select(line => new WorkedExample(lines[0].Zip(line).ToDictionary(cell => cell.First, cell => cell.Second)));
    }

    private Journey Journey(Stop pickup, Stop dropoff, DateTimeOffset start, DateTimeOffset? end)
    {
        var serviceType = (pickup, dropoff) switch
        {
            (_, AsDirected) => ServiceType.Hourly,
            (AirportStop, AirportStop) => ServiceType.AirportToAirport,
            (AirportStop, _) => ServiceType.FromAirport,
            (_, AirportStop) => ServiceType.ToAirport,
            (StationStop, _) => ServiceType.FromStation,
            (_, StationStop) => ServiceType.ToStation,
            _ => ServiceType.PointToPoint,
        };
        return new Journey(
            serviceType, ClassOfService.Normal, pickup, dropoff, start, end, int.Parse(this["people"], CultureInfo.InvariantCulture))
        {
            Discount = this["code"].Length > 0 ? Code(this["code"]) : null,
        };
    }

    private static Stop Place(string text) => text.Split(", ") switch
    {
        ["as directed"] => new AsDirected(),
        [var place] when place.EndsWith(" airport", StringComparison.Ordinal) => new AirportStop(place[..^8]),
        [var place] when place.EndsWith(" station", StringComparison.Ordinal) => new StationStop(place[..^8], "", "", ""),
        [var postalCode] => new AddressStop("1 Main St.", "", "", "", postalCode),
        [var city, var state, var country] => new AddressStop("1 Main St.", city, state, country, ""),
        [var postalCode, var city, var state, var country] => new AddressStop("1 Main St.", city, state, country, postalCode),
        _ => throw new FormatException($"'{text}' is no place"),
    };

    private static DiscountCode Code(string text)
    {
        var (code, vendor) = text.Split(" for=") is [var one, var another] ? (one, another) : (text, "");
        return code.Split('/') is [var company, var number]
            ? new DiscountCode(company, vendor, number)
            : new DiscountCode(code, vendor, "");
    }

    /// <summary>"2026-11-01 01:30", or with an offset.</summary>
    private static RequestedTime Clock(string text) => text.Length == 16
        ? new RequestedTime(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), null)
        : DateTimeOffset.ParseExact(text, "yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture) is var at
            ? new RequestedTime(at.DateTime, at.Offset)
            : default;

    /// <summary>"2h30": that long after the start; "14:20", also with an offset: at the next such time; empty: no end.</summary>
    private Outcome<DateTimeOffset?> Until(DateTimeOffset start, DateTime startClock, TimeZoneInfo zone)
    {
        var until = this["until"];
        if (until.Length == 0)
            return Outcome<DateTimeOffset?>.Of(null);
        if (until.Split('h') is [var hours, var minutes])
            return start.AddHours(int.Parse(hours, CultureInfo.InvariantCulture))
                .AddMinutes(int.Parse(minutes, CultureInfo.InvariantCulture));
        var day = string.CompareOrdinal(until[..5], startClock.ToString("HH:mm", CultureInfo.InvariantCulture)) > 0
            ? startClock
            : startClock.AddDays(1);
        return Clock(day.ToString("yyyy-MM-dd ", CultureInfo.InvariantCulture) + until).Resolve(TimesAre.PickupLocal, zone, Field.End)
            .Match(end => Outcome<DateTimeOffset?>.Of(end), Outcome<DateTimeOffset?>.Refused);
    }

    private static string Answer(Refusal refusal) =>
        Answer(column => column switch { "kind" => Refused, "words" => refusal.Message.ToString(), _ => "" });

    private static string Answer(Offer offer)
    {
        var fare = offer.Fare;
        return Answer(column => column switch
        {
            "kind" => fare.Type == RateType.NotAvailable ? OnRequest : fare.Type.ToString().ToLowerInvariant(),
            "rate" => offer.RateId,
            "base" => fare.BasePrice.ToAmountText(),
            "service" => fare.ServiceCharge.ToAmountText(),
            "surcharge" => fare.SurCharge.ToAmountText(),
            "for" => fare.SurChargeDescription,
            "tax" => fare.Tax.ToAmountText(),
            "total" => fare.Rate.ToAmountText(),
            "pickup" => fare.ExtraPickupCharge?.ToAmountText() ?? "",
            "drop-off" => fare.ExtraDropoffCharge?.ToAmountText() ?? "",
            "stop" => fare.ExtraStop?.ToAmountText() ?? "",
            "hour" => fare.ExtraTimePerHour?.ToAmountText() ?? "",
            "discount" => fare.DiscountType,
            _ => fare.NoRateText,
        });
    }

    private static string Answer(Func<string, string> cell) => string.Join('\n',
        new[] { "kind", "rate", "base", "service", "surcharge", "for", "tax", "total", "pickup", "drop-off", "stop", "hour", "discount",
            "words" }
            .Select(column => $"{column}: {cell(column)}"));
}
