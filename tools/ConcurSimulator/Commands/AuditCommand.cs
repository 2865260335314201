using System.CommandLine;
using ConcurSimulator.Auditing;

namespace ConcurSimulator.Commands;

/// <summary><c>audit</c>: checks that Concur received the current status of every reservation.</summary>
internal static class AuditCommand
{
    private static readonly Option<Uri?> Gateway = OptionFactory.Address("--gateway", "The address of the gateway.", "http://localhost:5080");

    private static readonly Option<string> AdminKey = OptionFactory.RequiredText("--admin-key", "An API key for all vendors.");

    private static readonly Option<Uri?> Concur = OptionFactory.Address("--concur", "The address of serve.", "http://localhost:5090");

    private static readonly Option<string> Booked = OptionFactory.RequiredText("--booked", "The file written by book --record.");

    private static readonly Option<int?> MaxDuplicates = OptionFactory.OptionalNumber(
        "--max-duplicates", "How many duplicate PostBacks are allowed. Default: any number.", 0, int.MaxValue);

    private static readonly Option<double> Timeout = OptionFactory.Number(
        "--timeout", "Seconds to wait until no PostBack is pending and no reservation has drifted.", 60d, 1, 86400);

    public static Command Create()
    {
        var command = new Command("audit", "Checks that Concur received the current status of every reservation, in a reply or a PostBack.")
        {
            Gateway, AdminKey, Concur, Booked, MaxDuplicates, Timeout,
        };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken ct)
    {
        using var audit = new Audit(parsed.GetRequiredValue(Gateway)!, parsed.GetRequiredValue(AdminKey), parsed.GetRequiredValue(Concur)!);
        var result = await audit.Execute(parsed.GetRequiredValue(Booked), TimeSpan.FromSeconds(parsed.GetValue(Timeout)), ct);
        var maxDuplicates = parsed.GetValue(MaxDuplicates) ?? int.MaxValue;
        result.Write(Console.Out, maxDuplicates);
        return result.Passes(maxDuplicates) ? 0 : 1;
    }
}
