using System.Buffers;
using System.Globalization;
using System.Text.Json;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.PricingServices;

/// <summary>Asks a pricing service to confirm an offer that a traveller books.</summary>
/// <param name="Id">The same if the same quote is sold again.</param>
/// <param name="CorrelationId">The Sell's.</param>
public sealed record ConfirmRequest(string Id, string CorrelationId, ServiceOffer Offer)
{
    /// <summary>The body of the request, as docs/schemas/pricing-confirm-request.schema.json describes it.</summary>
    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("correlationId", CorrelationId);
            json.WriteString("vendor", Offer.VendorCode);
            json.WriteString("offer", Offer.Id);
            json.WriteString("vehicleId", Offer.Vehicle.VehicleId);
            json.WriteString("currency", Offer.Fare.Currency.Code);
            json.WritePropertyName("rate");
            json.WriteRawValue(Offer.Fare.Rate.Amount.ToString(CultureInfo.InvariantCulture));
            json.WriteTimes(Offer.Journey, Offer.PickupTimeZone);
            json.WriteNumber("passengers", Offer.Journey.Passengers);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}

/// <summary>What a pricing service says to a booking.</summary>
public enum Confirmation
{
    /// <summary>It wasn't asked: the vendor's rules decide.</summary>
    NotAsked,

    /// <summary>The offer is still there: the booking is accepted.</summary>
    Yes,

    /// <summary>It gave no answer that can be read: the booking waits for a decision.</summary>
    NoAnswer,
}
