using System.Globalization;
using GroundTransport.Domain.Journeys;

namespace GroundTransport.Domain.Pricing;

/// <content>The same decisions, with their reasons.</content>
public sealed partial class RideFinder
{
    /// <summary>Why a search for this journey gets these prices, or none.</summary>
    public Explanation Explain(Journey journey, VehicleType wanted, DateTimeOffset now)
    {
        var (pickup, dropoff) = (zones.Match(journey.Pickup), zones.Match(journey.Dropoff));
        var rules = new List<RuleExplained> { new("journey", journey.Check() is null, journey.Check()?.Message ?? "Service type, stops, times and passengers fit together.") };
        if (pickup is { } match)
            rules.AddRange(ExplainTime(new PricedJourney(journey, match.Zone, dropoff?.Zone, TimeZoneOf(match.Zone)), now));
        var placed = Place(journey, now);
        return new Explanation
        {
            Pickup = Explain(journey.Pickup, pickup),
            Dropoff = Explain(journey.Dropoff, dropoff),
            LocalPickup = pickup is { } known ? TimeZoneInfo.ConvertTime(journey.Start, TimeZoneOf(known.Zone)).DateTime : null,
            Rules = rules,
            Vehicles = placed.Match<IReadOnlyList<VehicleExplained>>(ride => [.. Plan.Fleet.Select(vehicle => Explain(vehicle, ride, wanted, now))], _ => []),
            Refusal = Find(journey, wanted, now).Refusal,
        };
    }

    private static StopExplained Explain(Stop stop, ZoneMatch? match) => match switch
    {
        { } found => new StopExplained(stop.Name, found.Zone.Code, $"by its {found.By}"),
        null when stop is AsDirected => new StopExplained(stop.Name, null, "as directed is no place: only hourly rates can serve it"),
        _ => new StopExplained(stop.Name, null, "no zone of the plan covers it"),
    };

    private IEnumerable<RuleExplained> ExplainTime(PricedJourney ride, DateTimeOffset now)
    {
        var (start, rules, local) = (ride.Journey.Start, Plan.Rules, ride.LocalPickup);
        var ahead = start - now;
        yield return new RuleExplained("future", ahead > TimeSpan.Zero, string.Create(CultureInfo.InvariantCulture, $"The pickup is {ahead.TotalHours:0.##} hours ahead."));
        yield return new RuleExplained("leadTime", start >= now.AddHours((double)rules.LeadTimeHours),
            string.Create(CultureInfo.InvariantCulture, $"At least {rules.LeadTimeHours:0.##} hours ahead; some zones and vehicles may ask for more."));
        yield return new RuleExplained("bookingWindow", start <= now.AddDays(rules.BookingWindowDays), $"At most {rules.BookingWindowDays} days ahead.");
        var closed = BlackoutAt(ride);
        yield return new RuleExplained("blackouts", closed is null, closed is null
            ? string.Create(CultureInfo.InvariantCulture, $"None holds at {local:yyyy-MM-dd HH:mm} local time.")
            : string.Create(CultureInfo.InvariantCulture, $"No rides from {closed.From:yyyy-MM-dd HH:mm} to {closed.To:yyyy-MM-dd HH:mm} local time."));
    }

    private VehicleExplained Explain(FleetVehicle vehicle, PricedJourney ride, VehicleType wanted, DateTimeOffset now)
    {
        var why = !IsWanted(vehicle, ride.Journey, wanted) ? $"It is a {NameOf(vehicle.Type)} of class {(int)vehicle.ClassOfService}; asked was a {NameOf(wanted)} of class {(int)ride.Journey.ClassOfService} or higher."
            : vehicle.MaxPassengers < ride.Journey.Passengers ? $"It seats {vehicle.MaxPassengers}, not {ride.Journey.Passengers}."
            : ride.Journey.Start < now + LeadTimeOf(ride, vehicle) ? TooSoon(LeadTimeOf(ride, vehicle)).Message
            : null;
        var best = BestRate(ride, vehicle) is { } rate ? Offer(ride, vehicle, rate) : null;
        var tried = Plan.Rates.Where(one => one.VehicleId == vehicle.VehicleId).Select(one => Explain(one, ride, best?.Rate)).ToList();
        if (why is not null)
            return new VehicleExplained(vehicle.VehicleId, vehicle.Description, why, tried, null, []);
        return best is null
            ? new VehicleExplained(vehicle.VehicleId, vehicle.Description, "None of its rates holds for this ride.", tried, null, [])
            : new VehicleExplained(vehicle.VehicleId, vehicle.Description, best.Fare.Type == RateType.NotAvailable ? "Shown, but priced on request." : "Offered.",
                tried, best, FareCalculator.Lines(Plan, best.Rate, ride));
    }

    private static RateTried Explain(Rate rate, PricedJourney ride, Rate? best)
    {
        if (rate == best)
            return new RateTried(rate.Id, rate.Type, Chosen: true, "It holds, and none that comes before it does.");
        var (from, to) = (ride.PickupZone.Code, ride.DropoffZone?.Code);
        var why = rate switch
        {
            HourlyRate hourly when hourly.Zone != from => $"Its zone is {hourly.Zone}, the pickup's {from}.",
            ZoneToZoneRate when ride.Journey.ServiceType == ServiceType.Hourly => "An hourly ride was asked for.",
            ZoneToZoneRate when to is null => "The drop-off lies in no zone.",
            ZoneToZoneRate way when !way.Connects(from, to!) => $"It leads from {way.From} to {way.To}{(way.BothWays ? " and back" : "")}, the ride from {from} to {to}.",
            _ => $"It holds, but rate {best?.Id} comes first.",
        };
        return new RateTried(rate.Id, rate.Type, Chosen: false, why);
    }
}
