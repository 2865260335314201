using System.Text.Json;
using System.Text.Json.Serialization;

namespace GroundTransport.Api.Hosting;

/// <summary>How REST reads and writes JSON.</summary>
public static class RestJson
{
    /// <summary>Words for enumerations; a field that no call knows is a mistake, not a wish that silently isn't granted.</summary>
    public static void Shape(JsonSerializerOptions json)
    {
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
    }
}
