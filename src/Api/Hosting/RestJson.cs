using System.Text.Json;
using System.Text.Json.Serialization;

namespace GroundTransport.Api.Hosting;

/// <summary>JSON of the REST API.</summary>
public static class RestJson
{
    /// <summary>Enumerations are words, numbers are numbers; an unknown field is an error, so that a misspelt one isn't ignored.</summary>
    public static void Configure(JsonSerializerOptions json)
    {
        json.Converters.Add(new EnumWordConverter());
        json.NumberHandling = JsonNumberHandling.Strict;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
    }
}
