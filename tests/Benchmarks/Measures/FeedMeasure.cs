using System.Globalization;
using System.Text.Json.Nodes;
using GroundTransport.Application.Events;
using GroundTransport.Benchmarks.Databases;
using GroundTransport.Benchmarks.Loads;
using GroundTransport.Benchmarks.Running;

namespace GroundTransport.Benchmarks.Measures;

/// <summary>Reads of the event feed as it grows, by the ways in which dispatch systems read it.</summary>
public static class FeedMeasure
{
    private const int Callers = 8;
    private const int Reads = 2_000;
    private const int Page = 100;
    private const int Small = 10_000;

    private static readonly (string Name, Func<Feed, Random, string> Query)[] Ways =
    [
        ("a page from anywhere", (feed, random) => $"after={feed.At(random.NextInt64(feed.Size - Page))}&limit={Page}"),
        ("nothing new", (feed, _) => $"after={feed.At(feed.Size)}"),
        ("one reservation", (_, random) => $"reservation={Events.ReservationAt(random.NextInt64(1, Small))}"),
        ("a page of a rare type", (feed, random) => $"after={feed.At(random.NextInt64(feed.Size / 2))}&types={Events.RareType}&limit=5"),
    ];

    public static async Task Go(Run run)
    {
        var large = run.Settings.Largest * 10;
        var prepared = await PreparedDatabase.Make(run, "feed");
        var feeds = new List<Feed>();
        foreach (var size in new[] { Small, large })
        {
            Run.Print($"filling a feed with {size} events");
            var database = await run.Databases.Copy(prepared.Database, $"feed{size}", run.Stopped);
            await Events.Fill(database, prepared.Sold, size, run.Stopped);
            var gateway = await run.StartGateway(database);
            var end = JsonNode.Parse(await gateway.Read("/events?after=end", run.Stopped))!["next"]!.GetValue<string>();
            feeds.Add(new Feed(gateway, size, FeedCursor.Read(end)!.Identity));
        }
        var contenders = feeds.Select(feed => new Contender(Text(feed.Size), feed.Gateway.Process, prepared.Concur.Searches)).ToList();

        run.Report.Chapter("The event feed and its length", $"{Reads} reads a turn by {Callers} callers, of {Small} and of {large} "
            + $"small events ({prepared.Database.Provider}).");
        foreach (var (name, query) in Ways)
        {
            Task<Load> Turn(Contender contender)
            {
                var feed = feeds[contenders.IndexOf(contender)];
                var random = new Random(1);
                return ClosedLoop.Run(
                    Enumerable.Range(0, Reads).Select(_ => $"/events?{query(feed, random)}"), Callers,
                    path => feed.Gateway.Read(path, run.Stopped), run.Stopped, contender.Server);
            }
            foreach (var contender in contenders)
                await Turn(contender);
            var loads = await run.Alternate($"feed, {name}", contenders, Turn);
            run.Report.Table([name, .. Rows.Headings[1..]], contenders.Select(one => Rows.Of(one.Name, loads[one.Name])));
            run.Report.AtLeast(0.9, $"Feed, {name}: {large} events to {Small}, throughput",
                Rows.Throughput(loads[Text(large)], loads[Text(Small)]));
        }
        foreach (var feed in feeds)
            feed.Gateway.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Feed(Gateway Gateway, int Size, string Identity)
    {
        public FeedCursor At(long position) => new(Identity, position);
    }
}
