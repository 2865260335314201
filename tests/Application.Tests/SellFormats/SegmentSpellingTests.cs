using GroundTransport.Application.SellFormats;
using GroundTransport.Domain.Pricing;
using Xunit;

namespace GroundTransport.Application.Tests.SellFormats;

/// <summary>The format of single fields of a segment.</summary>
public sealed class SegmentSpellingTests
{
    private static readonly DateTime Sunday = new(2012, 2, 19, 9, 0, 0);

    private static readonly PassiveSegment Segment = new()
    {
        City = "DCA",
        VendorName = "LIMO",
        VendorPhone = "4354654654",
        Rate = "42.50",
        Currency = "USD",
        RateType = RateType.Flat,
        ConfirmationNumber = "ABC123",
        ReservationId = 5,
        Pickup = new SegmentPlace("", "", "", "", "IAD AIRPORT", "IAD"),
        Dropoff = new SegmentPlace("", "", "", "", "DCA AIRPORT", "DCA"),
        PickupAt = Sunday,
        DropoffAt = Sunday.AddMinutes(15),
    };

    [Theory]
    [InlineData("Limo 24", "LIMO 24")]
    [InlineData("azAZ09", "AZAZ09")]
    [InlineData("Straße ẞ", "STRASSE SS")]
    [InlineData("Ærøskøbing æ", "AEROSKOBING AE")]
    [InlineData("Œuvre œ", "OEUVRE OE")]
    [InlineData("Østre", "OSTRE")]
    [InlineData("Łódź ł", "LODZ L")]
    [InlineData("Đakovo đ", "DAKOVO D")]
    [InlineData("Þór þ", "THOR TH")]
    [InlineData("Isparta ı", "ISPARTA I")]
    [InlineData("O'Hare’s", "OHARES")]
    [InlineData("Café Ñandú", "CAFE NANDU")]
    [InlineData(" - A / B - ", "A B")]
    [InlineData("A 東京 B", "A B")]
    [InlineData("A\u0301", "A")]
    public void Free_text_is_converted_to_capitals_digits_and_single_blanks(string text, string spelled)
    {
        var line = SellFormat.Render(Gds.Amadeus, Segment with { VendorName = text });

        Assert.StartsWith($"1 MIS 1A HK1 DCA 19FEB-LMO {spelled}/TEL-", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Segment_without_a_confirmation_number_has_an_empty_CONF()
    {
        var pending = new PassiveSegment
        {
            City = "DCA",
            VendorName = "LIMO",
            VendorPhone = "4354654654",
            Rate = "42.50",
            Currency = "USD",
            RateType = RateType.Flat,
            ReservationId = 5,
            Pickup = Segment.Pickup,
            Dropoff = Segment.Dropoff,
            PickupAt = Sunday,
            DropoffAt = Sunday.AddMinutes(15),
        };

        Assert.All(Enum.GetValues<Gds>(), gds => Assert.Contains("/CONF-/", SellFormat.Render(gds, pending), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_part_of_an_address_is_converted_to_plain_text()
    {
        var address = new SegmentPlace("1-3 Rue É", "Saint-Étienne", "r.a.", "42-000");
        var spelled = new SegmentPlace("1 3 RUE E", "SAINT ETIENNE", "R A", "42 000");

        Assert.Equal(
            SellFormat.Render(Gds.Amadeus, Segment with { City = "DC A", Pickup = spelled, Dropoff = spelled }),
            SellFormat.Render(Gds.Amadeus, Segment with { City = "dc-a", Pickup = address, Dropoff = address }));
    }

    [Theory]
    [InlineData(Gds.Amadeus, "UNION STATION AT")]
    [InlineData(Gds.Galileo, "W S")]
    public void Words_and_code_of_a_place_are_converted_to_plain_text(Gds gds, string spelled)
    {
        var station = new SegmentPlace("", "", "", "", "Union-Station", "w/s");

        Assert.Contains(spelled, SellFormat.Render(gds, Segment with { Dropoff = station }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4354654654", "435 465 4654", "4354654654")]
    [InlineData("+1 (435) 465-4654", "435 465 4654", "4354654654")]
    [InlineData("1435465465", "143 546 5465", "1435465465")]
    [InlineData("24354654654", "24354654654", "24354654654")]
    [InlineData("143546546541", "143546546541", "143546546541")]
    [InlineData("123456789", "123456789", "123456789")]
    [InlineData("", "", "")]
    public void Phone_is_in_groups_or_digits_only(string phone, string groups, string digits)
    {
        var segment = Segment with { VendorPhone = phone };

        Assert.Contains($"/TEL-{groups}/", SellFormat.Render(Gds.Amadeus, segment), StringComparison.Ordinal);
        Assert.Contains($"/TEL {groups}/", SellFormat.Render(Gds.Sabre, segment), StringComparison.Ordinal);
        Assert.Contains($"-TEL {digits}/", SellFormat.Render(Gds.Apollo, segment), StringComparison.Ordinal);
        Assert.Contains($"-TEL {digits}/", SellFormat.Render(Gds.Galileo, segment), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RateType.Flat, null, "FLAT")]
    [InlineData(RateType.Flat, 2.0, "FLAT")]
    [InlineData(RateType.Estimated, null, "ESTIMATED")]
    [InlineData(RateType.Hourly, null, "HOURLY")]
    [InlineData(RateType.Hourly, 2.0, "HOURLY-2 HR MIN")]
    [InlineData(RateType.Hourly, 2.5, "HOURLY-2.5 HR MIN")]
    public void Kind_of_the_rate_follows_its_amount(RateType type, double? minHours, string kind)
    {
        var segment = Segment with { RateType = type, MinHours = (decimal?)minHours };

        Assert.Contains($"/RATE-USD42.50 {kind}/", SellFormat.Render(Gds.Amadeus, segment), StringComparison.Ordinal);
        Assert.Contains($"/RATE-42.50 {kind}/", SellFormat.Render(Gds.Galileo, segment), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("USD", "$42.50")]
    [InlineData("EUR", "EUR42.50")]
    public void Dollar_sign_is_for_US_dollars_only(string currency, string rate) =>
        Assert.All([Gds.Sabre, Gds.Abacus, Gds.Apollo], gds =>
            Assert.Contains($"/RATE-{rate}/", SellFormat.Render(gds, Segment with { Currency = currency }), StringComparison.Ordinal));

    [Theory]
    [InlineData(0, "19FEB S")]
    [InlineData(1, "20FEB M")]
    [InlineData(2, "21FEB T")]
    [InlineData(3, "22FEB W")]
    [InlineData(4, "23FEB Q")]
    [InlineData(5, "24FEB F")]
    [InlineData(6, "25FEB J")]
    public void Sabre_has_its_own_letter_for_each_weekday(int days, string day)
    {
        var line = SellFormat.Render(Gds.Sabre, Segment with { PickupAt = Sunday.AddDays(days) });

        Assert.StartsWith($"1 OTH LM {day} GK1 ", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Gds.Sabre)]
    [InlineData(Gds.Abacus)]
    [InlineData(Gds.Amadeus)]
    public void Times_are_in_24_hour_format(Gds gds)
    {
        var line = SellFormat.Render(gds, Segment with { PickupAt = Sunday.AddHours(13), DropoffAt = Sunday.AddHours(14.5) });

        Assert.Contains("IAD AIRPORT AT 2200/", line, StringComparison.Ordinal);
        Assert.Contains("DCA AIRPORT AT 2330/", line, StringComparison.Ordinal);
    }
}
