using System.CommandLine;
using System.CommandLine.Invocation;
using ConcurSimulator.Commands;

namespace ConcurSimulator;

/// <summary>Simulates SAP Concur Travel, and a receiver of webhooks, against a gateway.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var root = new RootCommand("Simulates SAP Concur Travel against a ground-transportation gateway.")
        {
            ServeCommand.Create(),
            BookCommand.Create(),
            AuditCommand.Create(),
            ListenCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction error)
            error.ShowHelp = false;
        var invocation = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            // Leaves time for the last responses and the report.
            ProcessTerminationTimeout = TimeSpan.FromMinutes(1),
        };
        try
        {
            return await parsed.InvokeAsync(invocation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or HttpRequestException)
        {
            // Such as a port in use, a file that can't be written, a gateway that can't be reached.
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }
}
