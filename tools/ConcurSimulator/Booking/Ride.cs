namespace ConcurSimulator.Booking;

/// <summary>What a traveller asks for. Times are GMT.</summary>
/// <param name="End">Of an hourly ride.</param>
public sealed record Ride(string ServiceType, Place Pickup, Place Dropoff, DateTime Start, DateTime? End, int Passengers, string VehicleType, string PickupInstructions)
{
    private static readonly string[] Streets = ["209 Madison St., Suite 400", "1 King St", "66 Canal Center Plaza", "400 N Union St #12", "2000 Duke St <rear>"];

    private static readonly string[] Instructions =
        ["", "pick me up", "Ring the bell & wait", "Gate <B>, \"north\" side", "Bitte klingeln bei Müller", "ロビーで待っています", "2 suitcases\t1 stroller"];

    /// <summary>The demo plan's journeys, most of them to and from the airport; now and then one that nobody offers.</summary>
    public static Ride Drawn(Random random, DateOnly today)
    {
        // Far enough ahead to be sold, near enough to lie within the booking window, and spread so that cars are free.
        var start = today.ToDateTime(TimeOnly.MinValue).AddDays(random.Next(2, 160)).AddMinutes(5 * random.Next(0, 288));
        var home = Place.Address(Pick(random, Streets), random.Next(100) < 4 ? "99999" : "22314");
        var airport = Place.Airport("DCA");
        var station = Place.Station("WAS", "Union Station");
        var (serviceType, pickup, dropoff) = random.Next(10) switch
        {
            < 4 => ("110", home, WithFlight(airport, random)),
            < 7 => ("111", WithFlight(airport, random), home),
            < 8 => ("120", home, station),
            < 9 => ("121", station with { Carrier = "2V", Number = "130" }, home),
            _ => ("200", home, Place.AsDirected),
        };
        var end = serviceType == "200" ? start.AddHours(random.Next(2, 6)) : (DateTime?)null;
        return new Ride(serviceType, pickup, dropoff, start, end, random.Next(1, 4), Pick(random, "100", "300", "900"), Pick(random, Instructions));
    }

    /// <summary>The same ride some time later.</summary>
    public Ride Later(TimeSpan by) => this with { Start = Start + by, End = End + by };

    public Ride With(Random random) => this with { PickupInstructions = Pick(random, Instructions) };

    private static Place WithFlight(Place airport, Random random) =>
        random.Next(2) == 0 ? airport : airport with { Carrier = "UA", Number = random.Next(100, 999).ToString(System.Globalization.CultureInfo.InvariantCulture) };

    internal static T Pick<T>(Random random, params T[] from) => from[random.Next(from.Length)];
}
