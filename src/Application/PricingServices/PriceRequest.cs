using System.Buffers;
using System.Globalization;
using System.Text.Json;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.PricingServices;

/// <summary>What a pricing service is asked: which rides it offers for a journey.</summary>
/// <param name="Search">The correlation id of the call that needs the prices.</param>
/// <param name="VehicleType">The type of vehicle that is requested.</param>
public sealed record PriceRequest(
    string Search, string VendorCode, Journey Journey, TimeZoneInfo PickupTimeZone, VehicleType VehicleType, string Language)
{
    /// <summary>The GDS city of the pickup; empty: none is known.</summary>
    public string GdsCity { get; init; } = "";

    /// <summary>Null: the pickup's.</summary>
    public TimeZoneInfo? DropoffTimeZone { get; init; }

    /// <summary>The body of the request, as docs/schemas/pricing-request.schema.json describes it.</summary>
    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("search", Search);
            json.WriteString("vendor", VendorCode);
            json.WriteString("serviceType", EnumWords.Of(Journey.ServiceType));
            json.WriteString("classOfService", EnumWords.Of(Journey.ClassOfService));
            Write(json, "pickup", Journey.Pickup);
            Write(json, "dropoff", Journey.Dropoff);
            json.WriteTimes(Journey, PickupTimeZone);
            json.WriteNumber("passengers", Journey.Passengers);
            json.WriteString("vehicleType", EnumWords.Of(VehicleType));
            Write(json, Journey.Discount);
            json.WriteString("language", Language);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Whether an offer is for what was requested. A service may answer with more.</summary>
    public bool Wants(ServiceOffer offer) =>
        (VehicleType == VehicleType.Any || offer.Vehicle.Type == VehicleType)
        && offer.Vehicle.ClassOfService >= Journey.ClassOfService && offer.Vehicle.MaxPassengers >= Journey.Passengers;

    private static void Write(Utf8JsonWriter json, string name, Stop stop)
    {
        json.WriteStartObject(name);
        switch (stop)
        {
            case AddressStop address:
                json.WriteString("kind", "address");
                json.WriteString("street", address.Street);
                json.WriteString("city", address.City);
                json.WriteString("state", address.State);
                json.WriteString("country", address.Country);
                json.WriteString("postalCode", address.PostalCode);
                break;
            case AirportStop airport:
                json.WriteString("kind", "airport");
                json.WriteString("code", airport.Code);
                break;
            case StationStop station:
                json.WriteString("kind", "station");
                json.WriteString("code", station.Code);
                json.WriteString("name", station.StationName);
                json.WriteString("city", station.City);
                json.WriteString("state", station.State);
                break;
            case AsDirected:
                json.WriteString("kind", "asDirected");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(stop), stop.GetType().Name, "Unknown stop");
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DiscountCode? discount)
    {
        if (discount is null)
        {
            json.WriteNull("discount");
            return;
        }
        json.WriteStartObject("discount");
        json.WriteString("corporateId", discount.CorporateId);
        json.WriteString("vendorCode", discount.VendorCode);
        json.WriteString("number", discount.Number);
        json.WriteEndObject();
    }
}

/// <summary>What the messages to pricing services have in common.</summary>
internal static class MessageParts
{
    public static void WriteTimes(this Utf8JsonWriter json, Journey journey, TimeZoneInfo pickupTimeZone)
    {
        json.WriteString("start", Utc(journey.Start));
        json.WriteString("localStart", TimeZoneInfo.ConvertTime(journey.Start, pickupTimeZone)
            .ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture));
        json.WriteString("timeZone", pickupTimeZone.Id);
        if (journey.End is { } end)
            json.WriteString("end", Utc(end));
        else
            json.WriteNull("end");
    }

    private static string Utc(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
