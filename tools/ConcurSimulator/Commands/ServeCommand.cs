using System.CommandLine;
using ConcurSimulator.Heard;
using ConcurSimulator.PostBacks;
using ConcurSimulator.Serving;
using ConcurSimulator.Tokens;

namespace ConcurSimulator.Commands;

/// <summary><c>serve</c>: Concur's token and PostBack endpoints, until it is stopped.</summary>
internal static class ServeCommand
{
    private static readonly TokenSettings Known = new();
    private static readonly Option<Uri?> Url = Options.Address("--url", "Where to listen.", "http://localhost:5090");
    private static readonly Option<int> Seed = Options.Bounded("--seed", "Which faults come when: the same seed, the same order.", 1, 0, int.MaxValue);
    private static readonly Option<string> Fault = FaultOption();
    private static readonly Option<double> TokenLifetime = Options.Bounded("--token-lifetime", "Seconds that an access token is good for.", 3600d, 1, 86400);
    private static readonly Option<double> RefreshTokenLifetime = Options.Bounded("--refresh-token-lifetime", "Seconds that a refresh token is good for.", Known.RefreshTokenLifetime.TotalSeconds, 1, 63072000);
    private static readonly Option<bool> GeolocationMoved = new("--geolocation-moved") { Description = "The user lives elsewhere: token calls to --url get code 16 and another address of this server." };
    private static readonly Option<Uri?> Geolocation = Options.Address("--geolocation", "What token answers name as the user's home. Default: the address that was called.");
    private static readonly Option<string?> StaticToken = Options.Text("--static-token", "Accept this token in PostBacks for ever, beside those that were issued.");
    private static readonly Option<string?> User = Options.Text("--user", "Accept this user by Basic authorization.");
    private static readonly Option<string?> Password = Options.Text("--password", "The password of --user.");
    private static readonly Option<string?> Keep = Options.Text("--keep", "Append what is heard to this file, as JSON lines.");

    public static Command Create()
    {
        var command = new Command("serve", "Takes the gateway's PostBacks, checks them, and shows what each traveller would see.")
        {
            Url, Seed, Fault, TokenLifetime, RefreshTokenLifetime, GeolocationMoved, Geolocation, StaticToken, User, Password, Keep,
        };
        command.Validators.Add(result =>
        {
            if (result.Has(User) != result.Has(Password))
                result.AddError("--user and --password belong together.");
            if (result.Has(Url) && result.Has(GeolocationMoved) && !result.Has(Geolocation)
                && Uri.TryCreate(result.GetResult(Url)!.Tokens[0].Value, UriKind.Absolute, out var url) && !ConcurSimulator.Tokens.Geolocation.HasTwoNames(url.Host))
                result.AddError("--geolocation-moved needs --geolocation where --url is neither localhost nor 127.0.0.1.");
        });
        command.SetAction((parsed, ct) => Run(Settings(parsed), ct));
        return command;
    }

    private static ServeSettings Settings(ParseResult parsed) => new()
    {
        Url = parsed.GetRequiredValue(Url)!,
        Faults = FaultScript.Parse(parsed.GetRequiredValue(Fault), parsed.GetValue(Seed)),
        Tokens = Known with
        {
            AccessTokenLifetime = TimeSpan.FromSeconds(parsed.GetValue(TokenLifetime)),
            RefreshTokenLifetime = TimeSpan.FromSeconds(parsed.GetValue(RefreshTokenLifetime)),
        },
        Credentials = new PostBackCredentials(parsed.GetValue(StaticToken), parsed.GetValue(User), parsed.GetValue(Password)),
        Geolocation = parsed.GetValue(Geolocation),
        GeolocationMoved = parsed.GetValue(GeolocationMoved),
        Keep = parsed.GetValue(Keep),
    };

    private static async Task<int> Run(ServeSettings settings, CancellationToken stopped)
    {
        HeardSoFar heard;
        await using (var server = await ConcurServer.Start(settings, TimeProvider.System, stopped))
        {
            server.Ledger.Noticed += delivery => Console.WriteLine(HeardReport.Line(delivery));
            Introduce(server, settings);
            await Task.Delay(Timeout.InfiniteTimeSpan, stopped).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await server.Stop();
            heard = server.Ledger.Read();
            HeardReport.Write(Console.Out, heard);
            Console.WriteLine($"{server.Tokens.Issued} tokens issued, {server.Tokens.Refused} token requests refused.");
        }
        return heard.IsFaultless ? 0 : 1;
    }

    private static void Introduce(ConcurServer server, ServeSettings settings)
    {
        var tokens = settings.Tokens;
        var faults = settings.Faults.Faults.Count == 0 ? "none" : string.Join(", ", settings.Faults.Faults.Select(fault => $"{fault.Name} {fault.Share:0.##%}"));
        Console.WriteLine($"""
            Concur, simulated, listens on {server.Url}
              PostBacks       {new Uri(server.Url, PostBackEndpoint.Path)}
              tokens          {new Uri(server.Url, TokenEndpoint.Path)}
                              client_id {tokens.ClientId}, client_secret {tokens.ClientSecret}
                              refresh_token {tokens.RefreshToken}
                              or company {tokens.Company} with request token {tokens.RequestToken}
              what it heard   {new Uri(server.Url, "/heard")}
              faults          {faults}
            Stop it with Ctrl-C or SIGTERM to read what each traveller would see.
            """);
    }

    private static Option<string> FaultOption()
    {
        var option = new Option<string>("--fault")
        {
            Description = "What goes wrong and how often: NAME:SHARE or NAME:SHARE:SECONDS, separated by commas, such as 503:0.2,timeout:0.05,429:0.1:2. "
                + "Names: timeout, reset, error, html, redirect, slow, and each HTTP status from 400 to 599.",
            DefaultValueFactory = _ => "",
        };
        option.Validators.Add(result =>
        {
            try
            {
                FaultScript.Parse(result.GetValueOrDefault<string>() ?? "", seed: 0);
            }
            catch (FormatException wrong)
            {
                result.AddError(wrong.Message);
            }
        });
        return option;
    }
}
