using System.CommandLine;

namespace ConcurSimulator.Commands;

/// <summary>Plays SAP Concur Travel against a gateway.</summary>
internal static class Simulator
{
    private static Task<int> Main(string[] args)
    {
        var root = new RootCommand("Plays SAP Concur Travel against a ground-transportation gateway.")
        {
            ServeCommand.Create(),
            BookCommand.Create(),
        };
        // Long enough for the last answers and the report.
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
    }
}
