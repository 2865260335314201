using System.CommandLine;
using ConcurSimulator.Auditing;

namespace ConcurSimulator.Commands;

/// <summary><c>audit</c>: whether what Concur was told is the truth.</summary>
internal static class AuditCommand
{
    private static readonly Option<Uri?> Gateway = OptionFactory.Address("--gateway", "The gateway.", "http://localhost:5080");
    private static readonly Option<string> AdminKey = new("--admin-key") { Description = "An API key that sees every vendor.", Required = true };
    private static readonly Option<Uri?> Concur = OptionFactory.Address("--concur", "Where serve listens.", "http://localhost:5090");
    private static readonly Option<string> Booked = new("--booked") { Description = "The file that book --keep wrote.", Required = true };
    private static readonly Option<int> Duplicates = OptionFactory.Number("--duplicates", "How many PostBacks may have come twice.", int.MaxValue, 0, int.MaxValue);
    private static readonly Option<double> Patience = OptionFactory.Number("--patience", "Seconds to wait until nothing is pending and nobody is behind.", 60d, 1, 86400);

    public static Command Create()
    {
        var command = new Command("audit", "Compares what Concur was told, by replies and PostBacks, with the gateway's truth.") { Gateway, AdminKey, Concur, Booked, Duplicates, Patience };
        command.SetAction(async (parsed, ct) =>
        {
            var audit = await Audit.Of(
                parsed.GetRequiredValue(Gateway)!, parsed.GetRequiredValue(AdminKey), parsed.GetRequiredValue(Concur)!, parsed.GetRequiredValue(Booked),
                TimeSpan.FromSeconds(parsed.GetValue(Patience)), ct);
            audit.Write(Console.Out, parsed.GetValue(Duplicates));
            return audit.Passes(parsed.GetValue(Duplicates)) ? 0 : 1;
        });
        return command;
    }
}
