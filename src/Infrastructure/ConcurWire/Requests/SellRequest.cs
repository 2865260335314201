using GroundTransport.Application.Booking;
using GroundTransport.Application.Callers;
using GroundTransport.Domain.Pricing;
using GroundTransport.Infrastructure.ConcurWire.Xml;

namespace GroundTransport.Infrastructure.ConcurWire.Requests;

/// <summary>
/// CC_LimoSellRequest, in the order of its example. The rate's charges are ignored, and its type beside a quote: the quote decides.
/// </summary>
internal static class SellRequest
{
    public static SellRide Read(WireElement root, FieldReader fields, ConcurCall call)
    {
        var (rate, vehicle, vendor) = (root.Child("RateInfo"), root.Child("Vehicle"), root.Child("Vendor"));
        // A ride on request is offered without a quote. Nothing else in the Sell can be mended before its rate.
        if (fields.TextOrEmpty(rate, "RateTypeCode") is "N" or "n" && rate?.Child("CategoryCode") is not { HasValue: true })
            fields.Refuse(OnRequestRate.CannotBeBooked);
        var ride = fields.RideUpToDiscount(root);
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
            Ride = fields.RideFromPayment(root, ride, mayListEmptyForms: false),
        };
    }
}
