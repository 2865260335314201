using System.Globalization;
using ConcurSimulator.Certification.Mutations;
using ConcurSimulator.Certification.Vocabulary;

namespace ConcurSimulator.Certification.Reports;

/// <summary>The run of the mutants, for the console.</summary>
public static class MutantReport
{
    public static void Show(TextWriter output, Mutant mutant) => output.WriteLine(mutant.Killers.Count == 0
        ? $"SURVIVED {mutant.Mutation.Name} ({mutant.Mutation.Element})"
        : $"noticed  {mutant.Mutation.Name}: {mutant.Killers[0]}");

    /// <param name="findsAll">Each mutant was played to the end, so that every scenario had its chance.</param>
    public static void Write(TextWriter output, MutantsResult result, IReadOnlyList<Scenario> scenarios, bool findsAll)
    {
        foreach (var alarm in result.FalseAlarms)
        {
            output.WriteLine($"FALSE ALARM {alarm.Scenario.Id}, although the proxies change nothing:");
            foreach (var check in alarm.Expectations.Where(expectation => expectation.Failed).Select(expectation => expectation.Check))
                output.WriteLine($"  {check.Element}: {check.Found}, right is {check.Right}");
        }
        var killers = result.Mutants.SelectMany(mutant => mutant.Killers).ToHashSet(StringComparer.Ordinal);
        var idle = scenarios.Select(scenario => scenario.Id).Where(id => !killers.Contains(id));
        if (findsAll)
            output.WriteLine($"noticed none: {string.Join(", ", idle)}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"mutants: {(result.Passed ? "PASSED" : "FAILED")}: {result.Mutants.Count - result.Survivors.Count()} noticed, "
            + $"{result.Survivors.Count()} survived, by {killers.Count} of {scenarios.Count} scenarios"));
    }
}
