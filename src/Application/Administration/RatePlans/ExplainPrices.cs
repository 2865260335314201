using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.PricingServices;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Quotes;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Application.Administration.RatePlans;

/// <summary>Explains why a search gets these prices of a vendor, or none, by the rate plan that Search uses on this node.</summary>
public sealed record ExplainPrices(Operator By, string VendorCode) : IRequest<Outcome<PricesExplained>>
{
    /// <summary>The search; null if a quote contains it.</summary>
    public SearchToExplain? Search { get; init; }

    /// <summary>A quote's token, as a search returned it in CategoryCode.</summary>
    public string? Quote { get; init; }
}

/// <summary>A search in REST's terms; times without an offset are the pickup's local time.</summary>
public sealed record SearchToExplain(
    ServiceType? ServiceType, Stop? Pickup, Stop? Dropoff, RequestedTime? Start, RequestedTime? End, int Passengers)
{
    public ClassOfService ClassOfService { get; init; } = ClassOfService.Normal;

    public VehicleType VehicleType { get; init; } = VehicleType.Any;

    public DiscountCode? Discount { get; init; }
}

/// <summary>The explanation, with the journey that it explains.</summary>
/// <param name="PlanVersion">0: no rate plan prices it.</param>
/// <param name="Full">The vehicles that the plan would offer and that are fully booked.</param>
/// <param name="Quote">The quote, if one was asked about.</param>
public sealed record PricesExplained(
    int PlanVersion, Journey Journey, Explanation Explanation, IReadOnlyList<string> Full, VerifiedQuote? Quote)
{
    /// <summary>The call to the vendor's pricing service; null: its rate plan prices.</summary>
    public ServiceExplained? Service { get; init; }
}

/// <summary>A call to a pricing service, as it was sent and answered.</summary>
/// <param name="Request">Null: the ride can't be priced by anybody, so nothing was sent.</param>
/// <param name="Answer">Null: nothing was sent.</param>
/// <param name="PlanPrices">The service failed, and the vendor's rate plan prices instead.</param>
public sealed record ServiceExplained(PricingService Service, PriceRequest? Request, PricingAnswer? Answer, bool PlanPrices);

/// <summary>A journey with who prices it.</summary>
internal sealed record RideToPrice(VendorOnSale Vendor, Journey Journey, VerifiedQuote? Quote);

/// <summary>Requires either a quote or a search with its required fields.</summary>
public sealed class ExplainPricesValidator : AbstractValidator<ExplainPrices>
{
    public ExplainPricesValidator()
    {
        RuleFor(explain => explain).Must(explain => explain.Search is null != explain.Quote is null)
            .OverridePropertyName("").WithMessage("Send either a search (serviceType, pickup, dropoff, start) or a quote.");
        RuleFor(explain => explain.Quote).MaximumLength(100_000).OverridePropertyName("quote");
        When(explain => explain.Search is not null, () =>
        {
            RuleFor(explain => explain.Search!.ServiceType).NotNull().OverridePropertyName("serviceType")
                .WithMessage("One of pointToPoint, toAirport, fromAirport, toStation, fromStation, hourly, airportToAirport.");
            RuleFor(explain => explain.Search!.Pickup).NotNull().OverridePropertyName("pickup")
                .WithMessage("A place: kind address, airport or station.");
            RuleFor(explain => explain.Search!.Dropoff).NotNull().OverridePropertyName("dropoff")
                .WithMessage("A place: kind address, airport, station or asDirected.");
            RuleFor(explain => explain.Search!.Start).NotNull().OverridePropertyName("start")
                .WithMessage("A time, such as \"2030-05-19T18:00\" (local time of the pickup).");
        });
    }
}

/// <inheritdoc cref="ExplainPrices"/>
public sealed class ExplainPricesHandler(ICatalog catalog, IOccupancy occupancy, IPricingClient pricing, TimeProvider clock)
    : IRequestHandler<ExplainPrices, Outcome<PricesExplained>>
{
    public async Task<Outcome<PricesExplained>> Handle(ExplainPrices request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (Resolve(request, catalog.Current, now) is var found && found.IsRefused)
            return found.Refusal;
        if (found.Value.Vendor.Vendor.Pricing is { } service)
            return await ExplainService(request, found.Value, service, now, cancellationToken);
        return found.Value.Vendor.Rides is { } rides
            ? ExplainPlan(request, found.Value, rides, now)
            : Refusal.Conflict(Field.None, $"Vendor {request.VendorCode} has no rate plan yet. PUT one first.");
    }

    private PricesExplained ExplainPlan(ExplainPrices request, RideToPrice ride, RideFinder rides, DateTimeOffset now)
    {
        var explanation = rides.Explain(ride.Journey, Wanted(request), now);
        var full = explanation.Vehicles.Where(vehicle => vehicle.Offer is { } offer && occupancy.Current.IsFull(offer))
            .Select(vehicle => vehicle.VehicleId).ToList();
        return new PricesExplained(rides.Plan.Version, ride.Journey, explanation, full, ride.Quote);
    }

    private async Task<Outcome<PricesExplained>> ExplainService(
        ExplainPrices request, RideToPrice ride, PricingService service, DateTimeOffset now, CancellationToken ct)
    {
        var question = ride.Vendor.RequestFor(ride.Journey, Wanted(request), "en", request.By.CorrelationId, now);
        if (question.IsRefused)
        {
            return new PricesExplained(0, ride.Journey, ServiceExplanation.Of(ride.Vendor, ride.Journey, question.Refusal), [], ride.Quote)
            {
                Service = new ServiceExplained(service, null, null, PlanPrices: false),
            };
        }
        var answer = await pricing.Try(ride.Vendor, question.Value, ct);
        var explained = answer.IsFailure && service.OnFailure == PricingFallback.Plan && ride.Vendor.Rides is { } rides
            ? ExplainPlan(request, ride, rides, now)
            : new PricesExplained(0, ride.Journey, ServiceExplanation.Of(ride.Vendor, question.Value, answer), [], ride.Quote);
        return explained with { Service = new ServiceExplained(service, question.Value, answer, explained.PlanVersion > 0) };
    }

    private static VehicleType Wanted(ExplainPrices request) => request.Search?.VehicleType ?? VehicleType.Any;

    /// <summary>The vendor and the journey that are asked about.</summary>
    internal static Outcome<RideToPrice> Resolve(ExplainPrices request, CatalogSnapshot snapshot, DateTimeOffset now)
    {
        if (!request.By.Sees(request.VendorCode) || !snapshot.Vendors.TryGetValue(request.VendorCode, out var onSale))
            return Refusal.Unknown("vendor");

        var quote = request.Quote is null ? null : Verify(request.Quote, request.VendorCode, snapshot, now);
        if (quote is { Journey: null })
        {
            return Refusal.Request(
                "quote", "This isn't a quote of this vendor, or its part after the dot is missing. Send the search instead.");
        }
        var journey = quote?.Journey is { } quoted ? quoted : JourneyOf(request.Search!, onSale);
        return journey.IsRefused ? journey.Refusal : new RideToPrice(onSale, journey.Value, quote);
    }

    /// <summary>A quote is bound to its direct connect: any that sells this vendor may have given it.</summary>
    private static VerifiedQuote Verify(string token, string vendorCode, CatalogSnapshot snapshot, DateTimeOffset now) =>
        snapshot.ConnectsById.Values.Where(connect => connect.MaySell(vendorCode))
            .Select(connect => snapshot.QuoteSigner.Verify(token, connect.Id, now))
            .FirstOrDefault(quote => quote.Quote?.VendorCode == vendorCode) ?? VerifiedQuote.None;

    private static Outcome<Journey> JourneyOf(SearchToExplain search, VendorOnSale onSale)
    {
        var zone = onSale.TimeZoneOf(search.Pickup!);
        if (search.Start!.Value.Resolve(TimesAre.PickupLocal, zone, "start") is var start && start.IsRefused)
            return start.Refusal;
        Outcome<DateTimeOffset>? end = search.End?.Resolve(TimesAre.PickupLocal, zone, "end");
        if (end?.Refusal is { } wrong)
            return wrong;
        return new Journey(
            search.ServiceType!.Value, search.ClassOfService, search.Pickup!, search.Dropoff!, start.Value, end?.Value, search.Passengers)
        {
            Discount = search.Discount,
        };
    }
}
