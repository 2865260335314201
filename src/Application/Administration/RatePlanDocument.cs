using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using GroundTransport.Domain;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.Administration;

/// <summary>A rate plan as the vendor writes it: one JSON document, unknown fields refused.</summary>
public static class RatePlanDocument
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowOutOfOrderMetadataProperties = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new CurrencyConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Shape } },
    };

    /// <exception cref="JsonException">It isn't a rate plan; the message carries the path.</exception>
    public static RatePlan Read(string document, string vendorCode, int version)
    {
        var plan = JsonSerializer.Deserialize<RatePlan>(document, Options) ?? throw new JsonException("The rate plan is empty");
        return plan with { VendorCode = vendorCode, Version = version };
    }

    private static void Shape(JsonTypeInfo type)
    {
        if (type.Type == typeof(RatePlan))
        {
            // Whose plan it is and which version isn't the document's to say.
            foreach (var given in type.Properties.Where(property => property.Name is "vendorCode" or "version").ToList())
                type.Properties.Remove(given);
        }
        else if (type.Type == typeof(Rate))
            type.PolymorphismOptions = JsonKinds.Of((typeof(FlatRate), "flat"), (typeof(EstimatedRate), "estimated"), (typeof(HourlyRate), "hourly"), (typeof(OnRequestRate), "onRequest"));
        else if (type.Type == typeof(Charge))
        {
            type.PolymorphismOptions = JsonKinds.Of(
                (typeof(ServiceCharge), "serviceCharge"), (typeof(Surcharge), "surcharge"), (typeof(PickupCharge), "pickupCharge"),
                (typeof(DropoffCharge), "dropoffCharge"), (typeof(ExtraStop), "extraStop"), (typeof(ExtraTime), "extraTime"), (typeof(Tax), "tax"));
        }
    }

    private sealed class CurrencyConverter : JsonConverter<Currency>
    {
        public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Currency.Parse(reader.GetString()) ?? throw new JsonException("A currency is three letters, as ISO 4217 lists them");

        public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
    }
}
