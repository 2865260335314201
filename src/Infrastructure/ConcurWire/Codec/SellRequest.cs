using GroundTransport.Application.Booking;
using GroundTransport.Application.Callers;
using GroundTransport.Infrastructure.ConcurWire.Messages;

namespace GroundTransport.Infrastructure.ConcurWire.Codec;

/// <summary>
/// CC_LimoSellRequest, in the order of its example. Whatever else the rate says (its type, its charges) is ignored: the
/// quote decides.
/// </summary>
internal static class SellRequest
{
    public static LimoSell Read(WireElement root, FieldReader fields, ConcurCall call)
    {
        var ride = fields.RideUpToDiscount(root);
        var (rate, vehicle, vendor) = (root.Child("RateInfo"), root.Child("Vehicle"), root.Child("Vendor"));
        var command = new SellRide
        {
            Call = call,
            RateId = fields.TextOrEmpty(rate, "RateID"),
            Rate = fields.Amount(rate, "Rate"),
            QuoteToken = fields.Text(rate, "CategoryCode", FieldReader.LongestCategoryCode) ?? "",
            RateCurrency = fields.Currency(rate, "Currency") ?? "",
            VehicleType = fields.VehicleType(vehicle),
            VehicleId = fields.TextOrEmpty(vehicle, "VehicleID"),
            VendorCode = fields.TextOrEmpty(vendor, "VendorCode"),
            Ride = fields.RideFromPayment(root, ride),
        };
        return new LimoSell(command, fields.Wrong);
    }
}
