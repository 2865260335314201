using GroundTransport.Domain.Journeys;

namespace GroundTransport.Infrastructure.ConcurWire.Messages;

/// <summary>A time that was asked for, as a reply says it back.</summary>
internal static class AskedTime
{
    /// <summary>
    /// The clock reading that was asked for; one that carried an offset, as the connection means its times, or in GMT
    /// where nobody knows the pickup's time zone.
    /// </summary>
    public static DateTime? ClockOf(RequestedTime? asked, TimesAre timesAre, TimeZoneInfo? pickupZone = null) => asked switch
    {
        null => null,
        { Offset: { } offset } with => RequestedTime.ClockOf(new DateTimeOffset(with.Clock, offset), timesAre, pickupZone ?? TimeZoneInfo.Utc),
        { } without => without.Clock,
    };
}
