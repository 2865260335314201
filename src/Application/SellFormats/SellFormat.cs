namespace GroundTransport.Application.SellFormats;

/// <summary>The global distribution systems in which travel agents sell passive segments.</summary>
public enum Gds
{
    Sabre,
    Abacus,
    Apollo,
    Galileo,
    Amadeus,
}

/// <summary>
/// The maximum length of a line in each system; null: unlimited. Sabre's limit, also used for Abacus, is from its API
/// documentation.
/// </summary>
public sealed record SellFormatLimits(int? Sabre = 215, int? Apollo = null, int? Galileo = null, int? Amadeus = null)
{
    public int? Of(Gds gds) => gds switch
    {
        Gds.Sabre or Gds.Abacus => Sabre,
        Gds.Apollo => Apollo,
        Gds.Galileo => Galileo,
        Gds.Amadeus => Amadeus,
        _ => throw new ArgumentOutOfRangeException(nameof(gds), gds, "Unknown GDS"),
    };
}

/// <summary>Renders a passive segment in the sell format of a GDS.</summary>
public static class SellFormat
{
    public static string Render(Gds gds, PassiveSegment segment, SellFormatLimits? limits = null)
    {
        var maxLength = (limits ?? new SellFormatLimits()).Of(gds) ?? int.MaxValue;
        var plain = ToPlainText(segment);
        var line = Line(gds, plain);
        // Addresses are shortened first, the longer street before the shorter. Confirmation number and id never are.
        while (line.Length > maxLength && Shorten(plain, line.Length - maxLength) is { } shorter)
        {
            plain = shorter;
            line = Line(gds, plain);
        }
        return line;
    }

    private static string Line(Gds gds, PassiveSegment segment) => gds switch
    {
        Gds.Sabre or Gds.Abacus => SabreFormat.Line(segment),
        Gds.Apollo => ApolloFormat.Line(segment),
        Gds.Galileo => GalileoFormat.Line(segment),
        Gds.Amadeus => AmadeusFormat.Line(segment),
        _ => throw new ArgumentOutOfRangeException(nameof(gds), gds, "Unknown GDS"),
    };

    private static PassiveSegment ToPlainText(PassiveSegment segment) => segment with
    {
        City = SegmentText.Plain(segment.City),
        VendorName = SegmentText.Plain(segment.VendorName),
        Pickup = ToPlainText(segment.Pickup),
        Dropoff = ToPlainText(segment.Dropoff),
    };

    private static SegmentPlace ToPlainText(SegmentPlace place) => new(
        SegmentText.Plain(place.Street), SegmentText.Plain(place.City), SegmentText.Plain(place.State), SegmentText.Plain(place.PostalCode),
        SegmentText.Plain(place.Words), SegmentText.Plain(place.Code));

    private static PassiveSegment? Shorten(PassiveSegment segment, int by)
    {
        var (pickup, dropoff) = (segment.Pickup, segment.Dropoff);
        if (pickup.Street.Length + dropoff.Street.Length > 0)
        {
            return pickup.Street.Length >= dropoff.Street.Length
                ? segment with { Pickup = pickup with { Street = Truncate(pickup.Street, by) } }
                : segment with { Dropoff = dropoff with { Street = Truncate(dropoff.Street, by) } };
        }
        if (pickup.City.Length + dropoff.City.Length > 0)
        {
            return pickup.City.Length >= dropoff.City.Length
                ? segment with { Pickup = pickup with { City = Truncate(pickup.City, by) } }
                : segment with { Dropoff = dropoff with { City = Truncate(dropoff.City, by) } };
        }
        if (pickup.Words.Length + dropoff.Words.Length > 0)
        {
            return pickup.Words.Length >= dropoff.Words.Length
                ? segment with { Pickup = pickup with { Words = Truncate(pickup.Words, by) } }
                : segment with { Dropoff = dropoff with { Words = Truncate(dropoff.Words, by) } };
        }
        return segment.VendorName.Length > 0 ? segment with { VendorName = Truncate(segment.VendorName, by) } : null;
    }

    private static string Truncate(string text, int by) => text[..Math.Max(0, text.Length - by)].TrimEnd();
}
