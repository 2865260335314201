using System.CommandLine;
using System.CommandLine.Invocation;

namespace ConcurSimulator.Commands;

/// <summary>Plays SAP Concur Travel against a gateway.</summary>
internal static class Simulator
{
    private static async Task<int> Main(string[] args)
    {
        var root = new RootCommand("Plays SAP Concur Travel against a ground-transportation gateway.")
        {
            ServeCommand.Create(),
            BookCommand.Create(),
            AuditCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction error)
            error.ShowHelp = false;
        try
        {
            // Long enough for the last answers and the report.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or HttpRequestException)
        {
            // A port that is taken, a file that can't be written.
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }
}
