using System.CommandLine;
using System.CommandLine.Parsing;
using ConcurSimulator.PostBacks;
using ConcurSimulator.Receipts;
using ConcurSimulator.Received;
using ConcurSimulator.Serving;
using ConcurSimulator.Tokens;

namespace ConcurSimulator.Commands;

/// <summary><c>serve</c>: Concur's token, PostBack and receipt endpoints, until the command is stopped.</summary>
internal static class ServeCommand
{
    private static readonly TokenSettings DefaultTokens = new();

    private static readonly Option<Uri?> Url = OptionFactory.Address("--url", "The address to listen on.", "http://localhost:5090");

    private static readonly Option<int> Seed = OptionFactory.Number(
        "--seed", "Decides which calls get a fault: the same seed gives the same order.", 1, 0, int.MaxValue);

    private static readonly Option<string> Fault = CreateFaultOption(
        "--fault",
        "Faults and their share of all PostBacks: NAME:SHARE or NAME:SHARE:SECONDS, separated by commas, "
        + "such as 503:0.2,timeout:0.05,429:0.1:2. "
        + "Names: timeout, reset, error, html, redirect, slow, or an HTTP status from 400 to 599.");

    private static readonly Option<string> ReceiptFault = CreateFaultOption(
        "--receipt-fault", "Faults and their share of all receipts, written as for --fault. Half of the 500s store the receipt.");

    private static readonly Option<double> ReceiptDelay = OptionFactory.Number(
        "--receipt-delay", "Seconds until a receipt is in the user's list and is processed.", 0d, 0, 86400);

    private static readonly Option<double> TokenLifetime = OptionFactory.Number(
        "--token-lifetime", "Lifetime of an access token, in seconds.", DefaultTokens.AccessTokenLifetime.TotalSeconds, 1, 86400);

    private static readonly Option<double> RefreshTokenLifetime = OptionFactory.Number(
        "--refresh-token-lifetime", "Lifetime of a refresh token, in seconds.",
        DefaultTokens.RefreshTokenLifetime.TotalSeconds, 1, 63072000);

    private static readonly Option<bool> GeolocationMoved = new("--geolocation-moved")
    {
        Description = "The user belongs to another data center: token calls to --url get error code 16 and another address of this server.",
    };

    private static readonly Option<Uri?> Geolocation = OptionFactory.Address(
        "--geolocation", "The geolocation in token responses. Default: the address that was called.");

    private static readonly Option<string?> StaticToken = OptionFactory.Text(
        "--static-token", "Accept this token in PostBacks, beside the access tokens that were issued. It never expires.");

    private static readonly Option<string?> User = OptionFactory.Text(
        "--user", "Accept this user name in PostBacks (Basic authentication).");

    private static readonly Option<string?> Password = OptionFactory.Text("--password", "The password of --user.");

    private static readonly Option<string?> Record = OptionFactory.Text(
        "--record", "Append each received PostBack to this file, as JSON lines.");

    public static Command Create()
    {
        var command = new Command("serve", "Receives and validates the gateway's PostBacks, and shows what each traveller sees.")
        {
            Url, Seed, Fault, ReceiptFault, ReceiptDelay, TokenLifetime, RefreshTokenLifetime, GeolocationMoved, Geolocation,
            StaticToken, User, Password, Record,
        };
        command.Validators.Add(Validate);
        command.SetAction((parsed, ct) => Run(Settings(parsed), ct));
        return command;
    }

    private static void Validate(CommandResult result)
    {
        if (result.IsSpecified(User) != result.IsSpecified(Password))
            result.AddError("Use --user and --password together.");
        if (result.IsSpecified(GeolocationMoved) && !result.IsSpecified(Geolocation) && result.IsSpecified(Url)
            && Uri.TryCreate(result.GetResult(Url)!.Tokens[0].Value, UriKind.Absolute, out var url)
            && !Tokens.Geolocation.HasTwoNames(url.Host))
            result.AddError("--geolocation-moved requires --geolocation unless --url is localhost or 127.0.0.1.");
    }

    private static ServeSettings Settings(ParseResult parsed) => new()
    {
        Url = parsed.GetRequiredValue(Url)!,
        Faults = FaultScript.Parse(parsed.GetRequiredValue(Fault), parsed.GetValue(Seed)),
        Receipts = new ReceiptServiceSettings
        {
            Faults = FaultScript.Parse(parsed.GetRequiredValue(ReceiptFault), parsed.GetValue(Seed)),
            ShownAfter = TimeSpan.FromSeconds(parsed.GetValue(ReceiptDelay)),
            ProcessedAfter = TimeSpan.FromSeconds(parsed.GetValue(ReceiptDelay)),
        },
        Tokens = DefaultTokens with
        {
            AccessTokenLifetime = TimeSpan.FromSeconds(parsed.GetValue(TokenLifetime)),
            RefreshTokenLifetime = TimeSpan.FromSeconds(parsed.GetValue(RefreshTokenLifetime)),
        },
        Credentials = new PostBackCredentials(parsed.GetValue(StaticToken), parsed.GetValue(User), parsed.GetValue(Password)),
        Geolocation = parsed.GetValue(Geolocation),
        GeolocationMoved = parsed.GetValue(GeolocationMoved),
        RecordFile = parsed.GetValue(Record),
    };

    private static async Task<int> Run(ServeSettings settings, CancellationToken stopped)
    {
        await using var server = await ConcurServer.Start(settings, TimeProvider.System, stopped);
        server.Received.Responded += delivery => Console.WriteLine(ReceivedReport.Format(delivery));
        WriteBanner(server, settings);
        await Task.Delay(Timeout.Infinite, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await server.Stop();
        var received = server.Received.Snapshot();
        ReceivedReport.Write(Console.Out, received);
        Console.WriteLine($"Tokens: {server.Tokens.Issued} issued, {server.Tokens.Refused} requests refused.");
        return received.Passed ? 0 : 1;
    }

    private static void WriteBanner(ConcurServer server, ServeSettings settings)
    {
        var tokens = settings.Tokens;
        var faults = settings.Faults.Faults
            .Select(fault => FormattableString.Invariant($"{fault.Name} {fault.Share:0.##%}")).DefaultIfEmpty("none");
        Console.WriteLine($"""
            Simulated Concur is listening on {server.Url}
              PostBacks   POST {new Uri(server.Url, PostBackEndpoint.Path)}
              Tokens      POST {new Uri(server.Url, TokenEndpoint.Path)}
                          client_id {tokens.ClientId}, client_secret {tokens.ClientSecret}
                          refresh_token {tokens.RefreshToken}
                          or company {tokens.Company} with request token {tokens.RequestToken}
              Receipts    POST {new Uri(server.Url, "/receipts/v4/users/UUID")}
              Received    GET  {new Uri(server.Url, ReceivedEndpoints.Path)}
                          GET  {new Uri(server.Url, ReceiptEndpoint.ReceivedPath)}
              Faults      {string.Join(", ", faults)}
            Press Ctrl-C (or send SIGTERM) to stop and to see what each traveller sees.
            """);
    }

    private static Option<string> CreateFaultOption(string name, string description)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            DefaultValueFactory = _ => "",
        };
        option.Validators.Add(result =>
        {
            try
            {
                FaultScript.Parse(result.GetValueOrDefault<string>() ?? "", seed: 0);
            }
            catch (FormatException invalid)
            {
                result.AddError(invalid.Message);
            }
        });
        return option;
    }
}
