using GroundTransport.Application.Booking;
using GroundTransport.Application.Callers;
using GroundTransport.Infrastructure.ConcurWire.Xml;

namespace GroundTransport.Infrastructure.ConcurWire.Requests;

/// <summary>
/// CC_LimoSellRequest, in the order of its example. The rate's type and its charges are ignored: the quote decides.
/// </summary>
internal static class SellRequest
{
    public static SellRide Read(WireElement root, FieldReader fields, ConcurCall call)
    {
        var ride = fields.RideUpToDiscount(root);
        var (rate, vehicle, vendor) = (root.Child("RateInfo"), root.Child("Vehicle"), root.Child("Vendor"));
        return new SellRide
        {
            Call = call,
            RateId = fields.TextOrEmpty(rate, "RateID"),
            Rate = fields.Amount(rate, "Rate"),
            QuoteToken = fields.Text(rate, "CategoryCode", FieldReader.MaxCategoryCodeLength) ?? "",
            RateCurrency = fields.Currency(rate, "Currency") ?? "",
            VehicleType = fields.VehicleType(vehicle),
            VehicleId = fields.TextOrEmpty(vehicle, "VehicleID"),
            VendorCode = fields.TextOrEmpty(vendor, "VendorCode"),
            Ride = fields.RideFromPayment(root, ride),
        };
    }
}
