using ConcurSimulator.Received;

namespace GroundTransport.Simulator.Tests.Received;

/// <summary>The order of statuses that PostBacks may have.</summary>
public sealed class ReservationStatusesTests
{
    private static readonly string[] All = ["RB", "RA", "RD", "CB", "CA", "CD", "XB", "XA", "XD", "RC"];

    /// <summary>The transitions of the status machine, by Concur and by the supplier. Every status that they reach may follow.</summary>
    private static readonly Dictionary<string, string> Transitions = new(StringComparer.Ordinal)
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
    public void CanFollow_allows_exactly_what_the_status_machine_can_reach()
    {
        foreach (var previous in All)
        {
            var reachable = FindReachable(previous);
            foreach (var next in All)
                Assert.True(ReservationStatuses.CanFollow(previous, next) == reachable.Contains(next), $"{previous} to {next}");
        }
    }

    [Fact]
    public void Describe_returns_a_different_text_for_each_status() =>
        Assert.Equal(All.Length + 1, All.Append("").Select(ReservationStatuses.Describe).Distinct().Count());

    private static HashSet<string> FindReachable(string start)
    {
        HashSet<string> reachable = [start];
        var queue = new Queue<string>([start]);
        while (queue.TryDequeue(out var status))
        {
            foreach (var next in Transitions[status].Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(reachable.Add))
                queue.Enqueue(next);
        }
        return reachable;
    }
}
