using System.Text.RegularExpressions;

namespace GroundTransport.Application.SellFormats;

/// <summary>
/// The form of each system's line: its literal parts and its fields, in order. A field's text is whatever stands between two
/// literals, so that a line with a wrong field can still be read.
/// </summary>
internal sealed class SellFormatGrammar
{
    /// <summary>Names of the fields, also of the groups in the patterns.</summary>
    public const string Number = "segment", City = "city", Date = "date", Weekday = "weekday", Vendor = "vendor", Phone = "phone",
        Rate = "rate", Confirmation = "confirmation", Pickup = "pickup", PickupAt = "pickupAt", Dropoff = "dropoff",
        DropoffAt = "dropoffAt", Reservation = "reservation";

    private const string Words = "[A-Z0-9]+( [A-Z0-9]+)*";
    private const string Amount = @"[0-9]{1,15}(\.[0-9]{1,3})?";
    private const string Kind = @"(FLAT|ESTIMATED|HOURLY(-[0-9]{1,4}(\.[0-9]{1,2})? HR MIN)?)";
    private const string GroupedPhone = "[0-9]{3} [0-9]{3} [0-9]{4}|[0-9]{5,15}";
    private const string PlainPhone = "[0-9]{5,15}";

    private readonly (string Name, Regex Pattern)[] parts;
    private readonly Dictionary<string, FieldRule> rules;

    private SellFormatGrammar(string punctuation, (string Name, string Pattern)[] parts, params (string Field, FieldRule Rule)[] own)
    {
        Punctuation = punctuation;
        this.parts = [.. parts.Select(part => (part.Name, Anchored(part.Pattern)))];
        rules = new Dictionary<string, FieldRule>
        {
            [Number] = new(2, "[1-9][0-9]?", "a number from 1 to 99"),
            [City] = new(3, "[A-Z]{3}", "three letters"),
            [Date] = new(5, "(0[1-9]|[12][0-9]|3[01])(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)", "a day such as 09MAY"),
            [Weekday] = new(1, "[SMTWQFJ]", "one of S, M, T, W, Q, F, J"),
            [Vendor] = new(null, Words, "words of A-Z and 0-9"),
            [Confirmation] = new(12, "[A-Z0-9]*", "at most 12 of A-Z and 0-9") { MayBeEmpty = true },
            [Pickup] = new(null, Words, "words of A-Z and 0-9"),
            [Dropoff] = new(null, Words, "words of A-Z and 0-9"),
            [PickupAt] = new(4, "([01][0-9]|2[0-3])[0-5][0-9]", "a time such as 0900"),
            [DropoffAt] = new(4, "([01][0-9]|2[0-3])[0-5][0-9]", "a time such as 0900"),
            [Reservation] = new(12, "[0-9]+", "at most 12 digits"),
        };
        foreach (var (field, rule) in own)
            rules[field] = rule;
    }

    /// <summary>What a line may contain beside A-Z, 0-9 and blanks.</summary>
    public string Punctuation { get; }

    public static SellFormatGrammar Of(Gds gds) => gds switch
    {
        Gds.Sabre or Gds.Abacus => Sabre,
        Gds.Apollo => Apollo,
        Gds.Galileo => Galileo,
        Gds.Amadeus => Amadeus,
        _ => throw new ArgumentOutOfRangeException(nameof(gds), gds, "Unknown GDS"),
    };

    public FieldRule RuleOf(string field) => rules[field];

    /// <summary>The fields of a line; where it leaves the form, only those before, and the part where it does.</summary>
    public (IReadOnlyDictionary<string, FieldText> Fields, string? LeavesAt, int Position) Read(string line)
    {
        var fields = new Dictionary<string, FieldText>(StringComparer.Ordinal);
        var position = 0;
        foreach (var (name, pattern) in parts)
        {
            var match = pattern.Match(line, position);
            if (!match.Success)
                return (fields, name, position);
            foreach (var group in match.Groups.Values.Skip(1))
                fields[group.Name] = new FieldText(group.Success ? group.Index : match.Index + match.Length, group.Value);
            position = match.Index + match.Length;
        }
        return position == line.Length ? (fields, null, position) : (fields, Reservation, position);
    }

    /// <summary>Groups without a name don't count, so that each group is a field.</summary>
    private static Regex Anchored(string pattern) =>
        new(@"\G" + pattern, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static SellFormatGrammar Sabre { get; } = new("/-.$",
    [
        (Number, $"(?<{Number}>[^ /]*) OTH LM "),
        (Date, $"(?<{Date}>[^ /]*) "),
        (Weekday, $"(?<{Weekday}>[^ /]*) GK1 "),
        (City, $"(?<{City}>[^ /]*)/"),
        (Vendor, $"(?<{Vendor}>[^/]*)/TEL "),
        (Phone, $"(?<{Phone}>[^/]*)/RATE-"),
        (Rate, $"(?<{Rate}>[^/]*)/CONF-"),
        (Confirmation, $"(?<{Confirmation}>[^/]*)/PICKUP-"),
        (Pickup, $"((?<{Pickup}>[^/]*) )?AT (?<{PickupAt}>[^ /]*)/DROPOFF-"),
        (Dropoff, $"((?<{Dropoff}>[^/]*) )?AT (?<{DropoffAt}>[^ /]*)/"),
        (Reservation, $@"(?<{Reservation}>[^/]*)/RESERVATION L1"),
    ],
    (Phone, new FieldRule(15, GroupedPhone, "5 to 15 digits, ten of them in groups of 3, 3 and 4")),
    (Rate, new FieldRule(null, $@"(\$|[A-Z]{{3}}){Amount}", "a dollar sign or a currency code, and an amount")));

    private static SellFormatGrammar Apollo { get; } = new("/-.$\"",
    [
        (Number, $"(?<{Number}>[^ /]*) LIM ZM GK1 "),
        (City, $"((?<{City}>[^ /-]*) )?"),
        (Date, $"(?<{Date}>[^ /-]*)-/"),
        (Vendor, $"(?<{Vendor}>[^/-]*)-TEL "),
        (Phone, $"(?<{Phone}>[^/]*)/RATE-"),
        (Rate, $"(?<{Rate}>[^/]*)/CONF-"),
        (Confirmation, $"(?<{Confirmation}>[^/]*)/PICKUP-"),
        (Pickup, $"((?<{Pickup}>[^/]*) )?AT (?<{PickupAt}>[^ /]*)/DROPOFF-"),
        (Dropoff, $"(?<{Dropoff}>[^/]*)/"),
        (Reservation, $"(?<{Reservation}>[^/]*)/RESERVATION L1"),
    ],
    (Phone, new FieldRule(15, PlainPhone, "5 to 15 digits")),
    (Rate, new FieldRule(null, $@"(\$|[A-Z]{{3}}){Amount}", "a dollar sign or a currency code, and an amount")),
    (Pickup, new FieldRule(null, $"{Words}(\"{Words})*", "words of A-Z and 0-9, separated by quotation marks")),
    (Dropoff, new FieldRule(null, $"{Words}(\"{Words})*", "words of A-Z and 0-9, separated by quotation marks")));

    private static SellFormatGrammar Galileo { get; } = new("/-.",
    [
        (City, $"TUR ZM AK1 ((?<{City}>[^ /-]*) )?"),
        (Date, $"(?<{Date}>[^ /-]*)-/"),
        (Vendor, $"(?<{Vendor}>[^/-]*)-TEL "),
        (Phone, $"(?<{Phone}>[^/]*)/RATE-"),
        (Rate, $"(?<{Rate}>[^/]*)/CONF-"),
        (Confirmation, $"(?<{Confirmation}>[^/]*)/PU-"),
        (Pickup, $"((?<{Pickup}>[^/]*) )?AT (?<{PickupAt}>[^ /]*)/DO-"),
        (Dropoff, $"(?<{Dropoff}>[^/]*)/"),
        (Reservation, $"(?<{Reservation}>[^/]*)/RES"),
    ],
    (Phone, new FieldRule(15, PlainPhone, "5 to 15 digits")),
    (Rate, new FieldRule(null, $"{Amount} {Kind}", "an amount and FLAT, ESTIMATED or HOURLY")));

    private static SellFormatGrammar Amadeus { get; } = new("/-.",
    [
        (Number, $"(?<{Number}>[^ /]*) MIS 1A HK1 "),
        (City, $"((?<{City}>[^ /-]*) )?"),
        (Date, $"(?<{Date}>[^ /-]*)-LMO"),
        (Vendor, $"( (?<{Vendor}>[^/]*))?/TEL-"),
        (Phone, $"(?<{Phone}>[^/]*)/RATE-"),
        (Rate, $"(?<{Rate}>[^/]*)/CONF-"),
        (Confirmation, $"(?<{Confirmation}>[^/]*)/PICKUP-"),
        (Pickup, $"((?<{Pickup}>[^/]*) )?AT (?<{PickupAt}>[^ /]*)/DROPOFF- "),
        (Dropoff, $"((?<{Dropoff}>[^/]*) )?AT (?<{DropoffAt}>[^ /]*)/RID-"),
        (Reservation, $"(?<{Reservation}>[^/]*)"),
    ],
    (Phone, new FieldRule(15, GroupedPhone, "5 to 15 digits, ten of them in groups of 3, 3 and 4")),
    (Rate, new FieldRule(null, $"[A-Z]{{3}}{Amount} {Kind}", "a currency code, an amount and FLAT, ESTIMATED or HOURLY")));
}

/// <summary>The text of a field, and where it begins.</summary>
internal readonly record struct FieldText(int Position, string Value)
{
    public bool Contains(int index) => index >= Position && index < Position + Value.Length;
}

/// <summary>What a field may contain.</summary>
/// <param name="MaxLength">Null: only the line limits it.</param>
/// <param name="Expected">The same as the pattern, in words.</param>
internal sealed record FieldRule(int? MaxLength, string Pattern, string Expected)
{
    private readonly Regex form = new($@"\A({Pattern})\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public bool MayBeEmpty { get; init; }

    public bool Accepts(string text) => form.IsMatch(text);
}
