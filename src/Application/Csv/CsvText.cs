using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;
using GroundTransport.Domain;

namespace GroundTransport.Application.Csv;

/// <summary>
/// Comma-separated values (RFC 4180). A cell that a spreadsheet would run as a formula, because it begins with = + - or @, is written
/// with an apostrophe before it, and read without.
/// </summary>
public static partial class CsvText
{
    public const string ContentType = "text/csv; charset=utf-8";

    private const int MaxMistakes = 200;

    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture) { NewLine = "\r\n" };

    public static string Write(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = new CsvWriter(text, Format))
        {
            foreach (var row in rows.Prepend(columns))
            {
                foreach (var cell in row)
                    writer.WriteField(Formula().IsMatch(cell) ? $"'{cell}" : cell);
                writer.NextRecord();
            }
        }
        return text.ToString();
    }

    /// <summary>The rows below the header, or every mistake with its row and column as a spreadsheet counts them.</summary>
    /// <param name="columns">The columns that the text may have, in any order.</param>
    public static (IReadOnlyList<CsvRow> Rows, IReadOnlyList<FieldError> Mistakes) Read(string text, IReadOnlyList<string> columns)
    {
        var mistakes = new List<FieldError>();
        var rows = new List<CsvRow>();
        var isUnreadable = false;
        var format = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            // No cell of ours has a line break, and a missing quotation mark would swallow the rows below it.
            LineBreakInQuotedFieldIsBadData = true,
            BadDataFound = _ => isUnreadable = true,
            IgnoreBlankLines = false,
        };
        using var parser = new CsvParser(new StringReader(text.TrimStart('\uFEFF')), format);
        if (!parser.Read())
            return ([], [new FieldError(RowName(1), $"The first row names the columns: {string.Join(",", columns)}.")]);
        var header = parser.Record!.Select(name => name.Trim()).ToList();
        mistakes.AddRange(MistakesOf(header, columns));
        // Where a row begins: one without its second quotation mark ends far below.
        for (var number = parser.RawRow + 1; mistakes.Count < MaxMistakes && parser.Read(); number = parser.RawRow + 1)
        {
            var cells = parser.Record!;
            if (isUnreadable)
            {
                mistakes.Add(new FieldError(
                    RowName(number), "A cell in quotation marks doesn't end, or one inside a cell isn't written twice."));
            }
            else if (!Array.TrueForAll(cells, string.IsNullOrWhiteSpace) && cells.Length != header.Count)
                mistakes.Add(new FieldError(RowName(number), $"The row has {cells.Length} cells, and the header {header.Count}."));
            else if (Cells(header, cells) is { Count: > 0 } filled)
                rows.Add(new CsvRow(number, filled));
            isUnreadable = false;
        }
        return mistakes.Count == 0 ? (rows, []) : ([], mistakes);
    }

    /// <summary>The name of a row as the refusal of an upload gives it; the header is row 1.</summary>
    public static string RowName(int number) => string.Create(CultureInfo.InvariantCulture, $"row {number}");

    public static string CellName(int row, string column) => $"{RowName(row)}, {column}";

    private static IEnumerable<FieldError> MistakesOf(List<string> header, IReadOnlyList<string> columns)
    {
        foreach (var unknown in header.Where(name => !columns.Contains(name, StringComparer.Ordinal)).Take(MaxMistakes))
        {
            var shown = unknown.Length > 40 ? unknown[..40] : unknown;
            yield return new FieldError(RowName(1),
                $"Unknown column '{shown}'. The columns, with commas between them: {string.Join(",", columns)}.");
        }
        foreach (var twice in header.GroupBy(name => name, StringComparer.Ordinal).Where(same => same.Count() > 1).Take(MaxMistakes))
            yield return new FieldError(RowName(1), $"Column '{twice.Key}' occurs twice.");
    }

    private static List<(string Column, string Text)> Cells(List<string> header, string[] cells) =>
        [.. header.Zip(cells, (name, cell) => (name, Unescape(cell.Trim()))).Where(cell => cell.Item2.Length > 0)];

    private static string Unescape(string cell) => cell.StartsWith('\'') && Formula().IsMatch(cell) ? cell[1..] : cell;

    // With the apostrophes before it, so that a cell that begins with one comes back as it was.
    [GeneratedRegex("^'*[=+@-]")]
    private static partial Regex Formula();
}

/// <summary>One row below the header.</summary>
/// <param name="Number">As a spreadsheet counts, from 1 with the header.</param>
/// <param name="Cells">The cells that aren't empty, with their columns.</param>
public sealed record CsvRow(int Number, IReadOnlyList<(string Column, string Text)> Cells);
