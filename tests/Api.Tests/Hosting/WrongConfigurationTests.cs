using System.Net;
using System.Net.Sockets;
using GroundTransport.TestKit.Gateways;

namespace GroundTransport.Api.Tests.Hosting;

/// <summary>Wrong configurations, as an operator makes them: each is a sentence that names the setting and what would be right.</summary>
[DatabaseIndependent]
public sealed class WrongConfigurationTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("gateway-wrong-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory]
    [InlineData("GroundTransport__Concur__PostbackUri", "https://concur.example/", "Did you mean 'GroundTransport:Concur:PostBackUrl'?")]
    [InlineData("GroundTransport__Databse__Provider", "Sqlite", "Did you mean 'GroundTransport:Database:Provider'?")]
    [InlineData("GroundTransport__Database", "Sqlite", "Unknown setting 'GroundTransport:Database'.")]
    [InlineData("GroundTransport__Outgoing__AllowedHosts", "a.internal", "Did you mean 'GroundTransport:Outgoing:AllowedHosts:0'?")]
    [InlineData("GroundTransport__KeyRing__Certificates__0", "ring.pem", "Unknown setting 'GroundTransport:KeyRing:Certificates:0'.")]
    [InlineData(
        "Concur__PostBackUrl", "https://concur.example/",
        "'Concur:PostBackUrl' has no effect: its name isn't right. Did you mean 'GroundTransport:Concur:PostBackUrl'?")]
    [InlineData("GroundTransport_Database_Provider", "Sqlite", "Did you mean 'GroundTransport:Database:Provider'?")]
    [InlineData("GROUNDTRANSPORT.WIRELOG.KEEPDAYS", "60", "Did you mean 'GroundTransport:WireLog:KeepDays'?")]
    [InlineData("GroundTransport__Database__Provider", "Oracle", "Database:Provider is 'Oracle'. Use Sqlite, PostgreSql or SqlServer.")]
    [InlineData("GroundTransport__Database__MigrateOnStart", "yes", "Database:MigrateOnStart is 'yes'. Use true or false.")]
    [InlineData("GroundTransport__Demo__Enabled", "1", "Demo:Enabled is '1'. Use true or false.")]
    [InlineData("GroundTransport__WireLog__KeepDays", "a month", "WireLog:KeepDays is 'a month'. Use a whole number.")]
    [InlineData("GroundTransport__WireLog__KeepDays", "3", "WireLog:KeepDays is 3. Use 7 to 365")]
    [InlineData("GroundTransport__WireLog__Reads", "some", "WireLog:Reads is 'some'. Use errors, all or none.")]
    [InlineData("GroundTransport__Concur__Timeout", "60 seconds", "Concur:Timeout is '60 seconds'. Use a time such as 00:05:00")]
    [InlineData("GroundTransport__Concur__Timeout", "60", "Concur:Timeout is 60.00:00:00. Use 00:00:00.1 to 00:05:00.")]
    [InlineData("GroundTransport__Backups__Every", "daily", "Backups:Every is 'daily'. Use a time such as")]
    [InlineData("GroundTransport__Backups__Every", "00:00:10", "Backups:Every is 00:00:10. Use 00:05:00 to 31.00:00:00.")]
    [InlineData("GroundTransport__Backups__Keep", "0", "Backups:Keep is 0. Use 1 to 1000.")]
    [InlineData("GroundTransport__Metrics__Port", "metrics", "Metrics:Port is 'metrics'. Use a whole number.")]
    [InlineData("GroundTransport__ConnectionStrings__Gateway", "data/my.db", "ConnectionStrings:Gateway isn't a connection string.")]
    [InlineData(
        "GroundTransport__ConnectionStrings__Gateway", "Data Sorce=data/my.db",
        "has the keyword 'data sorce', which Sqlite doesn't know. Did you mean 'Data Source'?")]
    [InlineData("GroundTransport__ConnectionStrings__Gateway", "Data Source=file:my.db", "names no plain file path.")]
    [InlineData("GroundTransport__ConnectionStrings__Gateway", "Data Source=/proc/none/my.db", "/proc/none")]
    [InlineData(
        "GroundTransport__KeyRing__Certificates__0__File", "no-such.pem",
        "KeyRing:Certificates:0:File: 'no-such.pem' can't be read")]
    [InlineData("GroundTransport__OpenApi__Access", "all", "OpenApi:Access is 'all'. Use one of open, key, off.")]
    [InlineData("GroundTransport__Telemetry__OtlpEndpoint", "collector:4318", "Telemetry:OtlpEndpoint isn't an http or https URL.")]
    [InlineData("ASPNETCORE_ENVIRONMENT", "Developement", "ASPNETCORE_ENVIRONMENT is 'Developement'. Did you mean 'Development'?")]
    [InlineData("ASPNETCORE_URLS", "localhost:5080", "urls has 'localhost:5080', which isn't an address to listen on.")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "eighty", "http_ports has 'eighty', which isn't a port.")]
    [InlineData("ASPNETCORE_URLS", "https://127.0.0.1:0", "Kestrel:Certificates:Default:Path")]
    [InlineData("Kestrel__Certificates__Default__Path", "no-such.pfx", "no-such.pfx")]
    [InlineData("Logging__LogLevel__Default", "Loud", "Logging:LogLevel:Default is 'Loud'. Use one of Trace, Debug,")]
    public async Task Wrong_setting_is_a_sentence(string variable, string value, string told) =>
        AssertRefused(await Start(new() { [variable] = value }), told);

    [Theory]
    [InlineData("Hosts=db;Database=g", "has the keyword 'hosts', which PostgreSql doesn't know. Did you mean 'Host'?")]
    [InlineData("Host=db;Port=many;Password=do-not-print-me", "has a value for 'port' that isn't possible there.")]
    public async Task Wrong_connection_string_of_PostgreSql_is_a_sentence_without_its_values(string connectionString, string told)
    {
        var output = await Start(new()
        {
            ["GroundTransport__Database__Provider"] = "PostgreSql",
            ["GroundTransport__ConnectionStrings__Gateway"] = connectionString,
        });

        AssertRefused(output, told);
        Assert.DoesNotContain("do-not-print-me", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_in_use_is_a_sentence_on_the_main_port_and_on_that_of_the_metrics()
    {
        using var taken = new TcpListener(IPAddress.Any, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        AssertRefused(await Start(new() { ["ASPNETCORE_URLS"] = $"http://0.0.0.0:{port}" }), $":{port}: address already in use.");
        AssertRefused(await Start(new() { ["GroundTransport__Metrics__Port"] = $"{port}" }), $":{port}: address already in use.");
    }

    [Fact]
    public async Task Malformed_settings_file_is_a_sentence()
    {
        await File.WriteAllTextAsync(Path.Combine(directory, "appsettings.json"), "{ \"GroundTransport\": { \"Demo\": ");

        AssertRefused(await Start(new() { ["ASPNETCORE_CONTENTROOT"] = directory }), "appsettings.json");
    }

    [Fact]
    public async Task Missing_content_root_is_a_sentence() =>
        AssertRefused(await Start(new() { ["ASPNETCORE_CONTENTROOT"] = "/no/such/folder" }), "/no/such/folder");

    [Fact]
    public async Task Setting_without_its_prefix_only_warns_while_the_right_one_is_set()
    {
        using var gateway = new GatewayProcess(directory, new Dictionary<string, string>(GatewayProcess.Development)
        {
            ["WireLog__KeepDays"] = "60",
            ["GroundTransport__WireLog__KeepDays"] = "90",
        });

        await gateway.Url();

        await gateway.WaitForOutput("is set and counts", 1);
    }

    private async Task<string> Start(Dictionary<string, string> environment)
    {
        environment.TryAdd("ASPNETCORE_ENVIRONMENT", "Development");
        using var gateway = new GatewayProcess(directory, environment);
        Assert.Equal(1, await gateway.Exit());
        return gateway.Output;
    }

    private static void AssertRefused(string output, string told)
    {
        Assert.Contains("GroundTransport can't start. ", output, StringComparison.Ordinal);
        Assert.Contains(told, output, StringComparison.Ordinal);
        foreach (var trace in new[] { "   at ", "BinderOptions", "Unhandled", "\"LogLevel\":\"Error\"" })
            Assert.DoesNotContain(trace, output, StringComparison.Ordinal);
    }
}
