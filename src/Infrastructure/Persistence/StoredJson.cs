using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using GroundTransport.Application;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>
/// How a reservation's details are stored in text columns. The envelope contains a schema version, by which a later release
/// recognizes the shape. Tests keep captured rows of each release readable.
/// </summary>
public static class StoredJson
{
    private const int SchemaVersion = 1;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new MoneyConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameKinds } },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(new Stored<T>(SchemaVersion, value), Options);

    /// <exception cref="InvalidDataException">The column was written by a later release.</exception>
    public static T Read<T>(string text)
    {
        var stored = JsonSerializer.Deserialize<Stored<T>>(text, Options);
        return stored is { Schema: SchemaVersion, Value: { } value }
            ? value
            : throw new InvalidDataException(
                $"This release reads schema {SchemaVersion} of a reservation's details, not schema {stored?.Schema}");
    }

    private static void NameKinds(JsonTypeInfo type)
    {
        if (type.Type == typeof(Stop))
        {
            type.PolymorphismOptions = JsonKinds.Of(
                (typeof(AddressStop), "address"), (typeof(AirportStop), "airport"), (typeof(StationStop), "station"),
                (typeof(AsDirected), "asDirected"));
        }
        else if (type.Type == typeof(Payment))
        {
            type.PolymorphismOptions = JsonKinds.Of(
                (typeof(CardPayment), "card"), (typeof(CashPayment), "cash"), (typeof(CheckPayment), "check"),
                (typeof(DirectBillingPayment), "directBilling"));
        }
    }

    private sealed record Stored<T>(int Schema, T Value);

    /// <summary>An amount as minor units and currency, such as "4250 USD": exact in every currency.</summary>
    private sealed class MoneyConverter : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.GetString()!;
            return Money.FromMinorUnits(
                long.Parse(text.AsSpan(0, text.Length - 4), CultureInfo.InvariantCulture), Currency.Of(text[^3..]));
        }

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
            writer.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{value.MinorUnits} {value.Currency.Code}"));
    }
}
