using System.Globalization;
using System.Xml.Linq;
using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Runs;

namespace ConcurSimulator.Certification.Reports;

/// <summary>The result as JUnit XML: a suite for each group, a test case for each scenario.</summary>
public static class JUnitReport
{
    public static void Write(string file, CertificationResult result)
    {
        var redaction = new Redaction(result.Scenarios.SelectMany(scenario => scenario.Exchanges));
        var suites = result.Scenarios.GroupBy(scenario => scenario.Scenario.Group)
            .Select((group, number) => Suite(result, group.Key, number, [.. group], redaction));
        new XDocument(new XElement("testsuites", suites)).Save(file);
    }

    private static XElement Suite(
        CertificationResult result, string group, int number, List<ScenarioResult> scenarios, Redaction redaction) => new("testsuite",
        new XAttribute("package", "certify"),
        new XAttribute("id", number),
        new XAttribute("name", group),
        new XAttribute("timestamp", result.StartedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)),
        new XAttribute("hostname", result.Endpoint.Host),
        new XAttribute("tests", scenarios.Count),
        new XAttribute("failures", scenarios.Count(scenario => scenario.Verdict == Verdict.Failed)),
        new XAttribute("errors", 0),
        new XAttribute("skipped", scenarios.Count(scenario => scenario.Verdict == Verdict.NotTested)),
        new XAttribute("time", Seconds(scenarios.Aggregate(TimeSpan.Zero, (sum, scenario) => sum + scenario.Elapsed))),
        new XElement("properties", new XElement("property", new XAttribute("name", "profile"), new XAttribute("value", result.Profile))),
        scenarios.Select(scenario => Case(scenario, redaction)),
        new XElement("system-out", string.Join('\n', scenarios.SelectMany(Remarks).Select(line => redaction.Text(line)))),
        new XElement("system-err"));

    private static XElement Case(ScenarioResult scenario, Redaction redaction) => new("testcase",
        new XAttribute("name", scenario.Scenario.Title),
        new XAttribute("classname", $"certify.{scenario.Scenario.Id.Replace('/', '.')}"),
        new XAttribute("time", Seconds(scenario.Elapsed)),
        scenario.Verdict switch
        {
            Verdict.Failed => new XElement("failure",
                new XAttribute("message", redaction.Text(Describe(scenario.Faults.First()))),
                new XAttribute("type", "documented"),
                redaction.Text(string.Join('\n', scenario.Faults.Select(Describe)))),
            Verdict.NotTested => new XElement("skipped", new XAttribute("message", redaction.Text(scenario.Reason))),
            _ => null,
        });

    private static IEnumerable<string> Remarks(ScenarioResult scenario) => scenario.Remarks.Select(remark =>
        $"{scenario.Scenario.Id}: {remark.Basis.ToString().ToLowerInvariant()}: {Describe(remark)}");

    private static string Describe(Expectation expectation) =>
        $"{expectation.Check.Element}: {expectation.Check.Found}, right is {expectation.Check.Right} ({expectation.Page.Title})";

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
}
