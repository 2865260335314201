using GroundTransport.Application.SellFormats;
using GroundTransport.Domain.Pricing;
using Xunit;

namespace GroundTransport.Application.Tests.SellFormats;

/// <summary>The order in which the parts of a line that is too long are shortened.</summary>
public sealed class SegmentLengthTests
{
    private static readonly DateTime At = new(2012, 2, 19, 9, 0, 0);

    private static readonly SegmentPlace Long = new("AAAAAAAAAA", "CCCCCCC", "VA", "22314");
    private static readonly SegmentPlace Short = new("BBBBB", "DDD", "VA", "22314");
    private static readonly SegmentPlace LongName = new("", "", "", "", "EEEEEEEE", "EEE");
    private static readonly SegmentPlace ShortName = new("", "", "", "", "FFFFF", "FFF");

    [Theory]
    [InlineData(Gds.Sabre, 1, 215)]
    [InlineData(Gds.Abacus, 1, 215)]
    [InlineData(Gds.Apollo, 2, null)]
    [InlineData(Gds.Galileo, 3, null)]
    [InlineData(Gds.Amadeus, 4, null)]
    public void Limit_is_that_of_the_GDS(Gds gds, int given, int? usual)
    {
        Assert.Equal(given, new SellFormatLimits(1, 2, 3, 4).Of(gds));
        Assert.Equal(usual, new SellFormatLimits().Of(gds));
    }

    [Theory]
    [InlineData(Gds.Sabre)]
    [InlineData(Gds.Abacus)]
    [InlineData(Gds.Apollo)]
    [InlineData(Gds.Galileo)]
    [InlineData(Gds.Amadeus)]
    public void Line_of_exactly_the_maximum_length_is_not_shortened(Gds gds)
    {
        var segment = Between(Long, Short);
        var line = SellFormat.Render(gds, segment);

        Assert.Equal(line, Render(gds, segment, line.Length));
        Assert.Equal(line.Length - 1, Render(gds, segment, line.Length - 1).Length);
    }

    [Fact]
    public void Default_limit_is_215_characters_for_Sabre_and_none_for_the_others()
    {
        var segment = Between(Long with { Street = new string('A', 300) }, Short);

        Assert.Equal(215, SellFormat.Render(Gds.Sabre, segment).Length);
        Assert.Equal(215, SellFormat.Render(Gds.Abacus, segment).Length);
        Assert.All([Gds.Apollo, Gds.Galileo, Gds.Amadeus], gds => Assert.True(SellFormat.Render(gds, segment).Length > 300));
    }

    // A part that is truncated to nothing loses its separator as well.
    [Theory]
    [InlineData(3, "AAAAAAA", "BBBBB")]
    [InlineData(10, "", "BBBBB")]
    [InlineData(12, "", "BBBB")]
    [InlineData(16, "", "")]
    public void Longer_street_is_shortened_before_the_shorter(int by, string longer, string shorter)
    {
        AssertShortened(Between(Long, Short), by, Between(Long with { Street = longer }, Short with { Street = shorter }));
        AssertShortened(Between(Short, Long), by, Between(Short with { Street = shorter }, Long with { Street = longer }));
    }

    [Fact]
    public void Pickup_is_shortened_before_a_drop_off_of_the_same_length()
    {
        AssertShortened(Between(Short, Short), 1, Between(Short with { Street = "BBBB" }, Short));
        var (city, name) = (Short with { Street = "" }, ShortName);
        AssertShortened(Between(city, city), 1, Between(city with { City = "DD" }, city));
        AssertShortened(Between(name, name), 1, Between(name with { Words = "FFFF" }, name));
    }

    [Theory]
    [InlineData(2, "CCCCC", "DDD")]
    [InlineData(7, "", "DDD")]
    [InlineData(9, "", "DD")]
    [InlineData(11, "", "")]
    public void Longer_city_is_shortened_if_no_street_is_left(int by, string longer, string shorter)
    {
        var (one, other) = (Long with { Street = "" }, Short with { Street = "" });
        AssertShortened(Between(one, other), by, Between(one with { City = longer }, other with { City = shorter }));
        AssertShortened(Between(other, one), by, Between(other with { City = shorter }, one with { City = longer }));
    }

    [Theory]
    [InlineData(2, "EEEEEE", "FFFFF")]
    [InlineData(8, "", "FFFFF")]
    [InlineData(10, "", "FFFF")]
    [InlineData(14, "", "")]
    public void Longer_name_of_a_place_is_shortened_if_no_address_is_left(int by, string longer, string shorter)
    {
        AssertShortened(Between(LongName, ShortName), by, Between(LongName with { Words = longer }, ShortName with { Words = shorter }));
        AssertShortened(Between(ShortName, LongName), by, Between(ShortName with { Words = shorter }, LongName with { Words = longer }));
    }

    [Fact]
    public void Street_then_city_then_name_then_vendor_are_shortened()
    {
        var segment = Between(Long, ShortName);
        AssertShortened(segment, 13, Between(Long with { Street = "", City = "CCCCC" }, ShortName));
        AssertShortened(segment, 21, Between(Long with { Street = "", City = "" }, ShortName with { Words = "FFF" }));
        var bare = Between(Long with { Street = "", City = "" }, ShortName with { Words = "" });
        AssertShortened(segment, 26, bare with { VendorName = "LIM" });
    }

    [Fact]
    public void Line_with_nothing_left_to_shorten_exceeds_the_limit_and_keeps_its_numbers()
    {
        var least = Between(Long with { Street = "", City = "" }, Short with { Street = "", City = "" }) with { VendorName = "" };

        Assert.Equal(SellFormat.Render(Gds.Amadeus, least), Render(Gds.Amadeus, Between(Long, Short), 1));
    }

    [Fact]
    public void Street_that_is_truncated_between_two_words_ends_without_a_blank()
    {
        var segment = Between(Long with { Street = "12 MAIN STREET" }, ShortName);

        AssertShortened(segment, 6, Between(Long with { Street = "12 MAIN" }, ShortName));
    }

    private static void AssertShortened(PassiveSegment segment, int by, PassiveSegment expected)
    {
        var limit = SellFormat.Render(Gds.Amadeus, segment).Length - by;
        Assert.Equal(SellFormat.Render(Gds.Amadeus, expected), Render(Gds.Amadeus, segment, limit));
    }

    private static string Render(Gds gds, PassiveSegment segment, int limit) =>
        SellFormat.Render(gds, segment, new SellFormatLimits(limit, limit, limit, limit));

    private static PassiveSegment Between(SegmentPlace pickup, SegmentPlace dropoff) => new()
    {
        City = "DCA",
        VendorName = "LIMO",
        VendorPhone = "4354654654",
        Rate = "42.50",
        Currency = "USD",
        RateType = RateType.Flat,
        ConfirmationNumber = "ABC123",
        ReservationId = 5,
        Pickup = pickup,
        Dropoff = dropoff,
        PickupAt = At,
        DropoffAt = At.AddMinutes(15),
    };
}
