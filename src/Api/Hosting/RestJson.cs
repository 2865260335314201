using System.Text.Json;
using System.Text.Json.Serialization;

namespace GroundTransport.Api.Hosting;

/// <summary>JSON of the REST API.</summary>
public static class RestJson
{
    /// <summary>Enumerations are camelCase words; an unknown field is an error, so that a misspelt one isn't silently ignored.</summary>
    public static void Configure(JsonSerializerOptions json)
    {
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
    }
}
