using System.Collections.Frozen;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Infrastructure.ConcurWire.Xml;
using static GroundTransport.Domain.Journeys.VehicleType;

namespace GroundTransport.Infrastructure.ConcurWire.Requests;

/// <summary>
/// A vehicle type by its code in replies, by its code in searches, or by its English label in any spelling. The two
/// tables of codes never contradict each other, so every message accepts both.
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
        // No rate plan can name antiques: such a search finds every vehicle.
        (Any, "900 ANY 501 ANTIQUECLASSIC ANTIQUE CLASSIC"),
    }
        .SelectMany(row => row.Names.Split(' '), (row, name) => KeyValuePair.Create(name, row.Type))
        .ToFrozenDictionary(StringComparer.Ordinal);

    public static VehicleType? VehicleType(this FieldReader fields, WireElement? parent)
    {
        const string Name = "VehicleType";
        if (parent is null || fields.NonEmptyText(parent, Name) is not { } text)
            return null;
        if (Known.TryGetValue(text, out var type) || Known.TryGetValue(Letters(text), out type))
            return type;
        Field field = parent.PathOf(Name);
        fields.Refuse(Refusal.Request(field,
            $"{field} is unknown. Send one of 100, 200, 250, 300, 350, 400, 450, 500, 600, 700, 800 or 900 (any)."));
        return null;
    }

    /// <summary>"Mini-Bus", "mini bus" and "MiniBus" are the same label.</summary>
    private static string Letters(string label) => string.Concat(label.Where(char.IsAsciiLetter)).ToUpperInvariant();
}
