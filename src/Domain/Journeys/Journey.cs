namespace GroundTransport.Domain.Journeys;

/// <summary>What a price is requested for: places, times, number of passengers.</summary>
/// <param name="Start">The pickup, as an instant.</param>
/// <param name="End">The requested end (hourly rides); null: the rate's duration decides.</param>
public sealed record Journey(
    ServiceType ServiceType,
    ClassOfService ClassOfService,
    Stop Pickup,
    Stop Dropoff,
    DateTimeOffset Start,
    DateTimeOffset? End,
    int Passengers)
{
    /// <summary>A longer ride is taken for a mistake: it would block a vehicle for everybody else.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>The discount that was requested; null: none.</summary>
    public DiscountCode? Discount { get; init; }

    /// <summary>
    /// Refuses what is wrong whatever the vendor offers: an end before the start, a service type that doesn't fit its stops.
    /// </summary>
    public Refusal? Check()
    {
        if (End <= Start)
            return Refusal.Time(Field.End, $"The end must be later than the start. Correct {Field.End} or leave it empty.");
        if (End - Start > Longest)
        {
            return Refusal.Time(Field.End,
                $"A ride can last at most {Longest.TotalDays:0} days. Correct {Field.End}, or book several rides.");
        }
        if (Passengers is < 1 or > 100)
            return Refusal.Request(Field.Passengers, $"{Field.Passengers} must be between 1 and 100.");
        if (Pickup is AsDirected)
            return Refusal.Location(Field.Pickup, $"{Field.Pickup} can't be as directed. Send an address, an airport or a station.");
        return CheckServiceType();
    }

    /// <summary>Refuses a ride that would begin in the past.</summary>
    public Refusal? CheckStart(DateTimeOffset now) => Start <= now
        ? Refusal.Time(Field.Start, $"{Field.Start} {Start.UtcDateTime:yyyy-MM-dd HH:mm} GMT has passed. Choose a later time.")
        : null;

    /// <summary>
    /// The first field in which this journey isn't the one that was priced; null: it is that journey. It may say more about a place: the
    /// street of an address, the flight.
    /// </summary>
    public Field? FindDifference(Journey priced) => this switch
    {
        _ when ServiceType != priced.ServiceType => Field.ServiceType,
        _ when ClassOfService != priced.ClassOfService => Field.ClassOfService,
        _ when !Pickup.IsAt(priced.Pickup) => Field.Pickup,
        _ when !Dropoff.IsAt(priced.Dropoff) => Field.Dropoff,
        _ when Start != priced.Start => Field.Start,
        _ when End != priced.End => Field.End,
        _ when Passengers != priced.Passengers => Field.Passengers,
        _ when Discount != priced.Discount => Field.Rate,
        _ => default(Field?),
    };

    /// <summary>Refuses what can be priced but not driven: an address without its street.</summary>
    public Refusal? CheckStreets()
    {
        if (Pickup is AddressStop { Street: "" })
            return NoStreet(Field.Pickup);
        return Dropoff is AddressStop { Street: "" } ? NoStreet(Field.Dropoff) : null;

        static Refusal NoStreet(Field stop) => Refusal.Location(stop,
            $"{stop} is an address without a street. Send the whole address, its street included.");
    }

    private Refusal? CheckServiceType()
    {
        return ServiceType switch
        {
            ServiceType.ToAirport when Dropoff is not AirportStop => Mismatch(Field.Dropoff, "an airport as its drop-off"),
            ServiceType.FromAirport when Pickup is not AirportStop => Mismatch(Field.Pickup, "an airport as its pickup"),
            ServiceType.ToStation when Dropoff is not StationStop => Mismatch(Field.Dropoff, "a train station as its drop-off"),
            ServiceType.FromStation when Pickup is not StationStop => Mismatch(Field.Pickup, "a train station as its pickup"),
            ServiceType.AirportToAirport when Pickup is not AirportStop => Mismatch(Field.Pickup, "an airport as its pickup"),
            ServiceType.AirportToAirport when Dropoff is not AirportStop => Mismatch(Field.Dropoff, "an airport as its drop-off"),
            not ServiceType.Hourly when Dropoff is AsDirected =>
                Mismatch(Field.Dropoff, "a place as its drop-off (as directed is for hourly rides)"),
            _ => null,
        };

        Refusal Mismatch(Field stop, string needs) => Refusal.Location(stop,
            $"{Field.ServiceType} {(int)ServiceType} needs {needs}, but {stop} is {(stop == Field.Pickup ? Pickup : Dropoff).Name}.");
    }
}
