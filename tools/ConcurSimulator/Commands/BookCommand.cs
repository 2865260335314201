using System.CommandLine;
using ConcurSimulator.Booking;

namespace ConcurSimulator.Commands;

/// <summary><c>book</c>: travellers who search, book, change and cancel.</summary>
internal static class BookCommand
{
    private static readonly Option<Uri?> Gateway = OptionFactory.Address("--gateway", "The gateway.", "http://localhost:5080");
    private static readonly Option<string> User = new("--user") { Description = "The connection's user name.", Required = true };
    private static readonly Option<string> Password = new("--password") { Description = "The connection's password.", Required = true };
    private static readonly Option<double?> Rate = OptionFactory.OptionalNumber("--rate", "Operations begun each second. Default: as fast as the gateway answers.", 0.001, 100000d);
    private static readonly Option<double?> Seconds = OptionFactory.OptionalNumber("--seconds", "How long. Default: 30, where no --count is given.", 0.1, 604800d);
    private static readonly Option<int?> Count = OptionFactory.OptionalNumber("--count", "How many operations.", 1, int.MaxValue);
    private static readonly Option<int> Seed = OptionFactory.Number("--seed", "Which travellers: the same seed on the same day, the same wishes.", 1, 0, int.MaxValue);
    private static readonly Option<int> Travellers = OptionFactory.Number("--travellers", "How many book at the same time.", 8, 1, 1000);
    private static readonly Option<int> LookToBook = OptionFactory.Number("--look-to-book", "Searches before each Sell.", 1, 1, 100000);
    private static readonly Option<double> Timeout = OptionFactory.Number("--timeout", "Seconds to wait for an answer.", 30d, 0.1, 600);
    private static readonly Option<double> RetryAfter = OptionFactory.Number("--retry-after", "Seconds before what ended unknown is sent again.", 1d, 0, 600);
    private static readonly Option<double> Patience = OptionFactory.Number("--patience", "Seconds for which it is sent again.", 120d, 0, 86400);
    private static readonly Option<string?> Keep = OptionFactory.Text("--keep", "Append each acknowledged operation to this file, as JSON lines.");
    private static readonly Option<string?> AdminKey = OptionFactory.Text("--admin-key", "The dispatcher's API key.");
    private static readonly Option<bool> Decide = new("--decide") { Description = "Play the dispatcher too: accept and decline over REST." };

    public static Command Create()
    {
        var command = new Command("book", "Sends travellers to a gateway, checks each reply, and tells how it did.")
        {
            Gateway, User, Password, Rate, Seconds, Count, Seed, Travellers, LookToBook, Timeout, RetryAfter, Patience, Keep, AdminKey, Decide,
        };
        command.Validators.Add(result =>
        {
            if (result.IsSpecified(Seconds) && result.IsSpecified(Count))
                result.AddError("Give --seconds or --count, not both.");
            if (result.IsSpecified(Decide) != result.IsSpecified(AdminKey))
                result.AddError("--decide and --admin-key belong together.");
        });
        command.SetAction((parsed, ct) => Run(Settings(parsed), ct));
        return command;
    }

    private static BookSettings Settings(ParseResult parsed) => new()
    {
        Gateway = parsed.GetRequiredValue(Gateway)!,
        User = parsed.GetRequiredValue(User),
        Password = parsed.GetRequiredValue(Password),
        Rate = parsed.GetValue(Rate),
        Count = parsed.GetValue(Count),
        Lasting = TimeSpan.FromSeconds(parsed.GetValue(Seconds) ?? 30),
        Seed = parsed.GetValue(Seed),
        Travellers = parsed.GetValue(Travellers),
        LookToBook = parsed.GetValue(LookToBook),
        Timeout = TimeSpan.FromSeconds(parsed.GetValue(Timeout)),
        RetryAfter = TimeSpan.FromSeconds(parsed.GetValue(RetryAfter)),
        Patience = TimeSpan.FromSeconds(parsed.GetValue(Patience)),
        Keep = parsed.GetValue(Keep),
        AdminKey = parsed.GetValue(AdminKey),
    };

    private static async Task<int> Run(BookSettings settings, CancellationToken stopped)
    {
        var tally = await BookingRun.Go(settings, Console.Out, !Console.IsOutputRedirected, stopped);
        return tally.IsFaultless ? 0 : 1;
    }
}
