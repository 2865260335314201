using System.Collections.Frozen;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.PricingServices;
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

/// <summary>
/// Prices a journey from memory: no database access, no log line. Only vendors with a pricing service of their own are asked over the
/// network, all at once.
/// </summary>
public sealed class SearchRidesHandler(
    ICatalog catalog, IOccupancy occupancy, IPricingClient pricing, SearchMetrics metrics, TimeProvider clock)
    : IRequestHandler<SearchRides, Outcome<IReadOnlyList<QuotedRide>>>
{
    public Task<Outcome<IReadOnlyList<QuotedRide>>> Handle(SearchRides request, CancellationToken cancellationToken)
    {
        var (snapshot, now) = (catalog.Current, clock.GetUtcNow());
        if (!snapshot.IsUsable(now))
            return Task.FromResult<Outcome<IReadOnlyList<QuotedRide>>>(Refusal.Failure);
        if (CheckComplete(request) is { } incomplete)
            return Task.FromResult<Outcome<IReadOnlyList<QuotedRide>>>(incomplete);
        var asked = AskServices(request, snapshot, now, cancellationToken);
        return asked.Count == 0
            ? Task.FromResult(Search(request, snapshot, NoServices, now))
            : SearchWith(asked);

        async Task<Outcome<IReadOnlyList<QuotedRide>>> SearchWith(IReadOnlyDictionary<string, Asked> services)
        {
            await Task.WhenAll(services.Values.Select(service => service.Answer).OfType<Task>());
            return Search(request, snapshot, services, clock.GetUtcNow());
        }
    }

    private static readonly FrozenDictionary<string, Asked> NoServices = FrozenDictionary<string, Asked>.Empty;

    /// <summary>What a pricing service is asked; without an answer if the request is refused.</summary>
    private sealed record Asked(Outcome<PriceRequest> Request, Task<PricingAnswer>? Answer);

    private IReadOnlyDictionary<string, Asked> AskServices(
        SearchRides request, CatalogSnapshot snapshot, DateTimeOffset now, CancellationToken ct)
    {
        Dictionary<string, Asked>? asked = null;
        foreach (var code in request.Call.Connect.VendorCodes)
        {
            if (snapshot.Vendors.TryGetValue(code, out var onSale) && onSale.Vendor.Pricing is not null)
                (asked ??= [])[code] = Ask(onSale);
        }
        return asked ?? (IReadOnlyDictionary<string, Asked>)NoServices;

        Asked Ask(VendorOnSale onSale)
        {
            var question = JourneyOf(request, onSale.TimeZoneOf(request.Pickup!)) is var journey && journey.IsRefused
                ? journey.Refusal
                : onSale.RequestFor(journey.Value, Wanted(request), request.Language, request.Call.CorrelationId, now);
            return new Asked(question, question.IsRefused ? null : pricing.Ask(onSale, question.Value, ct));
        }
    }

    private Outcome<IReadOnlyList<QuotedRide>> Search(
        SearchRides request, CatalogSnapshot snapshot, IReadOnlyDictionary<string, Asked> asked, DateTimeOffset now)
    {
        var connect = request.Call.Connect;
        var quoted = new List<QuotedRide>();
        var taken = occupancy.Current;
        var vendors = 0;
        Refusal? reason = null;
        foreach (var code in connect.VendorCodes)
        {
            if (!snapshot.Vendors.TryGetValue(code, out var onSale))
                continue;
            Outcome<IReadOnlyList<Offer>> found;
            if (asked.TryGetValue(code, out var service))
                found = FindByService(request, onSale, service, now);
            else if (onSale.Rides is { } rides)
                found = FindByPlan(request, rides, now);
            else
                continue;
            if (found.IsRefused)
            {
                metrics.Count(code, found.Refusal);
                reason ??= found.Refusal;
                continue;
            }
            var countBefore = quoted.Count;
            var quotes = new QuoteBatch(snapshot.QuoteSigner, found.Value[0].Journey, connect.Id, Identifiers.Nonce, now);
            foreach (var offer in found.Value)
            {
                if (!taken.IsFull(offer))
                    quoted.Add(new QuotedRide(offer, onSale.Contact, IsOnRequest(offer) ? "" : quotes.CreateToken(offer)));
            }
            var soldOut = quoted.Count == countBefore ? Refusal.SoldOut : null;
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

    /// <summary>What the service offers; if it failed, what the plan offers where the vendor has chosen that.</summary>
    private static Outcome<IReadOnlyList<Offer>> FindByService(
        SearchRides request, VendorOnSale onSale, Asked service, DateTimeOffset now)
    {
        if (service.Request.IsRefused)
            return service.Request.Refusal;
        var answer = service.Answer!.Result;
        if (answer.IsFailure && onSale is { Vendor.Pricing.OnFailure: PricingFallback.Plan, Rides: { } rides })
            return FindByPlan(request, rides, now);
        var offers = answer.Offers(service.Request.Value);
        return offers.IsRefused ? offers.Refusal : Outcome<IReadOnlyList<Offer>>.Of(offers.Value);
    }

    private static Outcome<IReadOnlyList<Offer>> FindByPlan(SearchRides request, RideFinder rides, DateTimeOffset now)
    {
        if (JourneyOf(request, rides.TimeZoneOf(request.Pickup!)) is var journey && journey.IsRefused)
            return journey.Refusal;
        var offers = rides.Find(journey.Value, Wanted(request), now);
        return offers.IsRefused ? offers.Refusal : Outcome<IReadOnlyList<Offer>>.Of(offers.Value);
    }

    private static VehicleType Wanted(SearchRides request) => request.VehicleType ?? VehicleType.Any;

    private static Outcome<Journey> JourneyOf(SearchRides request, TimeZoneInfo zone)
    {
        var timesAre = request.Call.Connect.TimesAre;
        if (request.Start!.Value.Resolve(timesAre, zone, Field.Start) is var start && start.IsRefused)
            return start.Refusal;
        DateTimeOffset? end = null;
        if (request.End is { } requestedEnd)
        {
            if (requestedEnd.Resolve(timesAre, zone, Field.End) is var resolved && resolved.IsRefused)
                return resolved.Refusal;
            end = resolved.Value;
        }
        return new Journey(request.ServiceType!.Value, request.ClassOfService ?? ClassOfService.Normal,
            request.Pickup!, request.Dropoff!, start.Value, end, request.Passengers ?? 1)
        { Discount = request.Discount };
    }
}
