using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Domain.Journeys;

namespace GroundTransport.Domain.Tests.Journeys;

public class RequestedTimeTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Theory]
    [InlineData("2012-02-19T09:00", TimesAre.Gmt, "2012-02-19T09:00Z")]
    [InlineData("2012-02-19T09:00", TimesAre.PickupLocal, "2012-02-19T14:00Z")]
    [InlineData("2012-07-19T09:00", TimesAre.PickupLocal, "2012-07-19T13:00Z")]
    [InlineData("2012-03-11T01:59", TimesAre.PickupLocal, "2012-03-11T06:59Z")]
    [InlineData("2012-03-11T03:00", TimesAre.PickupLocal, "2012-03-11T07:00Z")]
    [InlineData("2012-03-11T02:30", TimesAre.Gmt, "2012-03-11T02:30Z")]
    public void Resolve_without_an_offset_uses_the_connections_setting(string clock, TimesAre timesAre, string instant) =>
        Assert.Equal(Instant(instant), new RequestedTime(Clock(clock), null).Resolve(timesAre, NewYork, Field.Start).Value);

    [Theory]
    [InlineData("2012-03-11T02:00")]
    [InlineData("2012-03-11T02:30")]
    [InlineData("2012-03-11T02:59")]
    public void Resolve_in_a_daylight_saving_gap_is_refused(string clock)
    {
        var outcome = new RequestedTime(Clock(clock), null).Resolve(TimesAre.PickupLocal, NewYork, Field.Start);
        Assert.Equal((RefusalKind.Time, "start"), (outcome.Refusal?.Kind, outcome.Refusal?.Field.Name));
    }

    [Theory]
    [InlineData("2012-11-04T00:59", "2012-11-04T04:59Z")]
    [InlineData("2012-11-04T01:00", "2012-11-04T05:00Z")]
    [InlineData("2012-11-04T01:30", "2012-11-04T05:30Z")]
    [InlineData("2012-11-04T02:00", "2012-11-04T07:00Z")]
    public void Resolve_in_a_repeated_hour_takes_the_first(string clock, string instant) =>
        Assert.Equal(Instant(instant), new RequestedTime(Clock(clock), null).Resolve(TimesAre.PickupLocal, NewYork, Field.Start).Value);

    [Theory]
    [InlineData("Australia/Lord_Howe", "2012-04-01T01:45", "2012-03-31T14:45Z")]
    [InlineData("Europe/Dublin", "2012-10-28T01:30", "2012-10-28T00:30Z")]
    public void Resolve_in_a_repeated_time_of_an_unusual_zone_takes_the_first(string zone, string clock, string instant) =>
        Assert.Equal(Instant(instant),
            new RequestedTime(Clock(clock), null).Resolve(TimesAre.PickupLocal, TimeZoneInfo.FindSystemTimeZoneById(zone), Field.Start)
                .Value);

    [Theory]
    [InlineData("2012-11-04T05:30Z", "2012-11-04T05:30Z")]
    [InlineData("2012-11-04T06:30Z", "2012-11-04T06:30Z")]
    [InlineData("2012-11-04T06:31Z", "2012-11-04T05:30Z")]
    [InlineData("2012-11-05T06:30Z", "2012-11-04T05:30Z")]
    public void Resolve_of_a_repeated_time_keeps_the_instant_that_was_agreed(string agreed, string instant) =>
        Assert.Equal(Instant(instant),
            new RequestedTime(Clock("2012-11-04T01:30"), null).Resolve(TimesAre.PickupLocal, NewYork, Field.Start, Instant(agreed)).Value);

    [Theory]
    [InlineData(TimesAre.Gmt)]
    [InlineData(TimesAre.PickupLocal)]
    public void Resolve_with_an_offset_ignores_the_connections_setting(TimesAre timesAre)
    {
        // Half past two doesn't exist in New York that night, but with an offset it is a valid instant.
        var outcome = new RequestedTime(Clock("2012-03-11T02:30"), TimeSpan.FromHours(5.5)).Resolve(timesAre, NewYork, Field.Start);
        Assert.Equal(Instant("2012-03-10T21:00Z"), outcome.Value);
        Assert.Equal(TimeSpan.Zero, outcome.Value.Offset);
    }

    [Theory]
    [InlineData("0001-01-01T00:00", 5)]
    [InlineData("0001-01-01T00:00", null)]
    [InlineData("9999-12-31T23:59", -5)]
    [InlineData("9999-12-31T23:59", null)]
    [InlineData("2012-02-19T09:00", 15)]
    [InlineData("2012-02-19T09:00", -15)]
    public void Resolve_of_an_extreme_year_or_offset_is_refused(string clock, int? offset)
    {
        var time = new RequestedTime(Clock(clock), offset is { } hours ? TimeSpan.FromHours(hours) : null);
        foreach (var timesAre in Enum.GetValues<TimesAre>())
        {
            var refusal = time.Resolve(timesAre, TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"), Field.End).Refusal;
            Assert.Equal((RefusalKind.Time, "end"), (refusal?.Kind, refusal?.Field.Name));
        }
    }

    [Theory]
    [InlineData("1899-12-31T23:59", null, false)]
    [InlineData("1900-01-01T00:00", null, true)]
    [InlineData("2199-12-31T23:59", null, true)]
    [InlineData("2200-01-01T00:00", null, false)]
    [InlineData("2012-02-19T09:00", 14 * 60, true)]
    [InlineData("2012-02-19T09:00", -14 * 60, true)]
    [InlineData("2012-02-19T09:00", 14 * 60 + 1, false)]
    [InlineData("2012-02-19T09:00", -14 * 60 - 1, false)]
    public void Is_reasonable_from_1900_to_2199_and_up_to_fourteen_hours_from_UTC(string clock, int? minutes, bool isReasonable) =>
        Assert.Equal(isReasonable, new RequestedTime(Clock(clock), minutes is { } some ? TimeSpan.FromMinutes(some) : null).IsReasonable);

    [Fact]
    public void Resolve_and_ClockOf_round_trip() =>
        Prop.ForAll(Generators.Instant.ToArbitrary(), Gen.Elements(Enum.GetValues<TimesAre>()).ToArbitrary(), (instant, timesAre) =>
        {
            var clock = RequestedTime.ClockOf(instant, timesAre, NewYork);
            var resolved = new RequestedTime(clock, null).Resolve(timesAre, NewYork, Field.Start).Value;
            // Only the second of two equal clock readings doesn't round-trip.
            var doubled = timesAre == TimesAre.PickupLocal && NewYork.IsAmbiguousTime(clock);
            Assert.Contains(instant - resolved, doubled ? new[] { TimeSpan.Zero, TimeSpan.FromHours(1) } : [TimeSpan.Zero]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithQuietOnSuccess(true));

    private static DateTime Clock(string text) => DateTime.ParseExact(text, "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.ParseExact(text, "yyyy-MM-ddTHH:mmZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
