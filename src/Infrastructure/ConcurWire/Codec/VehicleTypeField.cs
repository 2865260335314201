using System.Collections.Frozen;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using static GroundTransport.Domain.Journeys.VehicleType;

namespace GroundTransport.Infrastructure.ConcurWire.Codec;

/// <summary>
/// A vehicle type by the code of a reply, by the code of a search, or by its English label in any spelling. The two
/// tables of codes never disagree, so every message takes both.
/// </summary>
internal static class VehicleTypeField
{
    private static readonly FrozenDictionary<string, VehicleType> Known = new (VehicleType Type, string Names)[]
    {
        (Sedan, "100 SEDAN"),
        (Limo, "200 LIMO LIMOUSINE"),
        (StretchLimo, "250 201 STRETCHLIMO STRETCHLIMOUSINE"),
        (Suv, "300 SUV"),
        (StretchSuv, "350 301 STRETCHSUV"),
        (Van, "400 VAN"),
        (MiniBus, "450 401 MINIBUS"),
        (MotorCoach, "500 402 MOTORCOACH BUS"),
        (Shuttle, "600 SHUTTLE"),
        (Trolley, "700 502 TROLLEY"),
        (Carriage, "800 503 CARRIAGE"),
        // No fleet can name antiques: whoever wants one sees all there is.
        (Any, "900 ANY 501 ANTIQUECLASSIC ANTIQUE CLASSIC"),
    }.SelectMany(row => row.Names.Split(' '), (row, name) => KeyValuePair.Create(name, row.Type)).ToFrozenDictionary(StringComparer.Ordinal);

    public static VehicleType? VehicleType(this FieldReader fields, WireElement? parent)
    {
        const string Name = "VehicleType";
        if (parent is null || fields.Filled(parent, Name) is not { } text)
            return null;
        if (Known.TryGetValue(text, out var type) || Known.TryGetValue(Letters(text), out type))
            return type;
        fields.Refuse(Refusal.Request(parent.PathOf(Name),
            "This vehicle type isn't known. Send one of 100, 200, 250, 300, 350, 400, 450, 500, 600, 700, 800 or 900 (any)."));
        return null;
    }

    /// <summary>"Mini-Bus", "mini bus" and "MiniBus" are one label.</summary>
    private static string Letters(string label) => string.Concat(label.Where(char.IsAsciiLetter)).ToUpperInvariant();
}
