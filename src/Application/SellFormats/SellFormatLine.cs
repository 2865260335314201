using System.Globalization;
using static GroundTransport.Application.SellFormats.SellFormatGrammar;

namespace GroundTransport.Application.SellFormats;

/// <summary>
/// A printed line, read back into what the system's format separates; empty: the line doesn't have it. What the format joins
/// stays joined: a city and its state in Sabre and Abacus, all parts of an address in every system but Apollo.
/// </summary>
public sealed record SellFormatLine
{
    /// <summary>Null in Galileo, whose line has none.</summary>
    public int? Number { get; private init; }

    public string City { get; private init; } = "";

    /// <summary>Day and month, such as 09MAY.</summary>
    public string Date { get; private init; } = "";

    /// <summary>In Sabre and Abacus only.</summary>
    public string Weekday { get; private init; } = "";

    public string VendorName { get; private init; } = "";

    /// <summary>Digits only.</summary>
    public string VendorPhone { get; private init; } = "";

    /// <summary>USD for a dollar sign; empty in Galileo.</summary>
    public string Currency { get; private init; } = "";

    public string Rate { get; private init; } = "";

    /// <summary>In Galileo and Amadeus only.</summary>
    public string RateKind { get; private init; } = "";

    public string ConfirmationNumber { get; private init; } = "";

    /// <summary>One part; in Apollo one for each part of the place.</summary>
    public IReadOnlyList<string> Pickup { get; private init; } = [];

    /// <summary>Hours and minutes, such as 0900.</summary>
    public string PickupAt { get; private init; } = "";

    /// <inheritdoc cref="Pickup"/>
    public IReadOnlyList<string> Dropoff { get; private init; } = [];

    /// <summary>Not in Apollo and Galileo.</summary>
    public string DropoffAt { get; private init; } = "";

    public string ReservationId { get; private init; } = "";

    /// <summary>Reads a line; null if it doesn't have the system's form.</summary>
    public static SellFormatLine? Parse(Gds gds, string line)
    {
        var (fields, leavesAt, _) = Of(gds).Read(line);
        if (leavesAt is not null)
            return null;

        string Text(string field) => fields.GetValueOrDefault(field).Value ?? "";
        string[] Parts(string field) => Text(field).Split('"', StringSplitOptions.RemoveEmptyEntries);

        var (currency, amount, kind) = SplitRate(Text(SellFormatGrammar.Rate));
        return new SellFormatLine
        {
            Number = int.TryParse(Text(SellFormatGrammar.Number), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : null,
            City = Text(SellFormatGrammar.City),
            Date = Text(SellFormatGrammar.Date),
            Weekday = Text(SellFormatGrammar.Weekday),
            VendorName = Text(Vendor),
            VendorPhone = string.Concat(Text(Phone).Where(char.IsAsciiDigit)),
            Currency = currency,
            Rate = amount,
            RateKind = kind,
            ConfirmationNumber = Text(Confirmation),
            Pickup = Parts(SellFormatGrammar.Pickup),
            PickupAt = Text(SellFormatGrammar.PickupAt),
            Dropoff = Parts(SellFormatGrammar.Dropoff),
            DropoffAt = Text(SellFormatGrammar.DropoffAt),
            ReservationId = Text(Reservation),
        };
    }

    /// <summary>"$42.50", "EUR24.00 FLAT" and "50.00 HOURLY-2 HR MIN" in their parts.</summary>
    private static (string Currency, string Amount, string Kind) SplitRate(string rate)
    {
        var digits = rate.AsSpan().IndexOfAnyInRange('0', '9');
        if (digits < 0)
            return ("", "", rate);
        var blank = rate.IndexOf(' ', digits);
        var end = blank < 0 ? rate.Length : blank;
        var currency = rate[..digits];
        return (currency == "$" ? "USD" : currency, rate[digits..end], blank < 0 ? "" : rate[(blank + 1)..]);
    }
}
