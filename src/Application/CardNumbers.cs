using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace GroundTransport.Application;

/// <summary>
/// Finds and masks card numbers in text from outside: 13 to 19 digits, in one piece or in groups with blanks, hyphens, dots or slashes
/// between them, with the prefix of a known issuer and a right check digit. Whatever stores a whole number is subject to the card
/// industry's rules.
/// </summary>
public static class CardNumbers
{
    private const int MinLength = 13, MaxLength = 19, VisibleDigits = 4, UuidLength = 36, MinHashLength = 24;

    /// <summary>The most characters between two groups of digits.</summary>
    private const int MaxGap = 3;

    private static readonly SearchValues<char> HexadecimalDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>The prefixes of the issuers, each as its first and its last, and the numbers' lengths.</summary>
    private static readonly (int From, int To, int MinLength, int MaxLength)[] Issuers =
    [
        (4, 4, 13, 19), // Visa
        (51, 55, 16, 16), (2221, 2720, 16, 16), // Mastercard
        (34, 34, 15, 15), (37, 37, 15, 15), // American Express
        (300, 305, 14, 19), (3095, 3095, 14, 19), (36, 36, 14, 19), (38, 39, 14, 19), // Diners Club
        (6011, 6011, 16, 19), (644, 649, 16, 19), (65, 65, 16, 19), // Discover
        (3528, 3589, 16, 19), // JCB
        (62, 62, 16, 19), (81, 82, 16, 19), // UnionPay, RuPay
        (50, 50, 13, 19), (56, 58, 13, 19), (60, 60, 13, 19), (63, 63, 13, 19), (67, 67, 13, 19), // Maestro
        (2200, 2204, 16, 19), // Mir
        (1, 1, 15, 15), // UATP
    ];

    /// <summary>
    /// The text with all but the last four digits of each card number replaced by X. A UUID or a hash, as ids and secrets are often,
    /// contains none.
    /// </summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Mask(string? text)
    {
        if (text is null || text.Length < MinLength)
            return text;
        char[]? masked = null;
        foreach (var (start, end) in Find(text))
        {
            masked ??= text.ToCharArray();
            var visible = VisibleDigits;
            for (var at = end; at >= start; at--)
            {
                if (char.IsDigit(masked[at]) && visible-- <= 0)
                    masked[at] = 'X';
            }
        }
        return masked is null ? text : new string(masked);
    }

    /// <summary>Whether an id, a header or a path contains one.</summary>
    public static bool AreIn(string text) => text.Length >= MinLength && Find(text).Count > 0;

    /// <summary>The first and the last digit of each card number.</summary>
    private static List<(int Start, int End)> Find(string text) => HasEnoughDigits(text) ? Find(text, Groups(text)) : [];

    /// <summary>Whether enough digits follow each other without a letter or a longer gap between them: hardly any text has that.</summary>
    private static bool HasEnoughDigits(string text)
    {
        var (digits, gap) = (0, 0);
        foreach (var character in text)
        {
            if (char.IsDigit(character))
                (digits, gap) = (digits + 1, 0);
            else if (++gap > MaxGap || char.IsAsciiLetter(character))
                digits = 0;
            if (digits == MinLength)
                return true;
        }
        return false;
    }

    private static List<(int Start, int End)> Find(string text, List<Group> groups)
    {
        var found = new List<(int Start, int End)>();
        Span<byte> digits = stackalloc byte[MaxLength];
        for (var first = 0; first < groups.Count; first++)
        {
            var length = 0;
            for (var last = first; last < groups.Count && (last == first || groups[last].Continues); last++)
            {
                var group = groups[last];
                if (length + group.Length > MaxLength)
                    break;
                for (var at = group.Start; at < group.Start + group.Length; at++)
                    digits[length++] = (byte)CharUnicodeInfo.GetDecimalDigitValue(text[at]);
                if (IsReservationWithVersion(groups[first..(last + 1)]) || !IsCardNumber(digits[..length]))
                    continue;
                found.Add((groups[first].Start, group.Start + group.Length - 1));
                first = last;
                break;
            }
        }
        return found;
    }

    private static List<Group> Groups(string text)
    {
        var groups = new List<Group>();
        var end = -1;
        for (var at = 0; at < text.Length; at++)
        {
            if (IdLength(text, at) is > 0 and var length)
            {
                (at, end) = (at + length - 1, -1);
                continue;
            }
            if (!char.IsDigit(text[at]))
                continue;
            var start = at;
            while (at < text.Length && char.IsDigit(text[at]))
                at++;
            var gap = end < 0 ? default : text.AsSpan(end..start);
            groups.Add(new Group(start, at - start, end >= 0 && gap.Length <= MaxGap && AreSeparators(gap)));
            end = at;
        }
        return groups;
    }

    /// <summary>How long the random id is that begins here; its digits mean nothing. 0: none does.</summary>
    private static int IdLength(string text, int at) => IsUuid(text, at) ? UuidLength : HashLength(text, at);

    private static bool IsUuid(string text, int at) =>
        text.Length - at >= UuidLength && char.IsAsciiHexDigit(text[at]) && (at == 0 || !char.IsAsciiHexDigit(text[at - 1]))
        && (text.Length - at == UuidLength || !char.IsAsciiHexDigit(text[at + UuidLength]))
        && Guid.TryParseExact(text.AsSpan(at, UuidLength), "D", out _);

    /// <summary>
    /// A word of 24, 32, 40... hexadecimal digits, as random numbers and hashes are written. One in a thousand has the digits of a card
    /// number in it. It has three different letters at least: the data of a card's stripe, written so too, has D and F alone.
    /// </summary>
    private static int HashLength(string text, int at)
    {
        if (!char.IsAsciiHexDigit(text[at]) || (at > 0 && char.IsAsciiLetterOrDigit(text[at - 1])))
            return 0;
        var rest = text.AsSpan(at);
        var length = rest.IndexOfAnyExcept(HexadecimalDigits) is >= 0 and var end ? end : rest.Length;
        if (length < MinHashLength || length % 8 != 0 || (length < rest.Length && char.IsAsciiLetterOrDigit(rest[length])))
            return 0;
        var letters = new HashSet<char>();
        foreach (var digit in rest[..length])
        {
            if (char.IsAsciiLetter(digit))
                letters.Add(char.ToUpperInvariant(digit));
        }
        return letters.Count >= 3 ? length : 0;
    }

    /// <summary>
    /// Twelve digits and a version, as receipts and idempotency keys name a change of a reservation, and with the attempt, as the
    /// correlation ids of its PostBacks do. Nobody groups a card number so.
    /// </summary>
    private static bool IsReservationWithVersion(List<Group> groups) =>
        groups is [{ Length: 12 }, { Length: <= 3 }] or [{ Length: 12 }, { Length: <= 3 }, { Length: <= 3 }];

    private static bool AreSeparators(ReadOnlySpan<char> gap)
    {
        foreach (var character in gap)
        {
            if (!char.IsWhiteSpace(character) && character is not ('.' or '/' or '_')
                && char.GetUnicodeCategory(character) is not (UnicodeCategory.DashPunctuation or UnicodeCategory.Format))
                return false;
        }
        return true;
    }

    private static bool IsCardNumber(ReadOnlySpan<byte> digits) =>
        digits.Length >= MinLength && HasIssuer(digits) && HasRightCheckDigit(digits);

    private static bool HasIssuer(ReadOnlySpan<byte> digits)
    {
        foreach (var (from, to, minLength, maxLength) in Issuers)
        {
            if (digits.Length < minLength || digits.Length > maxLength)
                continue;
            var prefix = 0;
            for (var (at, rest) = (0, from); rest > 0; at++, rest /= 10)
                prefix = prefix * 10 + digits[at];
            if (prefix >= from && prefix <= to)
                return true;
        }
        return false;
    }

    /// <summary>The Luhn check of ISO/IEC 7812.</summary>
    private static bool HasRightCheckDigit(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            var digit = digits[^(at + 1)];
            var value = at % 2 == 0 ? digit : digit * 2;
            sum += value > 9 ? value - 9 : value;
        }
        return sum % 10 == 0;
    }

    /// <param name="Continues">Only blanks or hyphens are between it and the group before it.</param>
    private readonly record struct Group(int Start, int Length, bool Continues);
}
