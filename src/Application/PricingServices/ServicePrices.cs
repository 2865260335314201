using GroundTransport.Application.Catalog;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.PricingServices;

/// <summary>Prices by a vendor's pricing service: what it is asked, and what its answer means for a traveller.</summary>
public static class ServicePrices
{
    private const string FullyBooked = "fullyBooked";

    private static readonly Refusal NothingSuitable = Refusal.Unavailable(
        Field.WantedVehicleType, $"No such vehicle for this ride. Ask for another {Field.WantedVehicleType}.");

    private static readonly Refusal NoPrices = Refusal.Unavailable(
        Field.Vendor, $"The {Field.Vendor}'s prices aren't available at present. Try again in a few minutes.");

    /// <summary>The request for a journey; a refusal for one that no service could price.</summary>
    public static Outcome<PriceRequest> RequestFor(
        this VendorOnSale vendor, Journey journey, VehicleType wanted, string language, string search, DateTimeOffset now)
    {
        if (journey.Check() is { } wrong)
            return wrong;
        if (journey.CheckStart(now) is { } passed)
            return passed;
        return new PriceRequest(
            search, vendor.Vendor.Code, journey, vendor.TimeZoneOf(journey.Pickup), wanted, language.Length > 0 ? language : "en")
        {
            GdsCity = vendor.Rides?.GdsCityOf(journey.Pickup) ?? "",
            DropoffTimeZone = vendor.Rides?.FindTimeZone(journey.Dropoff),
        };
    }

    /// <summary>The suitable offers, the lowest price first; a refusal if there is none.</summary>
    public static Outcome<IReadOnlyList<ServiceOffer>> Offers(this PricingAnswer answer, PriceRequest request)
    {
        if (answer.IsFailure)
            return NoPrices;
        if (answer.Offers.Count == 0)
            return answer.Reason == FullyBooked ? Refusal.SoldOut : Nothing(answer.Reason);
        var suitable = answer.Offers.Where(request.Wants).OrderBy(offer => offer.Fare.Rate.Amount).ToList();
        return suitable.Count == 0 ? NothingSuitable : suitable;
    }

    private static Refusal Nothing(string reason) => Refusal.Unavailable(
        Field.Vendor, $"The {Field.Vendor} offers no such ride{(reason.Length > 0 ? $": {reason}" : "")}. Choose another ride.");
}
