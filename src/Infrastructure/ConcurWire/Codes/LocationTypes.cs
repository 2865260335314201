using GroundTransport.Domain.Journeys;

namespace GroundTransport.Infrastructure.ConcurWire.Codes;

/// <summary>The codes of LocationType; only a drop-off may be as directed.</summary>
internal static class LocationTypes
{
    public const int Address = 100, Airport = 200, Station = 300, Directed = 400;

    public static int? Parse(string text) => text switch
    {
        "100" => Address,
        "200" => Airport,
        "300" => Station,
        "400" => Directed,
        _ => null,
    };

    public static int? Of(Stop? stop) => stop switch
    {
        AddressStop => Address,
        AirportStop => Airport,
        StationStop => Station,
        AsDirected => Directed,
        _ => null,
    };
}
