using System.Globalization;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Infrastructure.ConcurWire.Xml;

namespace GroundTransport.Infrastructure.ConcurWire.Requests;

/// <summary>
/// Times: with or without seconds, a fraction, Z or an offset. Fractions are dropped: no reply can contain them, and a
/// repeated time must equal the one that was sent.
/// </summary>
internal static class TimeFields
{
    private static readonly string[] Clocks =
    [
        "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss.FFFFFFF",
    ];

    private static readonly string[] Offsets = [@"hh\:mm", "hhmm", "hh"];

    /// <summary>A time; its own offset, or else the connection's setting, makes it an instant.</summary>
    public static RequestedTime? Time(this FieldReader fields, WireElement parent, string name)
    {
        if (fields.NonEmptyText(parent, name) is not { } text)
            return null;
        if (TryParse(text, out var clock, out var offset) && new RequestedTime(clock, offset) is { IsReasonable: true } time)
            return time;
        Field field = parent.PathOf(name);
        fields.Refuse(Refusal.Time(field, $"{field} can't be read. Send it as 2030-05-19T18:00:00."));
        return null;
    }

    /// <summary>A flight's or train's time: local, never converted; an offset is ignored.</summary>
    public static DateTime? LocalTime(this FieldReader fields, WireElement parent, string name) =>
        fields.Time(parent, name)?.Clock;

    private static bool TryParse(string text, out DateTime clock, out TimeSpan? offset)
    {
        offset = null;
        var end = text.Length;
        if (text[^1] is 'Z' or 'z')
        {
            offset = TimeSpan.Zero;
            end--;
        }
        else if (text.LastIndexOfAny(['+', '-']) is var sign && sign > "yyyy-MM-ddT".Length)
        {
            if (!TimeSpan.TryParseExact(text.AsSpan(sign + 1), Offsets, CultureInfo.InvariantCulture, out var ahead))
            {
                clock = default;
                return false;
            }
            offset = text[sign] == '-' ? -ahead : ahead;
            end = sign;
        }
        if (!DateTime.TryParseExact(text.AsSpan(0, end), Clocks, CultureInfo.InvariantCulture, DateTimeStyles.None, out clock))
            return false;
        clock = clock.AddTicks(-(clock.Ticks % TimeSpan.TicksPerSecond));
        return true;
    }
}
