using System.Runtime.InteropServices;

namespace GroundTransport.Benchmarks.Reports;

/// <summary>The run in Markdown, printed as it proceeds, with the targets at the end.</summary>
public sealed class Report(TextWriter output)
{
    private readonly List<string[]> verdicts = [];

    /// <summary>The machine and the software: without them no figure means anything.</summary>
    public void Machine(string database)
    {
        var processor = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?
            .Split(':')[1].Trim() ?? "unknown processor";
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30;
        Line($"{DateTime.UtcNow:yyyy-MM-dd}. {Environment.ProcessorCount} cores ({processor}), {memory} GB, "
            + $"{RuntimeInformation.OSDescription}, .NET {Environment.Version}, {database}. "
            + "Median (least..most) over the rounds.");
    }

    public void Chapter(string title, string method)
    {
        output.WriteLine($"\n## {title}\n\n{method}");
        output.Flush();
    }

    public void Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        output.WriteLine();
        output.WriteLine($"| {string.Join(" | ", headings)} |");
        output.WriteLine($"|{string.Join('|', headings.Select((_, column) => column == 0 ? "---" : "---:"))}|");
        foreach (var row in rows)
            output.WriteLine($"| {string.Join(" | ", row)} |");
        output.Flush();
    }

    public void Line(string text)
    {
        output.WriteLine($"\n{text}");
        output.Flush();
    }

    public void AtLeast(double wanted, string what, Statistic measured) =>
        Judge($"{what}, at least {Statistic.Number(wanted)}", measured, measured.Median >= wanted);

    public void AtMost(double wanted, string what, Statistic measured) =>
        Judge($"{what}, at most {Statistic.Number(wanted)}", measured, measured.Median <= wanted);

    public void Targets()
    {
        if (verdicts.Count == 0)
            return;
        Chapter("Targets", "Each by the median of its rounds.");
        Table(["target", "measured", ""], verdicts);
    }

    private void Judge(string target, Statistic measured, bool met) => verdicts.Add([target, measured.Text(), met ? "met" : "not met"]);
}
