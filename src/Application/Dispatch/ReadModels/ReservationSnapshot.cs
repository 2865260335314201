using System.Text.Json;
using System.Text.Json.Serialization;
using AutoMapper;
using GroundTransport.Application.Events;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Dispatch.ReadModels;

/// <inheritdoc cref="IReservationSnapshot"/>
public sealed class ReservationSnapshot(IMapper mapper) : IReservationSnapshot
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new EnumWordConverter(), new StoredPrecision() },
    };

    public string Of(Reservation reservation) => JsonSerializer.Serialize(mapper.Map<ReservationSnapshotModel>(reservation), Options);

    /// <summary>The database stores milliseconds: an instant has no more digits than when it is read again.</summary>
    private sealed class StoredPrecision : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(DateTimeOffset.FromUnixTimeMilliseconds(value.ToUnixTimeMilliseconds()));
    }
}
