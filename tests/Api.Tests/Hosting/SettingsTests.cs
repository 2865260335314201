using GroundTransport.Api.Hosting;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.TestKit.Gateways;
using Microsoft.Extensions.Configuration;

namespace GroundTransport.Api.Tests.Hosting;

/// <summary>A mistake in the settings stops the start and names its key.</summary>
[DatabaseIndependent]
public sealed class SettingsTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("gateway-settings-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory]
    [InlineData("Database:Provider", "Oracle", "GroundTransport:Database:Provider")]
    [InlineData("Database:Provider", "Sqlite, PostgreSql", "GroundTransport:Database:Provider")]
    [InlineData("WireLog:Reads", "errors, all", "GroundTransport:WireLog:Reads")]
    [InlineData("WireLog:Reads", "1", "GroundTransport:WireLog:Reads")]
    [InlineData("OpenApi:Access", "open, key", "GroundTransport:OpenApi:Access")]
    [InlineData("Database:Providr", "Sqlite", "Did you mean 'GroundTransport:Database:Provider'?")]
    [InlineData("ConnectionStrings:Gateway", " ", "GroundTransport:ConnectionStrings:Gateway")]
    [InlineData("Database:Provider", "PostgreSql", "GroundTransport:ConnectionStrings:Gateway")]
    [InlineData("KeyRing:Certificates:0:File", "no-such.pem", "GroundTransport:KeyRing:Certificates:0:File")]
    [InlineData("Proxies:Networks:0", "proxy.internal", "GroundTransport:Proxies:Networks: 'proxy.internal' is no network of proxies")]
    [InlineData("Proxies:Networks:0", "0.0.0.0/0", "GroundTransport:Proxies:Networks: '0.0.0.0/0' is no network of proxies")]
    [InlineData("Shutdown:Drain", "00:01:00", "GroundTransport:Shutdown:Drain")]
    [InlineData("OpenApi:Access", "everybody", "GroundTransport:OpenApi:Access is 'everybody'. Use one of open, key, off.")]
    [InlineData("Admin:BootstrapKey", "short", "GroundTransport:Admin:BootstrapKey")]
    [InlineData("Admin:BootstrapKey", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "GroundTransport:Admin:BootstrapKey is easy to guess")]
    [InlineData("Admin:BootstrapKey", "12345678901234567890", "GroundTransport:Admin:BootstrapKey is easy to guess")]
    [InlineData("Admin:BootstrapKey", "abcdefghijklmnopqrstuvwxyz", "GroundTransport:Admin:BootstrapKey is easy to guess")]
    [InlineData("Admin:BootstrapKey", "passwordpasswordpassword", "GroundTransport:Admin:BootstrapKey is easy to guess")]
    [InlineData("Admin:BootstrapKey", "changeme-changeme-changeme", "GroundTransport:Admin:BootstrapKey is easy to guess")]
    [InlineData("Concur:PostBackUrl", "http://concur.example.com/", "GroundTransport:Concur:PostBackUrl")]
    [InlineData("Concur:GeolocationHosts:0", "https://emea.example.com", "GroundTransport:Concur:GeolocationHosts")]
    [InlineData("Concur:PostBackToken", "token\n", "GroundTransport:Concur:PostBackToken")]
    [InlineData("Concur:PostBackScheme", "Digest", "GroundTransport:Concur:PostBackScheme")]
    [InlineData("WireLog:MaxMegabytes", "1", "GroundTransport:WireLog:MaxMegabytes is 1. Use 10 to 1000000.")]
    [InlineData("Events:KeepDays", "3", "GroundTransport:Events:KeepDays is 3. Use 7 to 365.")]
    [InlineData("Events:DeadlineNear", "00:00:10", "GroundTransport:Events:DeadlineNear is 00:00:10. Use 00:01:00 to 1.00:00:00.")]
    [InlineData("Webhooks:RetryAfter", "01:00:00", "GroundTransport:Webhooks:RetryAfter is 01:00:00. Use 00:00:00.1 to 00:01:00.")]
    [InlineData("Outgoing:AllowedHosts:0", "https://dispatch.internal", "'https://dispatch.internal' is no host")]
    [InlineData("Outgoing:AllowedHosts:0", "dispatch.internal/hook", "'dispatch.internal/hook' is no host")]
    [InlineData("Telemetry:OtlpEndpoint", "localhost:4317", "GroundTransport:Telemetry:OtlpEndpoint")]
    [InlineData("Metrics:Port", "0", "GroundTransport:Metrics:Port is 0. Use 1 to 65535.")]
    [InlineData("Concur:Timeout", "an hour", "GroundTransport:Concur:Timeout")]
    [InlineData("Concur:RetryAfter", "00:00:00", "GroundTransport:Concur:RetryAfter")]
    [InlineData("Concur:MaxConcurrentDeliveries", "0", "GroundTransport:Concur:MaxConcurrentDeliveries is 0. Use 1 to 1000.")]
    public void Mistake_is_named_by_its_key(string key, string value, string named)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [$"{GatewaySettings.Section}:{key}"] = value }).Build();

        var (_, mistakes) = GatewaySettings.Read(configuration, development: true);

        Assert.Contains(mistakes, mistake => mistake.Contains(named, StringComparison.Ordinal));
    }

    [Fact]
    public void Switch_that_believes_everybodys_forwarded_headers_is_refused()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ForwardedHeaders_Enabled"] = "true" }).Build();

        Assert.Contains("Proxies:Networks", Assert.Single(GatewaySettings.Read(configuration, development: false).Mistakes),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c")] // openssl rand -hex 24
    [InlineData("K7gNU3sdo+OL0wNhqoVWhr3g6s1xYv72")] // openssl rand -base64 24
    [InlineData("3f2504e0-4f89-41d3-9a0c-0305e82c3301")]
    [InlineData("81550426917364820953")]
    public void Random_bootstrap_key_is_accepted(string key)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { [$"{GatewaySettings.Section}:Admin:BootstrapKey"] = key }).Build();

        Assert.Empty(GatewaySettings.Read(configuration, development: false).Mistakes);
    }

    [Fact]
    public async Task Mistakes_stop_the_start_with_exit_code_1_and_each_is_printed()
    {
        using var gateway = new GatewayProcess(directory, new Dictionary<string, string>(GatewayProcess.Development)
        {
            ["GroundTransport__Shutdown__Drain"] = "00:01:00",
            ["GroundTransport__Admin__BootstrapKey"] = "short",
        });

        Assert.Equal(1, await gateway.Exit());
        Assert.Contains("GroundTransport can't start. GroundTransport:Shutdown:Drain", gateway.Output, StringComparison.Ordinal);
        Assert.Contains("GroundTransport can't start. GroundTransport:Admin:BootstrapKey", gateway.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_without_an_admin_key_names_the_setting()
    {
        using var gateway = new GatewayProcess(directory, new Dictionary<string, string>());

        Assert.Equal(1, await gateway.Exit());
        Assert.Contains("GroundTransport__Admin__BootstrapKey", gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_has_no_default_secret()
    {
        using var gateway = new GatewayProcess(
            directory, new Dictionary<string, string> { ["GroundTransport__Admin__BootstrapKey"] = "a-key-of-more-than-20-characters" });
        var http = await gateway.Client();

        using var demo = new HttpRequestMessage(HttpMethod.Get, "/system/v1.0/testconnection");
        demo.Headers.Authorization = RunningGateway.Basic("concur-demo", "concur-demo-password");
        Assert.Equal(401, (int)(await http.SendAsync(demo)).StatusCode);
        using var admin = new HttpRequestMessage(HttpMethod.Get, "/api/v1/reservations");
        admin.Headers.Authorization = new("Bearer", "demo-admin-key");
        Assert.Equal(401, (int)(await http.SendAsync(admin)).StatusCode);
        using var bootstrap = new HttpRequestMessage(HttpMethod.Get, "/api/v1/reservations");
        bootstrap.Headers.Authorization = new("Bearer", "a-key-of-more-than-20-characters");
        Assert.Equal(200, (int)(await http.SendAsync(bootstrap)).StatusCode);
        Assert.DoesNotContain("a-key-of-more-than-20-characters", gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_with_demo_secrets_starts_in_no_other_environment_until_they_are_revoked()
    {
        const string Key = "9f86d081884c7d659a2feaa0c55ad015";
        var production = new Dictionary<string, string> { ["GroundTransport__Admin__BootstrapKey"] = Key };
        var database = Path.Combine(directory, "data", "groundtransport.db");
        await new RunningGateway().On(database).Start().Release(database);

        using var refused = new GatewayProcess(directory, production);
        Assert.Equal(1, await refused.Exit());
        Assert.Contains("API key 'demo-admin', direct connect 'demo'", refused.Output, StringComparison.Ordinal);
        Assert.Contains("revoke-demo-secrets", refused.Output, StringComparison.Ordinal);
        using var revoke = new GatewayProcess(directory, production, "revoke-demo-secrets");
        Assert.Equal(0, await revoke.Exit());
        Assert.Contains("Revoked: API key 'demo-admin', direct connect 'demo'.", revoke.Output, StringComparison.Ordinal);
        await using var gateway = new RunningGateway().InProduction().On(database).Set("Admin:BootstrapKey", Key).Start();
        var http = gateway.Http;

        using var demo = new HttpRequestMessage(HttpMethod.Get, "/system/v1.0/testconnection");
        demo.Headers.Authorization = RunningGateway.Basic("concur-demo", "concur-demo-password");
        Assert.Equal(401, (int)(await http.SendAsync(demo)).StatusCode);
        using var token = new HttpRequestMessage(HttpMethod.Get, "/system/v1.0/testconnection");
        token.Headers.Authorization = new("OAuth", "concur-demo-token");
        Assert.Equal(401, (int)(await http.SendAsync(token)).StatusCode);
        using var admin = new HttpRequestMessage(HttpMethod.Get, "/api/v1/direct-connects/demo");
        admin.Headers.Authorization = new("Bearer", Key);
        Assert.Equal(200, (int)(await http.SendAsync(admin)).StatusCode);
    }
}
