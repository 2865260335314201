using System.Globalization;
using System.Text;
using ConcurSimulator.Certification.Mutations;

namespace ConcurSimulator.Certification.Reports;

/// <summary>The table of mutants and their killers, within a document.</summary>
public static class MutantTable
{
    private const string Start = "<!-- mutants -->", End = "<!-- /mutants -->";

    private const int ShownKillers = 3;

    /// <summary>Replaces what stands between the two marks.</summary>
    /// <exception cref="InvalidDataException">The file has no marks.</exception>
    public static void Write(string file, IReadOnlyList<Mutant> mutants)
    {
        var text = File.ReadAllText(file);
        var (start, end) = (text.IndexOf(Start, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        if (start < 0 || end < start)
            throw new InvalidDataException($"{file} has no lines {Start} and {End}, between which the table belongs.");
        File.WriteAllText(file, text[..(start + Start.Length)] + Format(mutants) + text[end..]);
    }

    private static string Format(IReadOnlyList<Mutant> mutants)
    {
        var table = new StringBuilder("\n| message | what is wrong | element | noticed by |\n|---|---|---|---|\n");
        foreach (var (mutation, killers) in mutants)
        {
            var shown = string.Join(", ", killers.Take(ShownKillers).Select(killer => $"`{killer}`"));
            var others = killers.Count > ShownKillers ? $" and {killers.Count - ShownKillers} more" : "";
            table.Append(CultureInfo.InvariantCulture, $"| {mutation.Message} | {mutation.What} | `{mutation.Element}` ")
                .Append(CultureInfo.InvariantCulture, $"| {shown}{others} |\n");
        }
        return table.ToString();
    }
}
