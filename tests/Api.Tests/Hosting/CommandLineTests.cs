using System.Xml.Linq;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.TestKit.Gateways;

namespace GroundTransport.Api.Tests.Hosting;

/// <summary>What the gateway's own command line accepts, refuses and prints.</summary>
[DatabaseIndependent]
public sealed class CommandLineTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("gateway-command-line-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory]
    [InlineData("--urls=http://127.0.0.1:0", "--urls=http://127.0.0.1:0")]
    [InlineData("--urls http://127.0.0.1:0", "--urls=http://127.0.0.1:0")]
    [InlineData("--ENVIRONMENT Development", "--ENVIRONMENT=Development")]
    [InlineData("/contentRoot=/srv --applicationName=GroundTransport.Api", "--contentRoot=/srv --applicationName=GroundTransport.Api")]
    [InlineData("--contentRoot /srv", "--contentRoot=/srv")]
    [InlineData("/urls http://127.0.0.1:0", "--urls=http://127.0.0.1:0")]
    [InlineData("--GroundTransport:Database:Provider=PostgreSql", "--GroundTransport:Database:Provider=PostgreSql")]
    [InlineData("--GroundTransport:Concur:Timeout 00:01:00 migrate", "--GroundTransport:Concur:Timeout=00:01:00")]
    [InlineData("GroundTransport:ConnectionStrings:Gateway=Host=db;A=b", "--GroundTransport:ConnectionStrings:Gateway=Host=db;A=b")]
    [InlineData("--GroundTransport:Concur:GeolocationHosts:12=a.example.com", "--GroundTransport:Concur:GeolocationHosts:12=a.example.com")]
    [InlineData("--GroundTransport:KeyRing:Certificates:1:File=x.pem", "--GroundTransport:KeyRing:Certificates:1:File=x.pem")]
    [InlineData("--Logging:LogLevel:Default=Debug", "--Logging:LogLevel:Default=Debug")]
    [InlineData("--Kestrel:Endpoints:Https:Url=https://*:8443", "--Kestrel:Endpoints:Https:Url=https://*:8443")]
    [InlineData("--GroundTransport= --GroundTransport:Database=", "--GroundTransport= --GroundTransport:Database=")]
    [InlineData("", "")]
    public void Setting_reaches_the_host_in_each_of_its_forms(string arguments, string settings)
    {
        var read = Parse(arguments);

        Assert.Empty(read.Mistakes);
        Assert.Equal(Words(settings), read.Settings);
        Assert.Null(read.Inform);
    }

    [Theory]
    [InlineData("migrate", true)]
    [InlineData("--urls http://127.0.0.1:0 migrate --environment=Production", true)]
    [InlineData("--urls=http://127.0.0.1:0", false)]
    public void Migrate_is_a_command_wherever_it_is_among_the_settings(string arguments, bool isCommand)
    {
        var read = Parse(arguments);

        Assert.Empty(read.Mistakes);
        Assert.Equal(isCommand, read.Command is not null);
    }

    [Theory]
    [InlineData("migrat", "Unknown command 'migrat'. Did you mean 'migrate'?")]
    [InlineData("--migrate", "Unknown option '--migrate'. Did you mean 'migrate'?")]
    [InlineData("--urls http://127.0.0.1:0 migrate now", "Unknown command 'now'. --help lists the commands and settings.")]
    [InlineData("--url http://127.0.0.1:0", "Unknown option '--url'. Did you mean '--urls'?")]
    [InlineData("--enviroment=Development", "Unknown option '--enviroment'. Did you mean '--environment'?")]
    [InlineData(
        "--GroundTransport:Databse:Provider=x",
        "Unknown setting '--GroundTransport:Databse:Provider'. Did you mean '--GroundTransport:Database:Provider'?")]
    [InlineData("Database:Provider=Sqlite", "Unknown setting 'Database:Provider'. Did you mean '--GroundTransport:Database:Provider'?")]
    [InlineData("--GroundTransport:Demo=true", "Unknown setting '--GroundTransport:Demo'. Did you mean '--GroundTransport:Demo:Enabled'?")]
    [InlineData(
        "--GroundTransport__Demo__Enabled=true",
        "Unknown setting '--GroundTransport__Demo__Enabled'. Did you mean '--GroundTransport:Demo:Enabled'?")]
    [InlineData("--urls", "'--urls' has no value. Use --urls=value.")]
    [InlineData("--urls --environment=Development", "'--urls' has no value. Use --urls=value.")]
    [InlineData("-x=1", "Unknown option '-x'. --help lists the commands and settings.")]
    [InlineData("@settings.rsp", "Unknown command '@settings.rsp'. --help lists the commands and settings.")]
    public void Unknown_word_is_refused_with_the_nearest_known_one(string arguments, string mistake) =>
        Assert.Equal([mistake], Parse(arguments).Mistakes);

    [Fact]
    public void Every_setting_that_help_lists_is_known() =>
        Assert.All(SettingKeys.All, key => Assert.True(SettingKeys.IsKnown(key, "x"), key));

    [Theory]
    [InlineData("migrat", "'migrat'")]
    [InlineData("--urls=http://127.0.0.1:0 --GroundTransport:Admin:BootstrpKey=do-not-print-me", "'--GroundTransport:Admin:BootstrapKey'")]
    public async Task Mistake_stops_the_start_with_exit_code_1(string arguments, string named)
    {
        using var gateway = new GatewayProcess(directory, GatewayProcess.Development, Words(arguments));

        Assert.Equal(1, await gateway.Exit());
        Assert.Contains("GroundTransport can't start.", gateway.Output, StringComparison.Ordinal);
        Assert.Contains(named, gateway.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("do-not-print-me", gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_commands_options_and_settings()
    {
        using var gateway = new GatewayProcess(directory, new Dictionary<string, string>(), "--help");

        Assert.Equal(0, await gateway.Exit());
        foreach (var listed in new[] { "migrate ", "--version", "--urls", "--GroundTransport:Database:Provider" })
            Assert.Contains(listed, gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_is_the_one_of_Directory_Build_props_and_health_answers_it()
    {
        var version = XDocument.Load(Path.Combine(Repository(), "Directory.Build.props")).Descendants("Version").Single().Value;
        using var asked = new GatewayProcess(directory, new Dictionary<string, string>(), "--version");
        Assert.Equal(0, await asked.Exit());
        Assert.Equal(version, asked.Output.Trim());

        using var gateway = new RunningGateway().Start();
        var healthy = $$"""{"status":"Healthy","version":"{{version}}"}""";
        foreach (var path in new[] { "/health/live", "/health/ready" })
            Assert.Equal(healthy, await gateway.Http.GetStringAsync(new Uri(path, UriKind.Relative)));
    }

    private static string[] Words(string arguments) => arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static CommandLine Parse(string arguments) => CommandLine.Parse(Words(arguments));

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GroundTransport.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
