namespace GroundTransport.Application.SellFormats;

/// <summary>The systems that travel agents sell passive segments in.</summary>
public enum Gds
{
    Sabre,
    Abacus,
    Apollo,
    Galileo,
    Amadeus,
}

/// <summary>The longest line of each system; null: unlimited. Sabre's figure, which holds for Abacus too, is from its own API pages.</summary>
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

/// <summary>Renders a passive segment as one of the systems sells it.</summary>
public static class SellFormat
{
    public static string Render(Gds gds, PassiveSegment segment, SellFormatLimits? limits = null)
    {
        var longest = (limits ?? new SellFormatLimits()).Of(gds) ?? int.MaxValue;
        var spelled = Spell(segment);
        var line = Line(gds, spelled);
        // Addresses give way first, the longer street before the shorter; numbers that somebody must read back never do.
        while (line.Length > longest && Shorten(spelled, line.Length - longest) is { } shorter)
        {
            spelled = shorter;
            line = Line(gds, spelled);
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

    private static PassiveSegment Spell(PassiveSegment segment) => segment with
    {
        City = SegmentText.Plain(segment.City),
        VendorName = SegmentText.Plain(segment.VendorName),
        Pickup = Spell(segment.Pickup),
        Dropoff = Spell(segment.Dropoff),
    };

    private static SegmentPlace Spell(SegmentPlace place) => new(
        SegmentText.Plain(place.Street), SegmentText.Plain(place.City), SegmentText.Plain(place.State), SegmentText.Plain(place.PostalCode),
        SegmentText.Plain(place.Words), SegmentText.Plain(place.Code));

    private static PassiveSegment? Shorten(PassiveSegment segment, int by)
    {
        var (pickup, dropoff) = (segment.Pickup, segment.Dropoff);
        if (pickup.Street.Length + dropoff.Street.Length > 0)
        {
            return pickup.Street.Length >= dropoff.Street.Length
                ? segment with { Pickup = pickup with { Street = Cut(pickup.Street, by) } }
                : segment with { Dropoff = dropoff with { Street = Cut(dropoff.Street, by) } };
        }
        if (pickup.City.Length + dropoff.City.Length > 0)
        {
            return pickup.City.Length >= dropoff.City.Length
                ? segment with { Pickup = pickup with { City = Cut(pickup.City, by) } }
                : segment with { Dropoff = dropoff with { City = Cut(dropoff.City, by) } };
        }
        if (pickup.Words.Length + dropoff.Words.Length > 0)
        {
            return pickup.Words.Length >= dropoff.Words.Length
                ? segment with { Pickup = pickup with { Words = Cut(pickup.Words, by) } }
                : segment with { Dropoff = dropoff with { Words = Cut(dropoff.Words, by) } };
        }
        return segment.VendorName.Length > 0 ? segment with { VendorName = Cut(segment.VendorName, by) } : null;
    }

    private static string Cut(string text, int by) => text[..Math.Max(0, text.Length - by)].TrimEnd();
}
