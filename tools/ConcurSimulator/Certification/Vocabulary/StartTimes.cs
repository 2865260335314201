using ConcurSimulator.Certification.Profiles;

namespace ConcurSimulator.Certification.Vocabulary;

/// <summary>Gives each ride a start of its own, far ahead, so that no two need the same vehicle at the same time.</summary>
public sealed class StartTimes(Profile profile, TimeProvider clock)
{
    private const int FirstHour = 13, HoursOfDay = 8, FarthestDay = 170;

    private readonly DateTime now = clock.GetUtcNow().UtcDateTime;

    // Another start for each run: what an earlier run left may still hold a vehicle.
    private int given = (int)(clock.GetUtcNow().ToUnixTimeSeconds() % 10007);

    /// <summary>In the afternoon (GMT), on the hour, in the second half of the booking window.</summary>
    public DateTime Next()
    {
        var last = Math.Min(profile.BookingWindowDays ?? FarthestDay, FarthestDay) - 2;
        var first = Math.Max((int)Math.Ceiling((profile.LeadTimeHours ?? 0) / 24) + 1, last / 3);
        var slot = given++ % (Math.Max(1, last - first) * HoursOfDay);
        return now.Date.AddDays(first + slot / HoursOfDay).AddHours(FirstHour + slot % HoursOfDay);
    }

    public DateTime In(TimeSpan fromNow) => now + fromNow;
}
