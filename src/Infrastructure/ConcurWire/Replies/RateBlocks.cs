using System.Globalization;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Vendors;
using GroundTransport.Infrastructure.ConcurWire.Xml;

namespace GroundTransport.Infrastructure.ConcurWire.Replies;

/// <summary>RateInfo, Vehicle and Vendor: the same in a search's offers and in a reservation.</summary>
internal static class RateBlocks
{
    public static void RateInfo(this WireWriter writer, RateInfo rate)
    {
        writer.Open("RateInfo"u8);
        writer.Text("RateID"u8, rate.RateId);
        writer.Text("Rate"u8, rate.Rate);
        writer.Text("RateTypeCode"u8, rate.Type is { } type ? ((char)type).ToString() : null);
        writer.Text("CategoryCode"u8, rate.CategoryCode);
        writer.Text("MinHours"u8, rate.MinHours?.ToString("0.##", CultureInfo.InvariantCulture));
        writer.Text("Currency"u8, rate.Currency);
        writer.Text("NoRateText"u8, rate.NoRateText);
        writer.Text("DiscountType"u8, rate.DiscountType);
        writer.Amount("BasePrice"u8, rate.BasePrice);
        writer.Amount("ServiceCharge"u8, rate.ServiceCharge);
        writer.SurCharge(rate.SurCharge, rate.SurChargeDescription);
        writer.Amount("Tax"u8, rate.Tax);
        writer.Amount("ExtraPickupCharge"u8, rate.ExtraPickupCharge);
        writer.Amount("ExtraDropoffCharge"u8, rate.ExtraDropoffCharge);
        writer.Amount("OptionalExtraStopCharge"u8, rate.ExtraStop);
        writer.Amount("OptionalExtraTimeCharge"u8, rate.ExtraTime);
        writer.Text("Message"u8, rate.Message);
        writer.Close("RateInfo"u8);
    }

    public static void Vehicle(this WireWriter writer, VehicleType? type, string description, int? maxPassengers, string id)
    {
        writer.Open("Vehicle"u8);
        writer.Number("VehicleType"u8, (int?)type);
        writer.Text("Description"u8, description);
        writer.Number("MaxPassengers"u8, maxPassengers);
        writer.Text("VehicleID"u8, id);
        writer.Close("Vehicle"u8);
    }

    public static void Vendor(this WireWriter writer, VendorContact vendor)
    {
        writer.Open("Vendor"u8);
        writer.Text("VendorCode"u8, vendor.Code);
        writer.Text("VendorName"u8, vendor.Name);
        writer.Text("PhoneNumber"u8, vendor.Phone);
        writer.Close("Vendor"u8);
    }
}
