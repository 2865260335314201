using ConcurSimulator.PostBacks;

namespace GroundTransport.Simulator.Tests.Serving;

/// <summary>What a fault script may say, and that it says the same in each run.</summary>
public sealed class FaultScriptTests
{
    [Fact]
    public void Script_names_faults_shares_and_seconds()
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
    [InlineData("503:2", "no share")]
    [InlineData("503:-0.1", "no share")]
    [InlineData("503:x", "no share")]
    [InlineData("302:0.1", "redirect")]
    [InlineData("200:0.1", "between 400 and 599")]
    [InlineData("600:0.1", "between 400 and 599")]
    [InlineData("broken:0.1", "timeout, reset, error, html, redirect, slow")]
    [InlineData("status:0.1", "no fault")]
    [InlineData("slow:0.1:x", "no time")]
    [InlineData("503:0.1,503:0.2", "twice")]
    [InlineData("503:0.6,reset:0.5", "1.1")]
    public void Script_with_a_mistake_says_what_is_wrong(string text, string says)
    {
        var wrong = Assert.Throws<FormatException>(() => FaultScript.Parse(text, seed: 1));

        Assert.Contains(says, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Same_seed_gives_each_message_the_same_fate()
    {
        Assert.Equal(Fates(seed: 7), Fates(seed: 7));
        Assert.NotEqual(Fates(seed: 7), Fates(seed: 8));
    }

    [Fact]
    public void Each_fault_meets_its_share_of_messages()
    {
        var fates = Fates(seed: 3).GroupBy(fate => fate).ToDictionary(group => group.Key, group => group.Count() / 10_000.0);

        Assert.InRange(fates["503"], 0.18, 0.22);
        Assert.InRange(fates["reset"], 0.04, 0.06);
        Assert.InRange(fates["none"], 0.73, 0.77);
    }

    [Fact]
    public void Empty_script_meets_nobody() => Assert.Null(FaultScript.Parse("", seed: 1).Next());

    private static List<string> Fates(int seed)
    {
        var script = FaultScript.Parse("503:0.2,reset:0.05", seed);
        return [.. Enumerable.Range(0, 10_000).Select(_ => script.Next()?.Name ?? "none")];
    }
}
