using System.CommandLine;
using System.CommandLine.Parsing;
using ConcurSimulator.Booking;

namespace ConcurSimulator.Commands;

/// <summary><c>book</c>: travellers who search, book, change and cancel rides.</summary>
internal static class BookCommand
{
    private static readonly Option<Uri?> Gateway = OptionFactory.Address("--gateway", "The address of the gateway.", "http://localhost:5080");

    private static readonly Option<string> User = OptionFactory.RequiredText("--user", "The user name of the direct connect.");

    private static readonly Option<string> Password = OptionFactory.RequiredText("--password", "The password of the direct connect.");

    private static readonly Option<double?> Rate = OptionFactory.OptionalNumber(
        "--rate", "Operations per second. Default: as fast as the gateway responds.", 0.001, 100000d);

    private static readonly Option<double?> Seconds = OptionFactory.OptionalNumber(
        "--seconds", "Duration of the run. Default: 30, unless --count is used.", 0.1, 604800d);

    private static readonly Option<int?> Count = OptionFactory.OptionalNumber(
        "--count", "Number of operations of the run.", 1, int.MaxValue);

    private static readonly Option<int> Seed = OptionFactory.Number(
        "--seed", "Selects the travellers: the same seed on the same day gives the same travellers.", 1, 0, int.MaxValue);

    private static readonly Option<int> Travellers = OptionFactory.Number(
        "--travellers", "How many travellers book at the same time.", 8, 1, 1000);

    private static readonly Option<int> LookToBook = OptionFactory.Number("--look-to-book", "Searches before each Sell.", 1, 1, 100000);

    private static readonly Option<double> Timeout = OptionFactory.Number("--timeout", "Seconds to wait for a response.", 30d, 0.1, 600);

    private static readonly Option<double> RetryDelay = OptionFactory.Number(
        "--retry-delay", "Seconds before a request with unknown outcome is sent again.", 1d, 0, 600);

    private static readonly Option<double> MaxRetryTime = OptionFactory.Number(
        "--max-retry-time", "Seconds for which a request with unknown outcome is sent again before the run ends.", 120d, 0, 86400);

    private static readonly Option<string?> Record = OptionFactory.Text(
        "--record", "Append each acknowledged operation to this file, as JSON lines.");

    private static readonly Option<string?> AdminKey = OptionFactory.Text("--admin-key", "The API key for --decide.");

    private static readonly Option<bool> Decide = new("--decide")
    {
        Description = "Also simulate a dispatcher, who accepts and declines over REST.",
    };

    public static Command Create()
    {
        var command = new Command("book", "Sends travellers to a gateway, checks every reply, and reports counts and latencies.")
        {
            Gateway, User, Password, Rate, Seconds, Count, Seed, Travellers, LookToBook, Timeout, RetryDelay, MaxRetryTime, Record,
            AdminKey, Decide,
        };
        command.Validators.Add(Validate);
        command.SetAction(Run);
        return command;
    }

    private static void Validate(CommandResult result)
    {
        if (result.IsSpecified(Seconds) && result.IsSpecified(Count))
            result.AddError("Use either --seconds or --count, not both.");
        if (result.IsSpecified(Decide) != result.IsSpecified(AdminKey))
            result.AddError("Use --decide and --admin-key together.");
    }

    private static BookSettings Settings(ParseResult parsed) => new()
    {
        Gateway = parsed.GetRequiredValue(Gateway)!,
        User = parsed.GetRequiredValue(User),
        Password = parsed.GetRequiredValue(Password),
        Rate = parsed.GetValue(Rate),
        Count = parsed.GetValue(Count),
        Duration = TimeSpan.FromSeconds(parsed.GetValue(Seconds) ?? 30),
        Seed = parsed.GetValue(Seed),
        Travellers = parsed.GetValue(Travellers),
        LookToBook = parsed.GetValue(LookToBook),
        Timeout = TimeSpan.FromSeconds(parsed.GetValue(Timeout)),
        RetryDelay = TimeSpan.FromSeconds(parsed.GetValue(RetryDelay)),
        MaxRetryTime = TimeSpan.FromSeconds(parsed.GetValue(MaxRetryTime)),
        RecordFile = parsed.GetValue(Record),
        AdminKey = parsed.GetValue(AdminKey),
    };

    private static async Task<int> Run(ParseResult parsed, CancellationToken stopped)
    {
        var statistics = await BookingRun.Execute(Settings(parsed), Console.Out, !Console.IsOutputRedirected, stopped);
        return statistics.Passed ? 0 : 1;
    }
}
