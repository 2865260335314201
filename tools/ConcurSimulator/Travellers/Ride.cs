using System.Globalization;

namespace ConcurSimulator.Travellers;

/// <summary>The ride that a traveller requests. Times are GMT.</summary>
/// <param name="End">Set for an hourly ride only.</param>
public sealed record Ride(
    string ServiceType, Location Pickup, Location Dropoff, DateTime Start, DateTime? End, int Passengers, string VehicleType,
    string PickupInstructions)
{
    private static readonly string[] Streets =
        ["209 Madison St., Suite 400", "1 King St", "66 Canal Center Plaza", "400 N Union St #12", "2000 Duke St <rear>"];

    private static readonly string[] Instructions =
    [
        "", "pick me up", "Ring the bell & wait", "Gate <B>, \"north\" side", "Bitte klingeln bei Müller",
        "ロビーで待っています", "2 suitcases\t1 stroller",
    ];

    /// <summary>Leaves the drop-off out of the Search, which means as directed.</summary>
    public bool SearchesWithoutDropoff { get; init; }

    /// <summary>A journey of the demo rate plan, in most cases to or from the airport; a few have a postal code without rides.</summary>
    public static Ride Create(Random random, DateOnly today)
    {
        // After the lead time, within the booking window, and spread over it so that vehicles are free.
        var start = today.ToDateTime(TimeOnly.MinValue).AddDays(random.Next(2, 160)).AddMinutes(5 * random.Next(0, 288));
        var postalCode = random.Next(100) < 4 ? "99999" : random.Pick("22314", "22314", "22314-3320");
        var home = Location.Address(random.Pick(Streets), postalCode, random.Pick("VA", "VA", "Virginia"));
        var airport = Location.Airport("DCA");
        var station = Location.Station(random.Pick("WAS", ""), "Union Station");
        var (serviceType, pickup, dropoff) = random.Next(10) switch
        {
            < 4 => ("110", home, WithFlight(airport, random)),
            < 7 => ("111", WithFlight(airport, random), home),
            < 8 => ("120", home, station),
            < 9 => ("121", station with { Carrier = "2V", Number = "130" }, home),
            _ => ("200", home, Location.AsDirected),
        };
        var end = serviceType == "200" ? start.AddHours(random.Next(2, 6)) : (DateTime?)null;
        var passengers = random.Next(1, 4);
        return new Ride(
            serviceType, pickup, dropoff, start, end, passengers, random.Pick("100", "300", "900"), random.Pick(Instructions))
        {
            SearchesWithoutDropoff = serviceType == "200" && random.Next(2) == 0,
        };
    }

    public Ride Postpone(TimeSpan by) => this with { Start = Start + by, End = End + by };

    public Ride ChangeInstructions(Random random) => this with { PickupInstructions = random.Pick(Instructions) };

    private static Location WithFlight(Location airport, Random random) => random.Next(2) == 0
        ? airport
        : airport with { Carrier = "UA", Number = random.Next(100, 999).ToString(CultureInfo.InvariantCulture) };
}
