namespace GroundTransport.Domain.Journeys;

/// <summary>From where to where, when, with how many: what a price is asked for.</summary>
/// <param name="Start">The pickup, as an instant.</param>
/// <param name="End">The end where one was asked for (hourly rides); otherwise the rate's minutes tell.</param>
public sealed record Journey(
    ServiceType ServiceType,
    ClassOfService ClassOfService,
    Stop Pickup,
    Stop Dropoff,
    DateTimeOffset Start,
    DateTimeOffset? End,
    int Passengers)
{
    /// <summary>Beyond this an end is a mistake, and one that would take a vehicle from everybody else.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>The discount that was asked for; null where none was.</summary>
    public DiscountCode? Discount { get; init; }

    /// <summary>Guards what is wrong in itself, whatever the vendor offers: end before start, a service type that doesn't fit its stops.</summary>
    public Refusal? Check()
    {
        if (End <= Start)
            return Refusal.Time(Field.End, $"The end must be later than the start. Correct {Field.End} or leave it empty.");
        if (End - Start > Longest)
            return Refusal.Time(Field.End, $"A ride lasts at most {Longest.TotalDays:0} days. Correct {Field.End}, or book several rides.");
        if (Passengers is < 1 or > 100)
            return Refusal.Request(Field.Passengers, "The number of passengers must lie between 1 and 100.");
        if (Pickup is AsDirected)
            return Refusal.Location(Field.Pickup, "A pickup can't be as directed. Give an address, an airport or a station.");
        return CheckServiceType();
    }

    private Refusal? CheckServiceType()
    {
        Refusal? Wrong(Field field, string needs) =>
            Refusal.Location(field, $"Service type {(int)ServiceType} needs {needs}, but got {(field == Field.Pickup ? Pickup : Dropoff).Name}.");

        return ServiceType switch
        {
            ServiceType.ToAirport when Dropoff is not AirportStop => Wrong(Field.Dropoff, "an airport as its drop-off"),
            ServiceType.FromAirport when Pickup is not AirportStop => Wrong(Field.Pickup, "an airport as its pickup"),
            ServiceType.ToStation when Dropoff is not StationStop => Wrong(Field.Dropoff, "a train station as its drop-off"),
            ServiceType.FromStation when Pickup is not StationStop => Wrong(Field.Pickup, "a train station as its pickup"),
            ServiceType.AirportToAirport when Pickup is not AirportStop => Wrong(Field.Pickup, "an airport as its pickup"),
            ServiceType.AirportToAirport when Dropoff is not AirportStop => Wrong(Field.Dropoff, "an airport as its drop-off"),
            not ServiceType.Hourly when Dropoff is AsDirected => Wrong(Field.Dropoff, "a place as its drop-off (as directed goes with hourly rides)"),
            _ => null,
        };
    }
}
