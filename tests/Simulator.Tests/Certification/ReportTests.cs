using System.Text;
using System.Xml.Linq;
using ConcurSimulator.Certification.Exchanges;
using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Reports;
using ConcurSimulator.Certification.Runs;

namespace GroundTransport.Simulator.Tests.Certification;

/// <summary>What the reports show, and what they don't.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void JUnit_counts_failures_and_skipped_scenarios()
    {
        JUnitReport.Write(file, Result());

        var suite = XDocument.Load(file).Root!.Elements("testsuite").First();
        string[] counts = ["tests", "failures", "skipped"];
        Assert.Equal(["3", "1", "1"], counts.Select(count => (string?)suite.Attribute(count)));
        Assert.Contains("right is 'RA'", suite.Descendants("failure").Single().Value, StringComparison.Ordinal);
        Assert.Equal("No ride.", (string?)suite.Descendants("skipped").Single().Attribute("message"));
    }

    [Fact]
    public void Html_shows_what_is_wrong_and_loads_nothing()
    {
        HtmlReport.Write(file, Result());

        var html = File.ReadAllText(file);
        Assert.Contains("&lt;Status&gt;RB&lt;/Status&gt;", html, StringComparison.Ordinal);
        Assert.Contains("""<span class="failed">failed</span>""", html, StringComparison.Ordinal);
        Assert.Contains("203121365: RD", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script|<link|<img|src=|url\\(|@import|<iframe", html);
    }

    [Fact]
    public void Reports_name_no_person_and_no_card()
    {
        HtmlReport.Write(file, Result());
        var html = File.ReadAllText(file);
        JUnitReport.Write(file, Result());

        foreach (var report in new[] { html, File.ReadAllText(file) })
        {
            foreach (var secret in new[] { "Zebedee", "4111111111111111", "1111", "zebedee@example.com", "Basic c2VjcmV0" })
                Assert.DoesNotContain(secret, report, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Verdict_counts_only_what_is_documented()
    {
        var result = Result();

        Assert.Equal([Verdict.Failed, Verdict.Passed, Verdict.NotTested], result.Scenarios.Select(scenario => scenario.Verdict));
        Assert.Single(result.Scenarios[1].Remarks);
        Assert.False(result.Passed);
        Assert.True((result with { Scenarios = [result.Scenarios[1]] }).Passed);
        Assert.False((result with { Scenarios = [result.Scenarios[2]] }).Passed);
    }

    [Fact]
    public void Scenario_that_expects_nothing_is_not_passed()
    {
        var silent = new ScenarioResult(ScenarioCatalog.All[0], "", [], [], TimeSpan.Zero);

        Assert.Equal(Verdict.NotTested, silent.Verdict);
    }

    private static CertificationResult Result()
    {
        var request = Encoding.UTF8.GetBytes("""
            <CC_LimoSellRequest><PrimaryPassenger><LastName>Zebedee</LastName><EmailAddress>zebedee@example.com</EmailAddress>
            </PrimaryPassenger><FormOfPayment><CreditCard><Number>4111111111111111</Number></CreditCard></FormOfPayment>
            </CC_LimoSellRequest>
            """);
        var reply = Encoding.UTF8.GetBytes("<CC_LimoSellReply><Status>RB</Status><Number>xxxxxxxxxxxx1111</Number></CC_LimoSellReply>");
        var exchange = new Exchange(
            new Call("POST", Call.Endpoint, request, "application/xml", "Basic c2VjcmV0"), 200, new Dictionary<string, string>(), reply,
            TimeSpan.FromMilliseconds(12), "");
        var fault = new Expectation(Basis.Documented, Page.Sell, new Check("Status", false, "'RA'", "'RB' of Zebedee"));
        var remark = new Expectation(Basis.Reading, Page.Sell, new Check("ConfNum", false, "a value", "empty"));
        var scenarios = ScenarioCatalog.All.Take(3).ToList();
        return new CertificationResult(
            new Uri("http://localhost:5080"), "Test", DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(3),
            [
                new ScenarioResult(scenarios[0], "", [fault], [exchange], TimeSpan.Zero),
                new ScenarioResult(scenarios[1], "", [remark], [exchange], TimeSpan.Zero),
                new ScenarioResult(scenarios[2], "No ride.", [], [], TimeSpan.Zero),
            ],
            [new Leftover("203121365", "RD")]);
    }
}
