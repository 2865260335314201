using GroundTransport.Domain.Journeys;
using static System.FormattableString;

namespace GroundTransport.Domain.Pricing;

/// <content>The same decisions, with their reasons.</content>
public sealed partial class RideFinder
{
    /// <summary>Explains why a search for this journey returns these prices, or none.</summary>
    public Explanation Explain(Journey journey, VehicleType wanted, DateTimeOffset now)
    {
        var (pickup, dropoff) = (zones.Match(journey.Pickup), zones.Match(journey.Dropoff));
        var mistake = journey.Check();
        var rules = new List<RuleExplained>
        {
            new("journey", mistake is null, mistake?.Message ?? "Service type, stops, times and passengers fit together."),
        };
        if (pickup is { } match)
            rules.AddRange(ExplainTime(new PricedJourney(journey, match.Zone, dropoff?.Zone, TimeZoneOf(match.Zone)), now));
        var located = Locate(journey, now);
        return new Explanation
        {
            Pickup = Explain(journey.Pickup, pickup),
            Dropoff = Explain(journey.Dropoff, dropoff),
            LocalPickup = pickup is { } known ? TimeZoneInfo.ConvertTime(journey.Start, TimeZoneOf(known.Zone)).DateTime : null,
            Rules = rules,
            Vehicles = located.IsRefused ? [] : [.. Plan.Fleet.Select(vehicle => Explain(vehicle, located.Value, wanted, now))],
            Refusal = Find(journey, wanted, now).Refusal,
        };
    }

    private static StopExplained Explain(Stop stop, ZoneMatch? match) => match switch
    {
        { } found => new StopExplained(stop.Name, found.Zone.Code, $"by its {found.Description}"),
        null when stop is AsDirected => new StopExplained(stop.Name, null, "as directed isn't a place: only hourly rates apply"),
        _ => new StopExplained(stop.Name, null, "no zone of the plan covers it"),
    };

    private IEnumerable<RuleExplained> ExplainTime(PricedJourney ride, DateTimeOffset now)
    {
        var (start, rules, local) = (ride.Journey.Start, Plan.Rules, ride.LocalPickup);
        var ahead = start - now;
        yield return new RuleExplained("future", ahead > TimeSpan.Zero, $"The pickup is {ahead.TotalHours:0.##} hours ahead.");
        yield return new RuleExplained("leadTime", start >= now.AddHours((double)rules.LeadTimeHours),
            $"At least {rules.LeadTimeHours:0.##} hours ahead; some zones and vehicles can require more.");
        yield return new RuleExplained("bookingWindow", start <= now.AddDays(rules.BookingWindowDays),
            $"At most {rules.BookingWindowDays} days ahead.");
        var blackout = BlackoutAt(ride);
        yield return new RuleExplained("blackouts", blackout is null, blackout is null
            ? Invariant($"No blackout at {local:yyyy-MM-dd HH:mm} local time.")
            : Invariant($"No rides from {blackout.From:yyyy-MM-dd HH:mm} to {blackout.To:yyyy-MM-dd HH:mm} local time."));
    }

    private VehicleExplained Explain(FleetVehicle vehicle, PricedJourney ride, VehicleType wanted, DateTimeOffset now)
    {
        var best = BestRate(ride, vehicle) is { } rate ? Offer(ride, vehicle, rate) : null;
        var tried = Plan.Rates.Where(one => one.VehicleId == vehicle.VehicleId).Select(one => Explain(one, ride, best?.Rate)).ToList();
        if (WhyNotOffered(vehicle, ride, wanted, now) is { } why)
            return new VehicleExplained(vehicle.VehicleId, vehicle.Description, why, tried, null, []);
        if (best is null)
            return new VehicleExplained(vehicle.VehicleId, vehicle.Description, "None of its rates applies to this ride.", tried, null, []);
        var result = best.Fare.Type == RateType.NotAvailable ? "Shown, but priced on request." : "Offered.";
        return new VehicleExplained(
            vehicle.VehicleId, vehicle.Description, result, tried, best, FareCalculator.Lines(Plan, best.Rate, ride));
    }

    private RefusalMessage? WhyNotOffered(FleetVehicle vehicle, PricedJourney ride, VehicleType wanted, DateTimeOffset now)
    {
        var journey = ride.Journey;
        if (!IsWanted(vehicle, journey, wanted))
        {
            return $"It is a {NameOf(vehicle.Type)} of class {(int)vehicle.ClassOfService}; "
                + $"requested was a {NameOf(wanted)} of class {(int)journey.ClassOfService} or higher.";
        }
        if (vehicle.MaxPassengers < journey.Passengers)
            return $"It seats {vehicle.MaxPassengers}, not {journey.Passengers}.";
        var leadTime = LeadTimeOf(ride, vehicle);
        return journey.Start < now + leadTime ? TooSoon(leadTime).Message : null;
    }

    private static RateTried Explain(Rate rate, PricedJourney ride, Rate? best)
    {
        if (rate == best)
            return new RateTried(rate.Id, rate.Type, Chosen: true, "It applies, and no rate of higher precedence does.");
        var (from, to) = (ride.PickupZone.Code, ride.DropoffZone?.Code);
        var why = rate switch
        {
            HourlyRate hourly when hourly.Zone != from => $"Its zone is {hourly.Zone}, the pickup's is {from}.",
            ZoneToZoneRate when ride.Journey.ServiceType == ServiceType.Hourly => "An hourly ride was requested.",
            ZoneToZoneRate when to is null => "The drop-off is in no zone.",
            ZoneToZoneRate connection when !connection.Connects(from, to!) =>
                $"It is from {connection.From} to {connection.To}{(connection.BothWays ? " and back" : "")}, the ride from {from} to {to}.",
            _ => $"It applies, but rate {best?.Id} has precedence.",
        };
        return new RateTried(rate.Id, rate.Type, Chosen: false, why);
    }
}
