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
    private static readonly FrozenDictionary<string, VehicleType> Known = new Dictionary<string, VehicleType>
    {
        ["100"] = Sedan, ["SEDAN"] = Sedan,
        ["200"] = Limo, ["LIMO"] = Limo, ["LIMOUSINE"] = Limo,
        ["250"] = StretchLimo, ["201"] = StretchLimo, ["STRETCHLIMO"] = StretchLimo, ["STRETCHLIMOUSINE"] = StretchLimo,
        ["300"] = Suv, ["SUV"] = Suv,
        ["350"] = StretchSuv, ["301"] = StretchSuv, ["STRETCHSUV"] = StretchSuv,
        ["400"] = Van, ["VAN"] = Van,
        ["450"] = MiniBus, ["401"] = MiniBus, ["MINIBUS"] = MiniBus,
        ["500"] = MotorCoach, ["402"] = MotorCoach, ["MOTORCOACH"] = MotorCoach, ["BUS"] = MotorCoach,
        ["600"] = Shuttle, ["SHUTTLE"] = Shuttle,
        ["700"] = Trolley, ["502"] = Trolley, ["TROLLEY"] = Trolley,
        ["800"] = Carriage, ["503"] = Carriage, ["CARRIAGE"] = Carriage,
        ["900"] = Any, ["ANY"] = Any,
        // No fleet can name antiques: whoever wants one sees all there is.
        ["501"] = Any, ["ANTIQUECLASSIC"] = Any, ["ANTIQUE"] = Any, ["CLASSIC"] = Any,
    }.ToFrozenDictionary(StringComparer.Ordinal);

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
    private static string Letters(string label) => string.Concat(label.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
