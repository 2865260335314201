using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GroundTransport.Api.Metrics;
using GroundTransport.Api.Tests.Gateway;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Metrics;

/// <summary>Alerts, dashboard and documents name the metrics that the gateway has.</summary>
[DatabaseIndependent]
public sealed partial class DeployTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public async Task Every_metric_of_the_alerts_exists() =>
        Assert.Empty(MetricsIn(Read("deploy/prometheus/rules.yaml")).Except(await PrometheusNames()));

    [Fact]
    public async Task Every_query_of_the_dashboard_has_a_metric_that_exists()
    {
        var known = await PrometheusNames();
        var dashboard = JsonNode.Parse(Read("deploy/grafana/groundtransport.json"))!;

        var panels = dashboard["panels"]!.AsArray().Where(panel => (string)panel!["type"]! != "row").ToList();

        Assert.True(panels.Count > 10);
        Assert.Equal(panels.Count, panels.Select(panel => (int)panel!["id"]!).Distinct().Count());
        foreach (var query in panels.SelectMany(panel => panel!["targets"]!.AsArray()).Select(target => (string)target!["expr"]!))
        {
            var metrics = MetricsIn(query).ToList();
            Assert.True(metrics.Count > 0 || query.Contains("up{", StringComparison.Ordinal), query);
            Assert.Empty(metrics.Except(known));
        }
    }

    [Fact]
    public async Task Every_metric_of_the_gateway_is_documented()
    {
        var documented = Read("docs/operations.md");

        Assert.All((await Instruments()).Select(instrument => instrument.Name).Where(name => name[0] == 'g'),
            name => Assert.Contains($"`{name}`", documented, StringComparison.Ordinal));
    }

    private static async Task<List<Instrument>> Instruments()
    {
        await using var gateway = new RunningGateway().Start();
        // What is measured by a service exists once the service does.
        await BookAndAccept(gateway);
        var found = new List<Instrument>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            lock (found)
                found.Add(instrument);
        };
        listener.Start();
        lock (found)
            return [.. found.Where(instrument => instrument.Meter.Name.StartsWith("GroundTransport.", StringComparison.Ordinal)
                || instrument.Meter.Name == "System.Runtime")];
    }

    private static async Task<HashSet<string>> PrometheusNames() => [.. (await Instruments()).SelectMany(instrument =>
    {
        var kind = instrument.GetType().Name;
        var isHistogram = kind.StartsWith("Histogram", StringComparison.Ordinal);
        var isCounter = kind.Contains("Counter", StringComparison.Ordinal) && !kind.Contains("UpDown", StringComparison.Ordinal);
        var name = PrometheusText.NameOf(instrument.Name, instrument.Unit ?? "", isCounter, isHistogram);
        return isHistogram ? [$"{name}_bucket", $"{name}_sum", $"{name}_count"] : new[] { name };
    })];

    private static IEnumerable<string> MetricsIn(string text) => OwnMetric().Matches(text).Select(match => match.Value).Distinct();

    private static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GroundTransport.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex("\\b(groundtransport|dotnet)_[a-z_]+")]
    private static partial Regex OwnMetric();
}
