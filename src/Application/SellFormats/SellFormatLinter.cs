using System.Globalization;
using static GroundTransport.Application.SellFormats.SellFormatGrammar;

namespace GroundTransport.Application.SellFormats;

/// <summary>The kinds of violation in a line.</summary>
public enum SellFormatViolation
{
    /// <summary>The line doesn't have the system's form: a literal part is missing.</summary>
    Form,

    /// <summary>A character that the system's line can't contain.</summary>
    Character,

    /// <summary>Two blanks in a row, or a blank at either end of a field.</summary>
    Blank,

    /// <summary>A field without a text that needs one.</summary>
    Empty,

    /// <summary>A field or the line is too long.</summary>
    Length,

    /// <summary>A field isn't what it should be, such as 31FEB.</summary>
    Value,

    /// <summary>The number, the telephone, the confirmation number or the reservation isn't the segment's: it was cut or changed.</summary>
    Lost,
}

/// <summary>A violation in a line.</summary>
/// <param name="At">The field; "line" for the line as a whole.</param>
/// <param name="Text">What is wrong and what would be right.</param>
public sealed record SellFormatFinding(Gds Gds, SellFormatViolation Code, string At, string Text);

/// <summary>Checks a printed line: character set, length of each field and of the line, values, and what may never be cut.</summary>
public static class SellFormatLinter
{
    private const string WholeLine = "line";

    /// <param name="segment">What was printed; null: only the line's own rules are checked.</param>
    public static IReadOnlyList<SellFormatFinding> Check(
        Gds gds, string line, PassiveSegment? segment = null, SellFormatLimits? limits = null)
    {
        var grammar = Of(gds);
        var (fields, leavesAt, position) = grammar.Read(line);
        var findings = new List<SellFormatFinding>();

        if ((limits ?? new SellFormatLimits()).Of(gds) is { } limit && line.Length > limit)
            Add(SellFormatViolation.Length, WholeLine, $"The line has {line.Length} characters; {gds} takes {limit}.");
        CheckCharacters();
        foreach (var (field, text) in fields)
            CheckField(field, text.Value);
        if (leavesAt is not null)
            Add(SellFormatViolation.Form, leavesAt, $"From character {position + 1} on, this isn't a line of {gds}.");
        else if (segment is not null && SellFormatLine.Parse(gds, line) is { } printed)
            CheckKept(printed, segment);
        return findings;

        void Add(SellFormatViolation code, string at, string text) => findings.Add(new SellFormatFinding(gds, code, at, text));

        void CheckCharacters()
        {
            for (var index = 0; index < line.Length; index++)
            {
                var character = line[index];
                if (char.IsAsciiDigit(character) || char.IsAsciiLetterUpper(character) || character == ' '
                    || grammar.Punctuation.Contains(character, StringComparison.Ordinal))
                    continue;
                var field = fields.FirstOrDefault(one => one.Value.Contains(index)).Key ?? WholeLine;
                Add(SellFormatViolation.Character, field,
                    string.Create(CultureInfo.InvariantCulture, $"Character {index + 1} (U+{(int)character:X4}) can't be sent to {gds}."));
                return;
            }
        }

        void CheckField(string field, string text)
        {
            var rule = grammar.RuleOf(field);
            if (text.Length == 0)
            {
                if (!rule.MayBeEmpty)
                    Add(SellFormatViolation.Empty, field, $"The field {field} is empty: it must be {rule.Expected}.");
            }
            else if (text[0] == ' ' || text[^1] == ' ' || text.Contains("  ", StringComparison.Ordinal))
                Add(SellFormatViolation.Blank, field, $"The field {field} has a blank too many.");
            else if (LengthOf(field, text) is var length && length > rule.MaxLength)
                Add(SellFormatViolation.Length, field, $"The field {field} has {length} characters; it may have {rule.MaxLength}.");
            else if (!rule.Accepts(text) || (field == Date && !IsDay(text)))
                Add(SellFormatViolation.Value, field, $"The field {field} must be {rule.Expected}.");
        }

        void CheckKept(SellFormatLine printed, PassiveSegment asked)
        {
            CheckSame(Phone, printed.VendorPhone, SegmentText.PhoneDigits(asked.VendorPhone));
            CheckSame(Confirmation, printed.ConfirmationNumber, asked.ConfirmationNumber);
            CheckSame(Reservation, printed.ReservationId, asked.ReservationId.ToString(CultureInfo.InvariantCulture));
            if (printed.Number is { } number && number != asked.Number)
                Add(SellFormatViolation.Lost, Number, $"The field {Number} is {number} instead of {asked.Number}.");
        }

        void CheckSame(string field, string printed, string asked)
        {
            if (printed != asked)
                Add(SellFormatViolation.Lost, field, $"The field {field} is {printed} instead of {asked}.");
        }
    }

    /// <summary>The blanks between the groups of a telephone number don't count.</summary>
    private static int LengthOf(string field, string text) => field == Phone ? text.Count(character => character != ' ') : text.Length;

    /// <summary>The line has no year: 29FEB is a day.</summary>
    private static bool IsDay(string date) =>
        DateOnly.TryParseExact(date + "2000", "ddMMMyyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
