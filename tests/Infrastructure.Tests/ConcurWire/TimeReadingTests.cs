using GroundTransport.Domain;

namespace GroundTransport.Infrastructure.Tests.ConcurWire;

/// <summary>Row 12: every accepted form of a time.</summary>
public sealed class TimeReadingTests
{
    [Theory]
    [InlineData("2030-05-19T18:00:00", "2030-05-19T18:00:00", null)]
    [InlineData("2030-05-19T18:00", "2030-05-19T18:00:00", null)]
    [InlineData("2030-05-19 18:00", "2030-05-19T18:00:00", null)]
    [InlineData("2030-05-19T18:00:07.9999999", "2030-05-19T18:00:07", null)]
    [InlineData("2030-05-19T18:00:07.1", "2030-05-19T18:00:07", null)]
    [InlineData("2030-05-19T18:00:00Z", "2030-05-19T18:00:00", 0)]
    [InlineData("2030-05-19T18:00z", "2030-05-19T18:00:00", 0)]
    [InlineData("2030-05-19T18:00:00.123Z", "2030-05-19T18:00:00", 0)]
    [InlineData("2030-05-19T18:00:00-05:00", "2030-05-19T18:00:00", -300)]
    [InlineData("2030-05-19T18:00+05:30", "2030-05-19T18:00:00", 330)]
    [InlineData("2030-05-19T18:00:00+0530", "2030-05-19T18:00:00", 330)]
    [InlineData("2030-05-19T18:00:00-05", "2030-05-19T18:00:00", -300)]
    public void Time_is_read(string text, string clock, int? offsetMinutes)
    {
        var update = Wire.Update($"<StartDateTime>{text}</StartDateTime><EndDateTime>{text}</EndDateTime>");
        Assert.Null(update.Refusal);
        var start = update.Command.Ride.Start!.Value;
        Assert.Equal(DateTime.Parse(clock, System.Globalization.CultureInfo.InvariantCulture), start.Clock);
        Assert.Equal(offsetMinutes, (int?)start.Offset?.TotalMinutes);
        Assert.Equal(start, update.Command.Ride.End);
        Assert.False(update.Command.Ride.EndIsCleared);
    }

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("2030-05-19")]
    [InlineData("2030-02-30T18:00:00")]
    [InlineData("2030-05-19T25:00:00")]
    [InlineData("2030-05-19T18:00:00+15:00")]
    [InlineData("2030-05-19T18:00:00+")]
    [InlineData("2030-05-19T18:00:00ZZ")]
    [InlineData("19.05.2030 18:00")]
    [InlineData("0001-01-01T00:00:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("Z")]
    [InlineData("-")]
    public void Unreadable_time_is_refused(string text)
    {
        Wire.AssertRefused(RefusalKind.Time, "StartDateTime", Wire.Search($"<StartDateTime>{text}</StartDateTime>"));
        Wire.AssertRefused(RefusalKind.Time, "EndDateTime", Wire.Sell($"<EndDateTime>{text}</EndDateTime>"));
    }

    [Fact]
    public void Only_an_update_clears_the_end()
    {
        Assert.True(Wire.Update("<EndDateTime/>").Command.Ride.EndIsCleared);
        Assert.True(Wire.Update("<EndDateTime> </EndDateTime>").Command.Ride.EndIsCleared);
        Assert.False(Wire.Update("").Command.Ride.EndIsCleared);
        Assert.False(Wire.Sell("<EndDateTime/>").Command.Ride.EndIsCleared);
    }

    [Fact]
    public void Unreadable_end_clears_nothing() =>
        Assert.False(Wire.Update("<EndDateTime>late</EndDateTime>").Command.Ride.EndIsCleared);
}
