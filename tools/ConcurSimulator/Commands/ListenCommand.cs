using System.CommandLine;
using System.CommandLine.Parsing;
using ConcurSimulator.Webhooks;

namespace ConcurSimulator.Commands;

/// <summary><c>listen</c>: receives and checks the gateway's webhooks, until the command is stopped.</summary>
internal static class ListenCommand
{
    private static readonly Option<Uri?> Url = OptionFactory.Address("--url", "The address to listen on.", "http://localhost:5095");

    private static readonly Option<string> Secret = CreateSecretOption();

    private static readonly Option<int> Status = OptionFactory.Number("--status", "The HTTP status of the answers.", 200, 200, 599);

    private static readonly Option<int?> Times = OptionFactory.OptionalNumber(
        "--times", "How many deliveries get --status; the others get 200. Default: all.", 1, int.MaxValue);

    private static readonly Option<double> Delay = OptionFactory.Number("--delay", "Seconds before each answer.", 0d, 0, 600);

    private static readonly Option<string?> Record = OptionFactory.Text(
        "--record", "Append each delivery to this file, as JSON lines.");

    public static Command Create()
    {
        var command = new Command("listen", "Receives the gateway's webhooks, and checks their signatures and their order.")
        {
            Url, Secret, Status, Times, Delay, Record,
        };
        command.Validators.Add(Validate);
        command.SetAction((parsed, ct) => Run(Settings(parsed), ct));
        return command;
    }

    private static void Validate(CommandResult result)
    {
        if (result.IsSpecified(Times) && !result.IsSpecified(Status))
            result.AddError("Use --times together with --status.");
    }

    private static ListenSettings Settings(ParseResult parsed) => new()
    {
        Url = parsed.GetRequiredValue(Url)!,
        Secret = parsed.GetRequiredValue(Secret),
        Status = parsed.GetValue(Status),
        Times = parsed.GetValue(Times),
        Delay = TimeSpan.FromSeconds(parsed.GetValue(Delay)),
        RecordFile = parsed.GetValue(Record),
    };

    private static async Task<int> Run(ListenSettings settings, CancellationToken stopped)
    {
        await using var server = await WebhookServer.Start(settings, TimeProvider.System, stopped);
        server.Delivered += delivery => Console.WriteLine(WebhookReport.Format(delivery));
        Console.WriteLine($"""
            Listening for webhooks on {server.Url}, at any path.
            Press Ctrl-C (or send SIGTERM) to stop and to see the totals.
            """);
        await Task.Delay(Timeout.Infinite, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await server.Stop();
        var received = server.Received.Snapshot();
        WebhookReport.Write(Console.Out, received);
        return WebhookReport.Passed(received) ? 0 : 1;
    }

    private static Option<string> CreateSecretOption()
    {
        var option = OptionFactory.RequiredText("--secret", "The webhook's secret, whsec_..., as its creation or rotation showed it.");
        option.Validators.Add(result =>
        {
            if (result.Tokens is not [var token, ..] || !ListenSettings.IsSecret(token.Value))
                result.AddError("--secret isn't a webhook's secret. It begins with whsec_, followed by Base64.");
        });
        return option;
    }
}
