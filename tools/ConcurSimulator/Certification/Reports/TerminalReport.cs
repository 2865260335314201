using System.Globalization;
using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Runs;

namespace ConcurSimulator.Certification.Reports;

/// <summary>Progress and result for a person: a bar on a terminal, plain lines elsewhere.</summary>
public sealed class TerminalReport(TextWriter output, bool isTerminal, int scenarios)
{
    private const int Width = 30;

    private int played;
    private string group = "";

    public void Show(ScenarioResult result)
    {
        played++;
        if (isTerminal)
        {
            var filled = played * Width / scenarios;
            var bar = $"[{new string('#', filled)}{new string('-', Width - filled)}]";
            output.Write(FormattableString.Invariant($"\r{bar} {played}/{scenarios} {result.Scenario.Id,-60}"));
            if (played == scenarios)
                output.WriteLine();
        }
        else if (result.Scenario.Group != group)
        {
            group = result.Scenario.Group;
            output.WriteLine($"{group} ...");
        }
    }

    public void Write(CertificationResult result)
    {
        output.WriteLine();
        foreach (var scenario in result.Scenarios.Where(scenario => scenario.Verdict == Verdict.Failed))
        {
            output.WriteLine($"FAILED {scenario.Scenario.Id}: {scenario.Scenario.Title}");
            Write(scenario.Faults);
        }
        foreach (var scenario in result.Scenarios.Where(scenario => scenario.Remarks.Any()))
        {
            output.WriteLine($"remark {scenario.Scenario.Id}: {scenario.Scenario.Title}");
            Write(scenario.Remarks);
        }
        var untested = result.Scenarios.Where(scenario => scenario.Verdict == Verdict.NotTested);
        foreach (var reason in untested.GroupBy(scenario => scenario.Reason, scenario => scenario.Scenario.Id))
            output.WriteLine($"not tested ({reason.Count()}): {reason.Key} {string.Join(", ", reason)}");
        foreach (var leftover in result.Leftovers)
            output.WriteLine($"not cancelled: {leftover.ReservationId} {leftover.Status}");
        output.WriteLine(Summarise(result));
    }

    public static string Summarise(CertificationResult result) => string.Create(CultureInfo.InvariantCulture,
        $"certify: {(result.Passed ? "PASSED" : "FAILED")}: {result.Count(Verdict.Passed)} passed, {result.Count(Verdict.Failed)} failed, "
        + $"{result.Count(Verdict.NotTested)} not tested, {result.Scenarios.Sum(scenario => scenario.Remarks.Count())} remarks, "
        + $"in {result.Elapsed.TotalSeconds:0} s");

    private void Write(IEnumerable<Expectation> expectations)
    {
        foreach (var (basis, page, check) in expectations.Distinct())
        {
            output.WriteLine($"  {check.Element}: {check.Found}, right is {check.Right}");
            output.WriteLine($"    {basis.ToString().ToLowerInvariant()}: {page.Title}");
        }
    }
}
