using GroundTransport.Domain.Journeys;

namespace GroundTransport.Domain.Pricing;

/// <summary>A compiled rate plan: finds what can be sold for a journey. Immutable, shared by all searches.</summary>
public sealed partial class RideFinder
{
    private readonly ZoneMap zones;
    private readonly Dictionary<string, TimeZoneInfo> timeZones;
    private readonly TimeZoneInfo planTimeZone;
    private readonly Dictionary<(string Vehicle, string From, string To), Rate> zoneToZone = [];
    private readonly Dictionary<(string Vehicle, string Zone), Rate> hourly = [];

    /// <exception cref="TimeZoneNotFoundException">
    /// A time zone of the plan doesn't exist on this system. Plans are validated before they are stored.
    /// </exception>
    public RideFinder(RatePlan plan)
    {
        Plan = plan;
        zones = new ZoneMap(plan.Zones);
        planTimeZone = TimeZoneInfo.FindSystemTimeZoneById(plan.TimeZone);
        timeZones = plan.Zones.Where(zone => zone.TimeZone is not null)
            .ToDictionary(zone => zone.Code, zone => TimeZoneInfo.FindSystemTimeZoneById(zone.TimeZone!), StringComparer.Ordinal);
        foreach (var rate in plan.Rates.OrderBy(rate => rate.Precedence))
        {
            switch (rate)
            {
                case HourlyRate byTheHour:
                    hourly.TryAdd((rate.VehicleId, byTheHour.Zone), rate);
                    break;
                case ZoneToZoneRate connection:
                    zoneToZone.TryAdd((rate.VehicleId, connection.From, connection.To), rate);
                    if (connection.BothWays)
                        zoneToZone.TryAdd((rate.VehicleId, connection.To, connection.From), rate);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(plan), rate.GetType().Name, "Unknown rate");
            }
        }
    }

    public RatePlan Plan { get; }

    /// <summary>The time zone of a stop's local times: its zone's, or the plan's if no zone covers it.</summary>
    public TimeZoneInfo TimeZoneOf(Stop pickup) => FindTimeZone(pickup) ?? planTimeZone;

    /// <summary>The time zone of the zone that covers a stop; null: none does.</summary>
    public TimeZoneInfo? FindTimeZone(Stop stop) => zones.Find(stop) is { } zone ? TimeZoneOf(zone) : null;

    /// <summary>The GDS city of the zone that covers a stop; empty: none does.</summary>
    public string GdsCityOf(Stop pickup) => zones.Find(pickup)?.GdsCity ?? "";

    private TimeZoneInfo TimeZoneOf(Zone zone) => timeZones.GetValueOrDefault(zone.Code, planTimeZone);

    /// <summary>Every vehicle that can serve the journey, at its best rate; a refusal if there is none.</summary>
    public Outcome<IReadOnlyList<PlanOffer>> Find(Journey journey, VehicleType wanted, DateTimeOffset now)
    {
        if (Locate(journey, now) is var located && located.IsRefused)
            return located.Refusal;
        var ride = located.Value;

        // A plain loop, each vehicle once: this is the hot path of Search.
        int? mostSeats = null;
        var isPriced = false;
        var soonest = TimeSpan.MaxValue;
        var offers = new List<PlanOffer>();
        foreach (var vehicle in Plan.Fleet)
        {
            if (!IsWanted(vehicle, journey, wanted))
                continue;
            mostSeats = Math.Max(mostSeats ?? 0, vehicle.MaxPassengers);
            if (vehicle.MaxPassengers < journey.Passengers || BestRate(ride, vehicle) is not { } rate)
                continue;
            isPriced = true;
            var leadTime = LeadTimeOf(ride, vehicle);
            if (journey.Start >= now + leadTime)
                offers.Add(Offer(ride, vehicle, rate));
            else
                soonest = leadTime < soonest ? leadTime : soonest;
        }
        if (mostSeats is not { } seats)
        {
            return Refusal.Unavailable(Field.WantedVehicleType,
                $"No {NameOf(wanted)} of class {(int)journey.ClassOfService} or higher. "
                + $"Ask for {Field.WantedVehicleType} 900 (any) or a lower class.");
        }
        if (seats < journey.Passengers)
        {
            return Refusal.Unavailable(Field.Passengers,
                $"No {NameOf(wanted)} seats more than {seats}, but {Field.Passengers} is {journey.Passengers}. Ask for a larger vehicle.");
        }
        if (!isPriced)
        {
            return Refusal.Unavailable(Field.Dropoff,
                $"No rate from {journey.Pickup.Name} to {journey.Dropoff.Name} for {journey.Passengers} passengers. "
                + $"Choose another {Field.Dropoff} or {Field.WantedVehicleType}.");
        }
        if (offers.Count == 0)
            return TooSoon(soonest);
        offers.Sort(ByPrice);
        return offers;
    }

    /// <summary>The lowest price first, rides on request last. No two are equal: a vehicle is offered once.</summary>
    private static int ByPrice(PlanOffer one, PlanOffer other)
    {
        var order = (one.Fare.Type == RateType.NotAvailable).CompareTo(other.Fare.Type == RateType.NotAvailable);
        if (order == 0)
            order = one.Fare.Rate.Amount.CompareTo(other.Fare.Rate.Amount);
        return order != 0 ? order : string.CompareOrdinal(one.Vehicle.VehicleId, other.Vehicle.VehicleId);
    }

    /// <summary>The offer of one rate, as named by a Sell or an Update, by the same rules as a search.</summary>
    public Outcome<PlanOffer> Price(Journey journey, string rateId, DateTimeOffset now)
    {
        if (IsOnRequest(rateId))
            return OnRequestRate.CannotBeBooked;
        if (Locate(journey, now) is var located && located.IsRefused)
            return located.Refusal;
        if (Plan.Rates.FirstOrDefault(rate => rate.Id == rateId) is not { } rate
            || Plan.Fleet.FirstOrDefault(vehicle => vehicle.VehicleId == rate.VehicleId) is not { } vehicle)
            return Refusal.Unavailable(Field.RateId, $"There is no {Field.RateId} {rateId} any more. Search again.");
        if (vehicle.ClassOfService < journey.ClassOfService)
        {
            return Refusal.Unavailable(Field.ClassOfService,
                $"{Field.ClassOfService} of rate {rateId} is {(int)vehicle.ClassOfService}, not {(int)journey.ClassOfService}. "
                + $"Search again.");
        }
        if (vehicle.MaxPassengers < journey.Passengers)
        {
            return Refusal.Unavailable(Field.Passengers,
                $"The {NameOf(vehicle.Type)} seats {vehicle.MaxPassengers}, but {Field.Passengers} is {journey.Passengers}. "
                + $"Search for a larger vehicle.");
        }
        if (LeadTimeOf(located.Value, vehicle) is var leadTime && journey.Start < now + leadTime)
            return TooSoon(leadTime);
        return BestRate(located.Value, vehicle) is { } best && best == rate
            ? Offer(located.Value, vehicle, best)
            : Refusal.Unavailable(Field.RateId,
                $"{Field.RateId} {rateId} doesn't apply from {journey.Pickup.Name} to {journey.Dropoff.Name}. Search again.");
    }

    /// <summary>Whether the rate is shown but never sold.</summary>
    public bool IsOnRequest(string rateId) => Plan.Rates.Any(rate => rate is OnRequestRate && rate.Id == rateId);

    /// <summary>Refuses a ride that the plan's rules on place and time exclude, whatever its price.</summary>
    public Refusal? CheckRules(Journey journey, DateTimeOffset now) => Locate(journey, now).Refusal;

    private PlanOffer Offer(PricedJourney ride, FleetVehicle vehicle, Rate rate) =>
        new(Plan, ride, vehicle, rate, FareCalculator.Price(Plan, rate, ride));

    private Rate? BestRate(PricedJourney ride, FleetVehicle vehicle)
    {
        var rate = ride.Journey.ServiceType == ServiceType.Hourly || ride.DropoffZone is null
            ? null
            : zoneToZone.GetValueOrDefault((vehicle.VehicleId, ride.PickupZone.Code, ride.DropoffZone.Code));
        var byTheHour = hourly.GetValueOrDefault((vehicle.VehicleId, ride.PickupZone.Code));
        // An hourly rate has precedence over a rate on request, because it has a price.
        return rate is null or OnRequestRate ? byTheHour ?? rate : rate;
    }

    private Outcome<PricedJourney> Locate(Journey journey, DateTimeOffset now)
    {
        if (journey.Check() is { } wrong)
            return wrong;
        if (zones.Find(journey.Pickup) is not { } pickup)
            return Refusal.Unavailable(Field.Pickup, $"No service from {journey.Pickup.Name}. Choose another {Field.Pickup}.");
        var dropoff = zones.Find(journey.Dropoff);
        if (dropoff is null && journey.ServiceType != ServiceType.Hourly)
            return Refusal.Unavailable(Field.Dropoff,
                $"No service from {journey.Pickup.Name} to {journey.Dropoff.Name}. Choose another {Field.Dropoff}.");
        var ride = new PricedJourney(journey, pickup, dropoff, TimeZoneOf(pickup))
        {
            DropoffTimeZone = TimeZoneOf(dropoff ?? pickup),
        };
        return CheckTime(ride, now) is { } refusal ? refusal : ride;
    }

    private Refusal? CheckTime(PricedJourney ride, DateTimeOffset now)
    {
        var start = ride.Journey.Start;
        if (ride.Journey.CheckStart(now) is { } passed)
            return passed;
        if (start < now.AddHours((double)Plan.Rules.LeadTimeHours))
            return TooSoon(TimeSpan.FromHours((double)Plan.Rules.LeadTimeHours));
        if (start > now.AddDays(Plan.Rules.BookingWindowDays))
        {
            return Refusal.Time(Field.Start,
                $"{Field.Start} must be at most {Plan.Rules.BookingWindowDays} days ahead. Choose an earlier time.");
        }
        return BlackoutAt(ride) is not null
            ? Refusal.Time(Field.Start,
                $"{Field.Start} {ride.LocalPickup:yyyy-MM-dd HH:mm} (local time) is in a period without rides. Choose another time.")
            : null;
    }

    private Blackout? BlackoutAt(PricedJourney ride) => Plan.Rules.Blackouts.FirstOrDefault(blackout =>
        ride.LocalPickup >= blackout.From && ride.LocalPickup < blackout.To
        && (blackout.Zones.Count == 0 || blackout.Zones.Contains(ride.PickupZone.Code)));

    private static bool IsWanted(FleetVehicle vehicle, Journey journey, VehicleType wanted) =>
        (wanted == VehicleType.Any || vehicle.Type == wanted) && vehicle.ClassOfService >= journey.ClassOfService;

    /// <summary>The longest lead time that covers the ride.</summary>
    private TimeSpan LeadTimeOf(PricedJourney ride, FleetVehicle vehicle)
    {
        var longest = Plan.Rules.LeadTimeHours;
        foreach (var lead in Plan.Rules.LeadTimes)
        {
            if (lead.Hours > longest && lead.Covers(ride.PickupZone.Code, vehicle.VehicleId))
                longest = lead.Hours;
        }
        return TimeSpan.FromHours((double)longest);
    }

    private static Refusal TooSoon(TimeSpan leadTime) => Refusal.Time(
        Field.Start, $"{Field.Start} must be at least {leadTime.TotalHours:0.##} hours ahead. Choose a later time.");

    private static string NameOf(VehicleType type) => type == VehicleType.Any ? "vehicle" : type.ToString().ToLowerInvariant();
}
