using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using GroundTransport.Application;

namespace GroundTransport.Api.Hosting;

/// <summary>
/// Reads text without the card numbers in it: nobody needs them whole, so nothing behind this line has one. What may contain digits that
/// only look like one has <see cref="VerbatimAttribute"/>.
/// </summary>
public sealed class MaskedTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? CardNumbers.Mask(reader.GetString()) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        CardNumbers.Mask(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value);
}

/// <summary>JSON of the REST API.</summary>
public static class RestJson
{
    /// <summary>Enumerations are words, numbers are numbers; an unknown field is an error, so that a misspelt one isn't ignored.</summary>
    public static void Configure(JsonSerializerOptions json)
    {
        json.Converters.Add(new EnumWordConverter());
        json.Converters.Add(new MaskedTextConverter());
        json.NumberHandling = JsonNumberHandling.Strict;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.TypeInfoResolver = (json.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(ReadVerbatim);
    }

    private static void ReadVerbatim(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider?.IsDefined(typeof(VerbatimAttribute), inherit: true) == true)
                property.CustomConverter = JsonMetadataServices.StringConverter;
        }
    }
}
