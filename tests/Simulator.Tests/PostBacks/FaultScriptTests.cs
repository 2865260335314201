using ConcurSimulator.PostBacks;

namespace GroundTransport.Simulator.Tests.PostBacks;

/// <summary>The syntax of fault scripts, and that a seed reproduces the same faults.</summary>
public sealed class FaultScriptTests
{
    [Fact]
    public void Parse_reads_names_shares_and_seconds()
    {
        var script = FaultScript.Parse("503:0.2, timeout:0.05:1.5,redirect:.1,429:0:2", seed: 1);

        Assert.Equal(
            [
                new Fault(FaultKind.Status, 503, 0.2, null),
                new Fault(FaultKind.Timeout, 0, 0.05, TimeSpan.FromSeconds(1.5)),
                new Fault(FaultKind.Redirect, 0, 0.1, null),
                new Fault(FaultKind.Status, 429, 0, TimeSpan.FromSeconds(2)),
            ],
            script.Faults);
        Assert.Equal(["503", "timeout", "redirect", "429"], script.Faults.Select(fault => fault.Name));
    }

    [Theory]
    [InlineData("503", "NAME:SHARE")]
    [InlineData("503:0.1:2:3", "NAME:SHARE")]
    [InlineData("503:2", "not a valid share")]
    [InlineData("503:-0.1", "not a valid share")]
    [InlineData("503:x", "not a valid share")]
    [InlineData("302:0.1", "redirect")]
    [InlineData("200:0.1", "from 400 to 599")]
    [InlineData("600:0.1", "from 400 to 599")]
    [InlineData("broken:0.1", "timeout, reset, error, html, redirect, slow")]
    [InlineData("status:0.1", "not a valid fault")]
    [InlineData("slow:0.1:x", "not a valid duration")]
    [InlineData("503:0.1,503:0.2", "more than once")]
    [InlineData("503:0.6,reset:0.5", "1.1")]
    public void Parse_invalid_script_throws_an_explanation(string text, string expected)
    {
        var invalid = Assert.Throws<FormatException>(() => FaultScript.Parse(text, seed: 1));

        Assert.Contains(expected, invalid.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_with_the_same_seed_returns_the_same_faults()
    {
        Assert.Equal(Draw(seed: 7), Draw(seed: 7));
        Assert.NotEqual(Draw(seed: 7), Draw(seed: 8));
    }

    [Fact]
    public void Next_returns_each_fault_for_its_share_of_calls()
    {
        var shares = Draw(seed: 3).CountBy(name => name).ToDictionary(entry => entry.Key, entry => entry.Value / 10_000.0);

        Assert.InRange(shares["503"], 0.18, 0.22);
        Assert.InRange(shares["reset"], 0.04, 0.06);
        Assert.InRange(shares["none"], 0.73, 0.77);
    }

    [Fact]
    public void Next_of_an_empty_script_returns_none() => Assert.Null(FaultScript.Parse("", seed: 1).Next());

    private static List<string> Draw(int seed)
    {
        var script = FaultScript.Parse("503:0.2,reset:0.05", seed);
        return [.. Enumerable.Range(0, 10_000).Select(_ => script.Next()?.Name ?? "none")];
    }
}
