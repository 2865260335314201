using System.Globalization;
using System.Text;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.SellFormats;

/// <summary>Formats free text and values for a sell format: capitals and digits only, no double blanks.</summary>
internal static class SegmentText
{
    /// <summary>
    /// Converts a text to A-Z, 0-9 and single blanks. Letters lose their diacritical marks; every other character becomes a
    /// blank.
    /// </summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in ReplaceLetters(text).Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(character))
                plain.Append(char.ToUpperInvariant(character));
            else if (!IsDiacriticalMark(character) && plain.Length > 0 && plain[^1] != ' ')
                plain.Append(' ');
        }
        return plain.ToString().TrimEnd();
    }

    private static bool IsDiacriticalMark(char character) =>
        CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark;

    /// <summary>Joins the pieces that aren't empty.</summary>
    public static string Join(string separator, params ReadOnlySpan<string> pieces)
    {
        var line = new StringBuilder();
        foreach (var piece in pieces)
        {
            if (piece.Length > 0)
                line.Append(line.Length > 0 ? separator : "").Append(piece);
        }
        return line.ToString();
    }

    /// <summary>North American numbers in groups of 3, 3 and 4; other numbers unchanged.</summary>
    public static string PhoneGroups(string phone)
    {
        var digits = PhoneDigits(phone);
        return digits.Length == 10 ? $"{digits[..3]} {digits[3..6]} {digits[6..]}" : digits;
    }

    public static string PhoneDigits(string phone)
    {
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        return digits.Length == 11 && digits[0] == '1' ? digits[1..] : digits;
    }

    public static string Date(DateTime day) => day.ToString("ddMMM", CultureInfo.InvariantCulture).ToUpperInvariant();

    public static string Time(DateTime time) => time.ToString("HHmm", CultureInfo.InvariantCulture);

    /// <summary>FLAT, ESTIMATED, or HOURLY with the minimum number of hours.</summary>
    public static string RateKind(PassiveSegment segment) => segment.RateType switch
    {
        RateType.Hourly when segment.MinHours is { } hours => string.Create(CultureInfo.InvariantCulture, $"HOURLY-{hours:0.##} HR MIN"),
        RateType.Hourly => "HOURLY",
        RateType.Estimated => "ESTIMATED",
        RateType.Flat => "FLAT",
        _ => throw new ArgumentOutOfRangeException(nameof(segment), segment.RateType, "A rate of this type is never sold"),
    };

    /// <summary>For Sabre, Abacus and Apollo: a dollar sign for US dollars, else the currency code.</summary>
    public static string RateWithSign(PassiveSegment segment) => (segment.Currency == "USD" ? "$" : segment.Currency) + segment.Rate;

    /// <summary>Replaces letters that Unicode normalization doesn't decompose.</summary>
    private static string ReplaceLetters(string text) => text
        .Replace("ß", "SS", StringComparison.Ordinal).Replace("ẞ", "SS", StringComparison.Ordinal)
        .Replace("æ", "AE", StringComparison.Ordinal).Replace("Æ", "AE", StringComparison.Ordinal)
        .Replace("œ", "OE", StringComparison.Ordinal).Replace("Œ", "OE", StringComparison.Ordinal)
        .Replace("ø", "O", StringComparison.Ordinal).Replace("Ø", "O", StringComparison.Ordinal)
        .Replace("ł", "L", StringComparison.Ordinal).Replace("Ł", "L", StringComparison.Ordinal)
        .Replace("đ", "D", StringComparison.Ordinal).Replace("Đ", "D", StringComparison.Ordinal)
        .Replace("þ", "TH", StringComparison.Ordinal).Replace("Þ", "TH", StringComparison.Ordinal)
        .Replace("ı", "I", StringComparison.Ordinal)
        .Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal);
}
