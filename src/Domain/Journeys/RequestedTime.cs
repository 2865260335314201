namespace GroundTransport.Domain.Journeys;

/// <summary>How the times of a connection that carry no offset are meant.</summary>
public enum TimesAre
{
    Gmt,
    PickupLocal,
}

/// <summary>A time as it was requested: a clock reading, and its offset if one was sent.</summary>
public readonly record struct RequestedTime(DateTime Clock, TimeSpan? Offset)
{
    // DateTimeOffset overflows if an offset or a ride's duration is added to its first or last years.
    private const int FirstYear = 1900, LastYear = 2199;

    private static readonly TimeSpan FarthestOffset = TimeSpan.FromHours(14);

    /// <summary>Whether year and offset are in the range that rides are calculated in.</summary>
    public bool IsReasonable =>
        Clock.Year is >= FirstYear and <= LastYear && (Offset is not { } offset || offset.Duration() <= FarthestOffset);

    /// <summary>
    /// The instant that is meant: by the offset if there is one, else by the connection's setting.
    /// A local time that daylight saving skips is refused; of one that it repeats, the first counts, unless the second was agreed.
    /// </summary>
    /// <param name="agreed">The instant that was quoted or booked before; null: none.</param>
    public Outcome<DateTimeOffset> Resolve(TimesAre timesAre, TimeZoneInfo pickupZone, Field field, DateTimeOffset? agreed = null)
    {
        if (!IsReasonable)
            return Refusal.Time(field, $"{field} is out of range. Send it as 2030-05-19T18:00:00.");
        if (Offset is { } offset)
            return new DateTimeOffset(Clock, offset).ToUniversalTime();
        if (timesAre == TimesAre.Gmt)
            return new DateTimeOffset(Clock, TimeSpan.Zero);
        if (pickupZone.IsInvalidTime(Clock))
        {
            return Refusal.Time(field,
                $"{field} {Clock:yyyy-MM-dd HH:mm} doesn't exist at the pickup: daylight saving skips it. Choose another time.");
        }
        // Who repeats the reply that was sent doesn't ask for another hour.
        if (agreed is { } before && ClockOf(before, timesAre, pickupZone) == Clock)
            return before;
        var utcOffset = pickupZone.IsAmbiguousTime(Clock)
            ? pickupZone.GetAmbiguousTimeOffsets(Clock).Max()
            : pickupZone.GetUtcOffset(Clock);
        return new DateTimeOffset(Clock, utcOffset).ToUniversalTime();
    }

    /// <summary>The clock reading of an instant under this setting.</summary>
    public static DateTime ClockOf(DateTimeOffset instant, TimesAre timesAre, TimeZoneInfo pickupZone) =>
        timesAre == TimesAre.Gmt ? instant.UtcDateTime : TimeZoneInfo.ConvertTime(instant, pickupZone).DateTime;
}
