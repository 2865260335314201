using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using GroundTransport.Application;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>
/// How a reservation's details stand in their text columns. The envelope carries a schema version: a release that reads
/// other shapes knows by it what it has before it; captured rows of each release stay readable by test.
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
            : throw new InvalidDataException($"Details of schema {stored?.Schema} can't be read by this release, which knows schema {SchemaVersion}");
    }

    private static void NameKinds(JsonTypeInfo type)
    {
        if (type.Type == typeof(Stop))
            type.PolymorphismOptions = JsonKinds.Of((typeof(AddressStop), "address"), (typeof(AirportStop), "airport"), (typeof(StationStop), "station"), (typeof(AsDirected), "asDirected"));
        else if (type.Type == typeof(Payment))
            type.PolymorphismOptions = JsonKinds.Of((typeof(CardPayment), "card"), (typeof(CashPayment), "cash"), (typeof(CheckPayment), "check"), (typeof(DirectBillingPayment), "directBilling"));
    }

    private sealed record Stored<T>(int Schema, T Value);

    /// <summary>An amount as minor units and currency, "4250 USD": exact, whatever the currency.</summary>
    private sealed class MoneyConverter : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.GetString()!;
            return Money.FromMinorUnits(
                long.Parse(text.AsSpan(0, text.Length - 4), System.Globalization.CultureInfo.InvariantCulture), Currency.Of(text[^3..]));
        }

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
            writer.WriteStringValue(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value.MinorUnits} {value.Currency.Code}"));
    }
}
