using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Quotes;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Application.Search;

/// <summary>Concur's Search. Null: the element is absent or unreadable.</summary>
public sealed record SearchRides : IRequest<Outcome<IReadOnlyList<QuotedRide>>>
{
    public required ConcurCall Call { get; init; }

    public ServiceType? ServiceType { get; init; }

    public ClassOfService? ClassOfService { get; init; }

    public Stop? Pickup { get; init; }

    public Stop? Dropoff { get; init; }

    public RequestedTime? Start { get; init; }

    public RequestedTime? End { get; init; }

    public string PickupInstructions { get; init; } = "";

    public string DropoffInstructions { get; init; } = "";

    public string Language { get; init; } = "";

    /// <summary>The currency that the traveller prefers; replies are in the plan's currency.</summary>
    public string Currency { get; init; } = "";

    public int? Passengers { get; init; }

    public VehicleType? VehicleType { get; init; }

    public DiscountCode? Discount { get; init; }
}

/// <summary>An offer, and the token with which it can be sold.</summary>
public sealed record QuotedRide(Offer Offer, VendorContact Vendor, string Token);

/// <summary>Prices a journey from memory: no database access, no log line.</summary>
public sealed class SearchRidesHandler(ICatalog catalog, IOccupancy occupancy, SearchMetrics metrics, TimeProvider clock)
    : IRequestHandler<SearchRides, Outcome<IReadOnlyList<QuotedRide>>>
{
    public Task<Outcome<IReadOnlyList<QuotedRide>>> Handle(SearchRides request, CancellationToken cancellationToken) =>
        Task.FromResult(Search(request, catalog.Current, occupancy.Current, clock.GetUtcNow()));

    private static readonly Refusal SoldOut = Refusal.Unavailable(
        Field.Start, $"Every vehicle that could serve this ride is booked at that time. Choose another {Field.Start}.");

    private Outcome<IReadOnlyList<QuotedRide>> Search(
        SearchRides request, CatalogSnapshot snapshot, OccupancySnapshot occupancy, DateTimeOffset now)
    {
        if (!snapshot.IsUsable(now))
            return Refusal.Failure;
        if (CheckComplete(request) is { } incomplete)
            return incomplete;

        var connect = request.Call.Connect;
        var quoted = new List<QuotedRide>();
        var vendors = 0;
        Refusal? reason = null;
        foreach (var code in connect.VendorCodes)
        {
            if (!snapshot.Vendors.TryGetValue(code, out var onSale) || onSale.Rides is not { } rides)
                continue;
            if (Find(request, rides, connect.TimesAre, now) is var found && found.IsRefused)
            {
                metrics.Count(code, found.Refusal);
                reason ??= found.Refusal;
                continue;
            }
            var countBefore = quoted.Count;
            var quotes = new QuoteBatch(snapshot.QuoteSigner, found.Value[0].Ride.Journey, connect.Id, Identifiers.Nonce, now);
            foreach (var offer in found.Value)
            {
                if (!occupancy.IsFull(offer))
                    quoted.Add(new QuotedRide(offer, onSale.Contact, IsOnRequest(offer) ? "" : quotes.CreateToken(offer)));
            }
            var soldOut = quoted.Count == countBefore ? SoldOut : null;
            metrics.Count(code, soldOut);
            reason ??= soldOut;
            if (soldOut is null)
                vendors++;
        }
        if (quoted.Count == 0)
            return reason ?? Refusal.Unavailable(Field.Vendor, $"No {Field.Vendor} of this connection has a rate plan in force yet.");
        // The offers of one vendor are sorted already.
        return vendors == 1 ? quoted : Sorted(quoted);
    }

    /// <summary>
    /// The lowest price first, rides on request last. Amounts in different currencies can't be compared: those in the first
    /// vendor's currency come first.
    /// </summary>
    private static List<QuotedRide> Sorted(List<QuotedRide> quoted)
    {
        var currencies = quoted.Select(ride => ride.Offer.Fare.Currency).Distinct().ToList();
        return [.. quoted.OrderBy(ride => IsOnRequest(ride.Offer))
            .ThenBy(ride => currencies.IndexOf(ride.Offer.Fare.Currency))
            .ThenBy(ride => ride.Offer.Fare.Rate.Amount)];
    }

    private static bool IsOnRequest(Offer offer) => offer.Fare.Type == RateType.NotAvailable;

    private static Refusal? CheckComplete(SearchRides request) => request switch
    {
        { ServiceType: null } => Refusal.Location(Field.ServiceType,
            $"{Field.ServiceType} is missing. Send 100, 110, 111, 120, 121, 200 or 300."),
        { Pickup: null } => Refusal.Location(Field.Pickup,
            $"{Field.Pickup} is missing. Send an airport, a station or an address."),
        { Dropoff: null } => Refusal.Location(Field.Dropoff,
            $"{Field.Dropoff} is missing. Send an airport, a station or an address."),
        { Start: null } => Refusal.Time(Field.Start,
            $"{Field.Start} is missing. Send it as 2030-05-19T18:00:00."),
        _ => null,
    };

    private static Outcome<IReadOnlyList<Offer>> Find(SearchRides request, RideFinder rides, TimesAre timesAre, DateTimeOffset now)
    {
        var zone = rides.TimeZoneOf(request.Pickup!);
        if (request.Start!.Value.Resolve(timesAre, zone, Field.Start) is var start && start.IsRefused)
            return start.Refusal;
        DateTimeOffset? end = null;
        if (request.End is { } requestedEnd)
        {
            if (requestedEnd.Resolve(timesAre, zone, Field.End) is var resolved && resolved.IsRefused)
                return resolved.Refusal;
            end = resolved.Value;
        }
        var journey = new Journey(request.ServiceType!.Value, request.ClassOfService ?? ClassOfService.Normal,
            request.Pickup!, request.Dropoff!, start.Value, end, request.Passengers ?? 1)
        { Discount = request.Discount };
        return rides.Find(journey, request.VehicleType ?? VehicleType.Any, now);
    }
}
