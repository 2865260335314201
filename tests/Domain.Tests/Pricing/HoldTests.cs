using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Domain.Pricing;
using GroundTransport.TestKit;

namespace GroundTransport.Domain.Tests.Pricing;

public class HoldTests
{
    [Theory]
    [InlineData("10-20", "", 1)]
    [InlineData("10-20", "0-10", 1)]
    [InlineData("10-20", "20-30", 1)]
    [InlineData("10-20", "0-11", 2)]
    [InlineData("10-20", "19-30", 2)]
    [InlineData("10-20", "12-15", 2)]
    [InlineData("10-20", "0-30", 2)]
    [InlineData("10-20", "10-20", 2)]
    [InlineData("10-20", "10-15 15-20", 2)]
    [InlineData("10-20", "0-15 15-30", 2)]
    [InlineData("10-20", "10-16 15-20", 3)]
    [InlineData("10-20", "0-12 11-14 13-30", 3)]
    [InlineData("10-20", "0-30 0-30 0-30", 4)]
    [InlineData("10-20", "0-9 1-8 2-7 12-13", 2)]
    public void Peak_among_others_is_the_maximum_at_one_instant(string mine, string others, int peak) =>
        Assert.Equal(
            peak, Of(Slot(mine)).PeakAmong(others.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Slot).Select(Instants)));

    [Fact]
    public void Peak_among_any_others_equals_the_count_minute_by_minute()
    {
        var slots = from start in Gen.Choose(0, 60) from length in Gen.Choose(1, 25) select (From: start, To: start + length);
        var many = Gen.Choose(0, 25).SelectMany(count => slots.ArrayOf(count));
        Prop.ForAll(slots.ToArbitrary(), many.ToArbitrary(), (mine, others) =>
        {
            var counted = Enumerable.Range(mine.From, mine.To - mine.From)
                .Max(minute => 1 + others.Count(other => other.From <= minute && minute < other.To));
            Assert.Equal(counted, Of(mine).PeakAmong(others.Select(Instants)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithQuietOnSuccess(true));
    }

    [Fact]
    public void Hold_of_a_ride_lasts_from_its_pickup_to_its_end_plus_turnaround() =>
        Assert.Equal(new Hold("12", TestClock.Pickup, TestClock.Pickup.AddMinutes(15 + 20)), TestRides.Booked.Hold);

    private static (int From, int To) Slot(string text) => (int.Parse(text.Split('-')[0], null), int.Parse(text.Split('-')[1], null));

    private static Hold Of((int From, int To) slot) => new("12", Instants(slot).From, Instants(slot).To);

    private static (DateTimeOffset From, DateTimeOffset To) Instants((int From, int To) slot) =>
        (TestClock.Now.AddMinutes(slot.From), TestClock.Now.AddMinutes(slot.To));
}
