using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Application.SellFormats;
using GroundTransport.Domain.Pricing;
using Xunit;

namespace GroundTransport.Application.Tests.SellFormats;

/// <summary>For any segment, in each GDS: the line has no violation, and reads back to what was printed.</summary>
public sealed class SellFormatPropertyTests
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true);

    private static readonly Gen<string> Word =
        Gen.Choose(1, 12).SelectMany(length => Gen.Elements("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".ToCharArray()).ArrayOf(length))
            .Select(letters => new string(letters));

    private static readonly Gen<string> Words =
        Gen.Choose(1, 6).SelectMany(count => Word.ArrayOf(count)).Select(words => string.Join(' ', words));

    private static readonly Gen<string> Digits =
        Gen.Choose(5, 15).SelectMany(length => Gen.Elements("23456789".ToCharArray()).ArrayOf(length)).Select(digits => new string(digits));

    private static readonly Gen<string> Letters =
        Gen.Elements("ABCXYZ".ToCharArray()).ArrayOf(3).Select(letters => new string(letters));

    private static readonly Gen<DateTime> Minute =
        Gen.Choose(0, 4 * 366 * 24 * 60).Select(minutes => new DateTime(2028, 1, 1, 0, 0, 0).AddMinutes(minutes));

    /// <summary>Texts that are normalized already, so that a line can contain them as they are.</summary>
    private static readonly Gen<PassiveSegment> Plain = Segments(Words, Words.Select(words => words[..Math.Min(words.Length, 10)].Trim()));

    /// <summary>Any text of a traveller: other scripts, quotation marks, slashes, control characters.</summary>
    private static readonly Gen<PassiveSegment> Wild = Segments(
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""), ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));

    public static TheoryData<Gds> Systems => [.. Enum.GetValues<Gds>()];

    [Theory]
    [MemberData(nameof(Systems))]
    public void Parse_of_a_rendered_line_reads_back_what_was_printed(Gds gds) => Prop.ForAll(Plain.ToArbitrary(), segment =>
    {
        var line = SellFormat.Render(gds, segment, new SellFormatLimits(null));
        var read = SellFormatLine.Parse(gds, line);

        Assert.NotNull(read);
        Assert.Equal(gds == Gds.Galileo ? null : segment.Number, read.Number);
        Assert.Equal((segment.City, segment.VendorName, segment.VendorPhone, segment.Rate),
            (read.City, read.VendorName, read.VendorPhone, read.Rate));
        Assert.Equal((segment.ConfirmationNumber, segment.ReservationId.ToString(CultureInfo.InvariantCulture)),
            (read.ConfirmationNumber, read.ReservationId));
        Assert.Equal(segment.PickupAt.ToString("ddMMM HHmm", CultureInfo.InvariantCulture).ToUpperInvariant(),
            $"{read.Date} {read.PickupAt}");
        Assert.Equal(gds == Gds.Galileo ? "" : segment.Currency, read.Currency);
        var hasDropoffTime = gds is Gds.Sabre or Gds.Abacus or Gds.Amadeus;
        Assert.Equal(hasDropoffTime ? segment.DropoffAt.ToString("HHmm", CultureInfo.InvariantCulture) : "", read.DropoffAt);
        Assert.Equal(PartsOf(gds, segment.Pickup), read.Pickup);
        Assert.Equal(PartsOf(gds, segment.Dropoff), read.Dropoff);
    }).Check(Config);

    [Theory]
    [MemberData(nameof(Systems))]
    public void Check_of_a_rendered_line_finds_nothing(Gds gds) => Prop.ForAll(Plain.ToArbitrary(), segment =>
        Assert.Empty(SellFormatLinter.Check(gds, SellFormat.Render(gds, segment, new SellFormatLimits(null)), segment,
            new SellFormatLimits(null)))).Check(Config);

    /// <summary>A name in another script may leave nothing to print; everything else is right.</summary>
    [Theory]
    [MemberData(nameof(Systems))]
    public void Check_of_a_line_of_any_text_finds_at_most_empty_fields(Gds gds) => Prop.ForAll(Wild.ToArbitrary(), segment =>
    {
        var findings = SellFormatLinter.Check(gds, SellFormat.Render(gds, segment, new SellFormatLimits(null)), segment,
            new SellFormatLimits(null));
        Assert.All(findings, finding => Assert.Equal(SellFormatViolation.Empty, finding.Code));
        Assert.All(findings, finding => Assert.Contains(finding.At, (string[])["vendor", "pickup", "dropoff"]));
    }).Check(Config);

    [Theory]
    [MemberData(nameof(Systems))]
    public void Line_under_any_limit_keeps_the_telephone_and_the_numbers(Gds gds) =>
        Prop.ForAll(Plain.ToArbitrary(), Gen.Choose(60, 300).ToArbitrary(), (segment, limit) =>
        {
            var limits = new SellFormatLimits(limit, limit, limit, limit);
            var line = SellFormat.Render(gds, segment, limits);
            var findings = SellFormatLinter.Check(gds, line, segment, limits);

            // Where everything that may be cut is gone, the line may still be too long.
            Assert.DoesNotContain(findings, finding => finding.Code is not (SellFormatViolation.Empty or SellFormatViolation.Length));
            Assert.Equal(line.Length > limit, findings.Any(finding => finding.Code == SellFormatViolation.Length));
            if (line.Length > limit)
                Assert.Contains(findings, finding => finding is { Code: SellFormatViolation.Empty, At: "vendor" });
        }).Check(Config);

    private static string[] PartsOf(Gds gds, SegmentPlace place)
    {
        var name = gds == Gds.Galileo && place.Code.Length > 0 ? place.Code : place.Words;
        string[] parts = gds switch
        {
            Gds.Sabre or Gds.Abacus => [name, place.Street, place.City + place.State, place.PostalCode],
            _ => [name, place.Street, place.City, place.State, place.PostalCode],
        };
        var printed = parts.Where(part => part.Length > 0);
        return gds == Gds.Apollo ? [.. printed] : [string.Join(' ', printed)];
    }

    private static Gen<PassiveSegment> Segments(Gen<string> text, Gen<string> state)
    {
        var address = from street in text
                      from city in text
                      from code in state
                      from postalCode in text
                      select new SegmentPlace(street, city, code, postalCode);
        var named = from words in text from code in Letters select new SegmentPlace("", "", "", "", words, code);
        var place = Gen.OneOf(address, named);
        return from number in Gen.Choose(1, 99)
               from city in Letters
               from vendor in text
               from phone in Digits
               from cents in Gen.Choose(0, 1_000_000)
               from currency in Gen.Elements("USD", "EUR", "JPY", "KWD")
               from type in Gen.Elements(RateType.Flat, RateType.Hourly, RateType.Estimated)
               from hours in Gen.Elements<decimal?>(null, 1, 2.5m, 3.25m)
               from confirmation in Gen.OneOf(Gen.Constant(""), Word)
               from id in Gen.Choose(100_000_000, int.MaxValue)
               from pickup in place
               from dropoff in place
               from pickupAt in Minute
               from dropoffAt in Minute
               select new PassiveSegment
               {
                   Number = number,
                   City = city,
                   VendorName = vendor,
                   VendorPhone = phone,
                   Rate = currency switch
                   {
                       "JPY" => cents.ToString(CultureInfo.InvariantCulture),
                       "KWD" => (cents / 1000m).ToString("0.000", CultureInfo.InvariantCulture),
                       _ => (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture),
                   },
                   Currency = currency,
                   RateType = type,
                   MinHours = hours,
                   ConfirmationNumber = confirmation,
                   ReservationId = id,
                   Pickup = pickup,
                   Dropoff = dropoff,
                   PickupAt = pickupAt,
                   DropoffAt = dropoffAt,
               };
    }
}
