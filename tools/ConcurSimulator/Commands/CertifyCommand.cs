using System.CommandLine;
using System.CommandLine.Parsing;
using ConcurSimulator.Certification.Exchanges;
using ConcurSimulator.Certification.Mutations;
using ConcurSimulator.Certification.PostBacks;
using ConcurSimulator.Certification.Profiles;
using ConcurSimulator.Certification.Reports;
using ConcurSimulator.Certification.Runs;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.GatewayClients;

namespace ConcurSimulator.Commands;

/// <summary><c>certify</c>: plays scenarios against an endpoint and reports what Concur's documentation says otherwise.</summary>
internal static class CertifyCommand
{
    public const string Name = "certify";

    /// <summary>The exit code if the endpoint can't be tested.</summary>
    public const int CouldNotRun = 2;

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    private static readonly Argument<Uri?> Url = OptionFactory.AddressArgument("URL", "The address of the endpoint, without a path.");

    private static readonly Option<string> User = OptionFactory.RequiredText("--user", "The user name of the direct connect.");

    private static readonly Option<string> Password = OptionFactory.RequiredText("--password", "The password of the direct connect.");

    private static readonly Option<string?> ProfileFile = OptionFactory.Text(
        "--profile", "A JSON file with the rides that the endpoint sells, its limits and its forms of payment.");

    private static readonly Option<Uri?> Admin = OptionFactory.Address("--admin", "The address of the gateway's REST API.");

    private static readonly Option<string?> AdminKey = OptionFactory.Text("--admin-key", "The API key for --admin.");

    private static readonly Option<int?> PostBackPort = OptionFactory.OptionalNumber(
        "--postback-port", "Receive the endpoint's PostBacks on this port.", 1, 65535);

    private static readonly Option<bool> Book = new("--book") { Description = "Also book rides, far ahead, and cancel them." };

    private static readonly Option<bool> Slow = new("--slow") { Description = "Also play what takes minutes." };

    private static readonly Option<string?> Only = OptionFactory.Text("--only", "Play only the scenarios whose id contains this text.");

    private static readonly Option<string?> JUnit = OptionFactory.Text("--junit", "Write the result to this file, as JUnit XML.");

    private static readonly Option<string?> Html = OptionFactory.Text("--html", "Write the result to this file, as a page.");

    private static readonly Option<bool> Mutants = new("--mutants")
    {
        Description = "Instead of the endpoint, prove the scenarios: proxies do one wrong thing after the other, and each must be noticed.",
    };

    private static readonly Option<string?> Table = OptionFactory.Text(
        "--mutants-table", "Like --mutants, and write all that noticed each into the table of this document.");

    public static Command Create()
    {
        var command = new Command(Name, "Proves that an endpoint does what SAP Concur's documentation says.")
        {
            Url, User, Password, ProfileFile, Admin, AdminKey, PostBackPort, Book, Slow, Only, JUnit, Html, Mutants,
            Table,
        };
        command.Validators.Add(Validate);
        command.SetAction(Certify);
        return command;
    }

    private static void Validate(CommandResult result)
    {
        if (result.IsSpecified(Admin) != result.IsSpecified(AdminKey))
            result.AddError("Use --admin and --admin-key together.");
    }

    private static async Task<int> Certify(ParseResult parsed, CancellationToken ct)
    {
        var profile = parsed.GetValue(ProfileFile) is { } file ? Profile.Read(file) : new Profile();
        using var endpoint = CreateClient(parsed, parsed.GetRequiredValue(Url)!);
        using var supplier = parsed.GetValue(Admin) is { } admin
            ? new DispatchClient(admin, parsed.GetRequiredValue(AdminKey)!, CallTimeout)
            : null;
        var isMutated = parsed.GetValue(Mutants) || parsed.GetValue(Table) is not null;
        var postBackUrl = parsed.GetValue(PostBackPort) is { } port ? new Uri(FormattableString.Invariant($"http://localhost:{port}")) : null;
        // The proxy has the port that the endpoint sends to.
        await using var postBacks = postBackUrl is null
            ? null
            : await PostBackListener.Start(isMutated ? new Uri("http://127.0.0.1:0") : postBackUrl, ct);
        var equipment = new Equipment(endpoint, profile, supplier, postBacks, parsed.GetValue(Book), parsed.GetValue(Slow));
        if (await CertificationRun.FindObstacle(equipment, ct) is { } obstacle)
        {
            await Console.Error.WriteLineAsync(obstacle);
            return CouldNotRun;
        }
        var only = parsed.GetValue(Only) ?? "";
        var scenarios = ScenarioCatalog.All.Where(scenario => scenario.Id.Contains(only, StringComparison.Ordinal)).ToList();
        var exitCode = isMutated
            ? await PlayMutants(parsed, equipment, postBackUrl, scenarios, ct)
            : await PlayScenarios(parsed, equipment, scenarios, ct);
        if (!ct.IsCancellationRequested)
            return exitCode;
        await Console.Error.WriteLineAsync("Stopped before the end: nothing is proved.");
        return CouldNotRun;
    }

    private static async Task<int> PlayScenarios(
        ParseResult parsed, Equipment equipment, List<Scenario> scenarios, CancellationToken ct)
    {
        var report = new TerminalReport(Console.Out, !Console.IsOutputRedirected, scenarios.Count);
        var run = new CertificationRun(equipment, equipment.Endpoint);
        run.Played += report.Show;
        var result = await run.Execute(scenarios, ct);
        report.Write(result);
        if (parsed.GetValue(JUnit) is { } junit)
            JUnitReport.Write(junit, result);
        if (parsed.GetValue(Html) is { } html)
            HtmlReport.Write(html, result);
        return result.Passed ? 0 : 1;
    }

    private static async Task<int> PlayMutants(
        ParseResult parsed, Equipment equipment, Uri? postBackUrl, List<Scenario> scenarios, CancellationToken ct)
    {
        await using var endpoint = await EndpointProxy.Start(equipment.Endpoint, ct);
        await using var postBacks = postBackUrl is null
            ? null
            : await PostBackProxy.Start(postBackUrl, equipment.PostBacks!.Url, ct);
        using var proxied = CreateClient(parsed, endpoint.Url);
        var table = parsed.GetValue(Table);
        var run = new MutantRun(equipment with { Endpoint = proxied },
            equipment.Endpoint, endpoint, postBacks, findsAll: table is not null);
        run.Played += mutant => MutantReport.Show(Console.Out, mutant);
        var result = await run.Execute(scenarios, ct);
        MutantReport.Write(Console.Out, result, scenarios, findsAll: table is not null);
        if (table is not null && result.Passed && !ct.IsCancellationRequested)
            MutantTable.Write(table, result.Mutants);
        return result.Passed ? 0 : 1;
    }

    private static EndpointClient CreateClient(ParseResult parsed, Uri url) =>
        new(url, parsed.GetRequiredValue(User), parsed.GetRequiredValue(Password), CallTimeout);
}
