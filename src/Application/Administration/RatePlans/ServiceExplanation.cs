using GroundTransport.Application.Catalog;
using GroundTransport.Application.PricingServices;
using GroundTransport.Domain;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.Administration.RatePlans;

/// <summary>The answer of a pricing service as an explanation: it has no zones and no rules, only vehicles with their prices.</summary>
internal static class ServiceExplanation
{
    private const string Why = "the pricing service knows its own places";

    /// <summary>A ride that nobody can price.</summary>
    public static Explanation Of(VendorOnSale vendor, Journey journey, Refusal refusal) =>
        Explain(journey, vendor.TimeZoneOf(journey.Pickup), [], refusal);

    public static Explanation Of(VendorOnSale vendor, PriceRequest request, PricingAnswer answer) =>
        Explain(
            request.Journey, vendor.TimeZoneOf(request.Journey.Pickup), [.. answer.Offers.Select(offer => Explain(offer, request))],
            answer.Offers(request).Refusal);

    private static Explanation Explain(
        Journey journey, TimeZoneInfo zone, IReadOnlyList<VehicleExplained> vehicles, Refusal? refusal) => new()
        {
            Pickup = new StopExplained(journey.Pickup.Name, null, Why),
            Dropoff = new StopExplained(journey.Dropoff.Name, null, Why),
            LocalPickup = TimeZoneInfo.ConvertTime(journey.Start, zone).DateTime,
            Rules = [],
            Vehicles = vehicles,
            Refusal = refusal,
        };

    private static VehicleExplained Explain(ServiceOffer offer, PriceRequest request)
    {
        var isWanted = request.Wants(offer);
        RefusalMessage why = isWanted
            ? $"Offered as {offer.Id}, valid until {offer.ValidUntil.UtcDateTime:yyyy-MM-dd HH:mm:ss} GMT."
            : $"Not what was requested: a {EnumWords.Of(offer.Vehicle.Type)} of class {(int)offer.Vehicle.ClassOfService} "
                + $"for {offer.Vehicle.MaxPassengers}.";
        return new VehicleExplained(
            offer.Vehicle.VehicleId, offer.Vehicle.Description, why, [], isWanted ? offer : null, isWanted ? [.. Lines(offer.Fare)] : []);
    }

    private static IEnumerable<FareLine> Lines(Fare fare)
    {
        yield return new FareLine("basePrice", "as the service says", fare.BasePrice, InRate: true);
        foreach (var (part, why, amount) in new (string, string, Money)[]
            {
                ("serviceCharge", "as the service says", fare.ServiceCharge),
                ("surCharge", fare.SurChargeDescription.Length > 0 ? fare.SurChargeDescription : "as the service says", fare.SurCharge),
                ("tax", "as the service says", fare.Tax),
            })
        {
            if (!amount.IsZero)
                yield return new FareLine(part, why, amount, InRate: true);
        }
    }
}
