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
            CertifyCommand.Create(),
        };
        var parsed = root.Parse(args);
        // For a build that certifies, 1 means that the endpoint failed.
        var couldNotRun = parsed.CommandResult.Command.Name == CertifyCommand.Name ? CertifyCommand.CouldNotRun : 1;
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
            var result = await parsed.InvokeAsync(invocation);
            return parsed.Errors.Count > 0 ? couldNotRun : result;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException
            or UnauthorizedAccessException or HttpRequestException)
        {
            // Such as a port in use, a file that can't be written, a gateway that can't be reached.
            await Console.Error.WriteLineAsync(failure.Message);
            return couldNotRun;
        }
    }
}
