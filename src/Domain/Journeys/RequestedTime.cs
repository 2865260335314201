namespace GroundTransport.Domain.Journeys;

/// <summary>How a connection means times that carry no offset.</summary>
public enum TimesAre
{
    Gmt,
    PickupLocal,
}

/// <summary>A time as it was asked for: a clock reading, and its offset where one was given.</summary>
public readonly record struct RequestedTime(DateTime Clock, TimeSpan? Offset)
{
    // Far years would leave the calendar once an offset or a ride's length is added.
    private const int FirstYear = 1900, LastYear = 2199;

    private static readonly TimeSpan FarthestOffset = TimeSpan.FromHours(14);

    /// <summary>Within years and offsets that can be calculated with, whatever else is wrong with it.</summary>
    public bool IsReasonable => Clock.Year is >= FirstYear and <= LastYear && (Offset is not { } offset || offset.Duration() <= FarthestOffset);

    /// <summary>
    /// The instant that is meant. An offset settles it; otherwise the connection's habit does.
    /// A local time that daylight saving skips is refused; one that it doubles takes the first.
    /// </summary>
    public Outcome<DateTimeOffset> Resolve(TimesAre timesAre, TimeZoneInfo pickupZone, Field field)
    {
        if (!IsReasonable)
            return Refusal.Time(field, "This time lies beyond every calendar of rides. Send it as 2030-05-19T18:00:00.");
        if (Offset is { } offset)
            return new DateTimeOffset(Clock, offset).ToUniversalTime();
        if (timesAre == TimesAre.Gmt)
            return new DateTimeOffset(Clock, TimeSpan.Zero);
        if (pickupZone.IsInvalidTime(Clock))
            return Refusal.Time(field, $"{Clock:yyyy-MM-dd HH:mm} doesn't exist at the pickup: daylight saving skips it. Choose another time.");
        var ahead = pickupZone.IsAmbiguousTime(Clock) ? pickupZone.GetAmbiguousTimeOffsets(Clock).Max() : pickupZone.GetUtcOffset(Clock);
        return new DateTimeOffset(Clock, ahead).ToUniversalTime();
    }

    /// <summary>The clock reading that a connection with this habit expects for an instant.</summary>
    public static DateTime ClockOf(DateTimeOffset instant, TimesAre timesAre, TimeZoneInfo pickupZone) =>
        timesAre == TimesAre.Gmt ? instant.UtcDateTime : TimeZoneInfo.ConvertTime(instant, pickupZone).DateTime;
}
