using System.Globalization;
using System.Net;
using System.Text;
using ConcurSimulator.Certification.Exchanges;
using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Runs;

namespace ConcurSimulator.Certification.Reports;

/// <summary>The result as one page without scripts and without anything from outside, fit to be sent to SAP Concur.</summary>
public sealed class HtmlReport
{
    private const int ShownExchanges = 4;

    private readonly StringBuilder html = new();
    private readonly CertificationResult result;
    private readonly Redaction redaction;

    private HtmlReport(CertificationResult result)
    {
        this.result = result;
        redaction = new Redaction(result.Scenarios.SelectMany(scenario => scenario.Exchanges));
    }

    public static void Write(string file, CertificationResult result) => File.WriteAllText(file, new HtmlReport(result).Render());

    private string Render()
    {
        var verdict = result.Passed ? "passed" : "failed";
        html.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Certification of {Encode(result.Endpoint.Host)}: {verdict}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <header>
            <h1>Ground transportation direct connect: <span class="{verdict}">{verdict}</span></h1>
            <p>{Encode(result.Endpoint.ToString())}{(result.Profile.Length > 0 ? $", {Encode(result.Profile)}" : "")},
            on {result.StartedAt:yyyy-MM-dd HH:mm} UTC, in {result.Elapsed.TotalSeconds:0} seconds</p>
            <p class="legend">Only a <b>documented</b> expectation that isn't met fails a scenario. A <b>reading</b> is how this
            project understands what the documentation leaves open, <b>advice</b> is good practice: both are remarks.
            Persons and cards are removed.</p>
            </header>
            <main>

            """);
        Summary();
        Leftovers();
        foreach (var group in result.Scenarios.GroupBy(scenario => scenario.Scenario.Group))
            Group(group.Key, [.. group]);
        return html.AppendLine("</main>").AppendLine("</body>").AppendLine("</html>").ToString();
    }

    private void Summary()
    {
        html.AppendLine("<table><caption>Scenarios by group</caption>")
            .AppendLine("""<thead><tr><th scope="col">Group</th><th scope="col">Passed</th><th scope="col">Failed</th>""")
            .AppendLine("""<th scope="col">Not tested</th><th scope="col">Remarks</th></tr></thead><tbody>""");
        foreach (var group in result.Scenarios.GroupBy(scenario => scenario.Scenario.Group))
            Row($"""<a href="#{Anchor(group.Key)}">{Encode(group.Key)}</a>""", [.. group]);
        Row("All", result.Scenarios);
        html.AppendLine("</tbody></table>");
    }

    private void Row(string name, IReadOnlyList<ScenarioResult> scenarios) => html.AppendLine(CultureInfo.InvariantCulture,
        $"""
        <tr><th scope="row">{name}</th><td>{Count(scenarios, Verdict.Passed)}</td><td>{Count(scenarios, Verdict.Failed)}</td><td>{Count(
            scenarios, Verdict.NotTested)}</td><td>{scenarios.Sum(scenario => scenario.Remarks.Count())}</td></tr>
        """);

    private void Leftovers()
    {
        if (result.Leftovers.Count == 0)
            return;
        html.AppendLine("<h2>Reservations that aren't cancelled</h2>").AppendLine("<ul>");
        foreach (var (id, status) in result.Leftovers)
            html.AppendLine(CultureInfo.InvariantCulture,
                $"<li>{Encode(id)}: {Encode(status.Length == 0 ? "can't be read" : status)}</li>");
        html.AppendLine("</ul>");
    }

    private void Group(string name, List<ScenarioResult> scenarios)
    {
        html.AppendLine(CultureInfo.InvariantCulture, $"<section id=\"{Anchor(name)}\">").AppendLine(CultureInfo.InvariantCulture,
            $"<h2>{Encode(name)}</h2>");
        foreach (var scenario in scenarios)
            Scenario(scenario);
        html.AppendLine("</section>");
    }

    private void Scenario(ScenarioResult scenario)
    {
        var (style, label) = scenario.Verdict switch
        {
            Verdict.Failed => ("failed", "failed"),
            Verdict.NotTested => ("untested", "not tested"),
            _ when scenario.Remarks.Any() => ("remarked", "passed, with remarks"),
            _ => ("passed", "passed"),
        };
        html.AppendLine(CultureInfo.InvariantCulture, $"""
            <details{(scenario.Verdict == Verdict.Failed ? " open" : "")}>
            <summary><span class="{style}">{label}</span> {Encode(scenario.Scenario.Title)}</summary>
            <p class="id">{Encode(scenario.Scenario.Id)}</p>
            """);
        if (scenario.Reason.Length > 0)
            html.AppendLine(CultureInfo.InvariantCulture, $"<p>{Encode(redaction.Text(scenario.Reason))}</p>");
        Expectations(scenario);
        // Of a long scenario that passed, its end is enough.
        var exchanges = scenario.Exchanges.TakeLast(scenario.Verdict == Verdict.Failed ? int.MaxValue : ShownExchanges).ToList();
        if (exchanges.Count < scenario.Exchanges.Count)
            html.AppendLine(CultureInfo.InvariantCulture, $"<p>The last {exchanges.Count} of {scenario.Exchanges.Count} calls:</p>");
        exchanges.ForEach(Exchange);
        html.AppendLine("</details>");
    }

    private void Expectations(ScenarioResult scenario)
    {
        var shown = scenario.Expectations.Distinct().OrderByDescending(expectation => expectation.IsFault)
            .ThenByDescending(expectation => expectation.Failed).ToList();
        if (shown.Count == 0)
            return;
        html.AppendLine("""<div class="scroll"><table><thead><tr><th scope="col">Element</th><th scope="col">Found</th>""")
            .AppendLine("""<th scope="col">Right</th><th scope="col">Document</th></tr></thead><tbody>""");
        foreach (var (basis, page, check) in shown)
        {
            var style = check.Passed ? "right" : basis == Basis.Documented ? "wrong" : "off";
            html.AppendLine(CultureInfo.InvariantCulture, $"""
                <tr class="{style}"><th scope="row">{Encode(check.Element)}</th>
                <td>{Encode(redaction.Text(check.Found))}</td><td>{Encode(redaction.Text(check.Right))}</td>
                <td>{Encode(page.Title)} ({basis.ToString().ToLowerInvariant()})</td></tr>
                """);
        }
        html.AppendLine("</tbody></table></div>");
    }

    private void Exchange(Exchange exchange)
    {
        var call = exchange.Call;
        var asked = $"{(exchange.IsPostBack ? "The endpoint sent" : "Concur sent")}: {call.Method} {call.Path}";
        var status = exchange.Status?.ToString(CultureInfo.InvariantCulture) ?? $"no answer: {exchange.Failure}";
        html.AppendLine(CultureInfo.InvariantCulture, $"<h3>{Encode(asked)}</h3>");
        Body(call.Body);
        html.AppendLine(CultureInfo.InvariantCulture,
            $"<h3>Answered: {Encode(redaction.Text(status))} in {exchange.Elapsed.TotalMilliseconds:0} ms</h3>");
        Body(exchange.Body);
    }

    private void Body(byte[] body)
    {
        if (body.Length > 0)
            html.AppendLine(CultureInfo.InvariantCulture, $"<pre>{Encode(redaction.Body(body))}</pre>");
    }

    private static int Count(IEnumerable<ScenarioResult> scenarios, Verdict verdict) =>
        scenarios.Count(scenario => scenario.Verdict == verdict);

    private static string Anchor(string group) => group.Replace(' ', '-').ToLowerInvariant();

    /// <summary>Control characters, which an answer may contain, aren't allowed in a page.</summary>
    private static string Encode(string text) => WebUtility.HtmlEncode(string.Concat(
        text.Select(letter => char.IsControl(letter) && letter is not ('\n' or '\t') ? '\uFFFD' : letter)));

    private const string Style = """
        :root { color-scheme: light dark; --line: #8884; --good: #0a7d32; --bad: #c3202f; --warn: #8a5a00; --mute: #6a6a6a }
        @media (prefers-color-scheme: dark) { :root { --good: #5fd18a; --bad: #ff8a8f; --warn: #e9b65a; --mute: #a5a5a5 } }
        body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem; overflow-wrap: break-word }
        h1 { font-size: 1.6rem; line-height: 1.25 } h2 { margin-top: 2.5rem } h3 { font-size: 1rem; margin: 1rem 0 .25rem }
        table { border-collapse: collapse; width: 100%; font-size: .9rem }
        caption { text-align: left; font-weight: 600; padding: .5rem 0 }
        th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem .3rem 0; text-align: left; vertical-align: top }
        th[scope=row] { font-weight: 400 } .wrong > * { color: var(--bad) } .off > * { color: var(--warn) }
        details { border: 1px solid var(--line); border-radius: .4rem; margin: .4rem 0; padding: .4rem .8rem }
        summary { cursor: pointer } summary span { display: inline-block; min-width: 6rem; font-weight: 600 }
        .passed { color: var(--good) } .failed { color: var(--bad) } .remarked { color: var(--warn) } .untested { color: var(--mute) }
        .id, .legend { color: var(--mute); font-size: .9rem } .id { margin: .3rem 0 }
        .scroll { overflow-x: auto }
        pre { border: 1px solid var(--line); font-size: .8rem; margin: 0; max-height: 24rem; overflow: auto; padding: .5rem }
        @media print { body { max-width: none } pre { max-height: none; white-space: pre-wrap } }
        """;
}
