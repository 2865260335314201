using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AutoMapper;
using GroundTransport.Application.Events;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Dispatch.ReadModels;

/// <inheritdoc cref="IReservationSnapshot"/>
public sealed class ReservationSnapshot(IMapper mapper) : IReservationSnapshot
{
    /// <summary>What depends on the moment of reading, not on the version.</summary>
    private static readonly string[] NotOfTheVersion = ["lastNotified", "actions"];

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new StoredPrecision() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOut } },
    };

    public string Of(Reservation reservation) => JsonSerializer.Serialize(mapper.Map<ReservationModel>(reservation), Options);

    /// <summary>The database stores milliseconds: an instant has no more digits than when it is read again.</summary>
    private sealed class StoredPrecision : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(DateTimeOffset.FromUnixTimeMilliseconds(value.ToUnixTimeMilliseconds()));
    }

    private static void LeaveOut(JsonTypeInfo type)
    {
        if (type.Type != typeof(ReservationModel))
            return;
        foreach (var property in type.Properties.Where(property => NotOfTheVersion.Contains(property.Name)).ToList())
            type.Properties.Remove(property);
    }
}
