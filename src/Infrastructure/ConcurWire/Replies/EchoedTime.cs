using GroundTransport.Domain.Journeys;

namespace GroundTransport.Infrastructure.ConcurWire.Replies;

/// <summary>A requested time as a reply repeats it.</summary>
internal static class EchoedTime
{
    /// <summary>
    /// The requested clock time. A time that came with an offset is converted to what the connection expects, or to GMT
    /// where the pickup's time zone isn't known.
    /// </summary>
    public static DateTime? Of(RequestedTime? requested, TimesAre timesAre, TimeZoneInfo? pickupZone = null) => requested switch
    {
        null => null,
        { Offset: { } offset } time =>
            RequestedTime.ClockOf(new DateTimeOffset(time.Clock, offset), timesAre, pickupZone ?? TimeZoneInfo.Utc),
        { } time => time.Clock,
    };
}
