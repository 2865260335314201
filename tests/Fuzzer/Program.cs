using System.CommandLine;
using GroundTransport.Fuzzer.Traffic;

namespace GroundTransport.Fuzzer;

/// <summary>
/// Sends malformed and unusual calls to a gateway of its own: XML, JSON and raw HTTP, all derived from calls that are right. Ends with 1
/// if an answer was a failure, took over a second, wasn't valid by its schema, or if the gateway's memory grew.
/// </summary>
internal static class Program
{
    private static readonly Option<long> Messages = new("--messages")
    {
        Description = "Ends after this many XML messages.",
        DefaultValueFactory = _ => long.MaxValue,
    };

    private static readonly Option<double> Minutes = new("--minutes")
    {
        Description = "Ends after this time, whatever was sent.",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "The same seed changes the same calls in the same way.",
        DefaultValueFactory = _ => Random.Shared.Next(),
    };

    private static readonly Option<int> Connections = new("--connections")
    {
        Description = "How many connections send XML. One sends JSON, one raw HTTP beside them.",
        DefaultValueFactory = _ => 4,
    };

    private static readonly Option<DirectoryInfo> Output = new("--output")
    {
        Description = "Where calls that found something are stored.",
        DefaultValueFactory = _ => new DirectoryInfo("artifacts/fuzz"),
    };

    private static async Task<int> Main(string[] args)
    {
        var root = new RootCommand("Fuzzes a gateway on SQLite with the demo's data.") { Messages, Minutes, Seed, Connections, Output };
        root.SetAction(async (parsed, ct) =>
        {
            var plan = new FuzzPlan(parsed.GetValue(Messages), TimeSpan.FromMinutes(parsed.GetValue(Minutes)), parsed.GetValue(Seed),
                parsed.GetValue(Connections), parsed.GetRequiredValue(Output));
            return await new FuzzRun(plan).Go(ct) ? 0 : 1;
        });
        return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
    }
}
