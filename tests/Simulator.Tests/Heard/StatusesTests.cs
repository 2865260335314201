using ConcurSimulator.Heard;

namespace GroundTransport.Simulator.Tests.Heard;

/// <summary>The order of statuses that PostBacks may tell.</summary>
public sealed class StatusesTests
{
    private static readonly string[] All = ["RB", "RA", "RD", "CB", "CA", "CD", "XB", "XA", "XD", "RC"];

    /// <summary>The status machine's own arrows, from Concur's side and the supplier's; everything that they reach may follow.</summary>
    private static readonly Dictionary<string, string> Arrows = new(StringComparer.Ordinal)
    {
        ["RB"] = "RB RA RD XB XA",
        ["RA"] = "RA CB CA XB XA RC",
        ["RD"] = "",
        ["CB"] = "CB CA CD XB XA",
        ["CA"] = "CA CB XB XA RC",
        ["CD"] = "CD CB CA XB XA RC",
        ["XB"] = "XB XA XD",
        ["XA"] = "",
        ["XD"] = "XD CB CA XB XA RC",
        ["RC"] = "RC",
    };

    [Fact]
    public void MayFollow_is_what_the_status_machine_reaches()
    {
        foreach (var before in All)
        {
            var reached = Reached(before);
            foreach (var next in All)
                Assert.True(Statuses.MayFollow(before, next) == reached.Contains(next), $"{before} to {next}");
        }
    }

    [Fact]
    public void InWords_has_words_of_its_own_for_each_status() =>
        Assert.Equal(All.Length + 1, All.Append("").Select(Statuses.InWords).Distinct().Count());

    private static HashSet<string> Reached(string before)
    {
        HashSet<string> reached = [before];
        var open = new Queue<string>([before]);
        while (open.TryDequeue(out var at))
        {
            foreach (var next in Arrows[at].Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(reached.Add))
                open.Enqueue(next);
        }
        return reached;
    }
}
