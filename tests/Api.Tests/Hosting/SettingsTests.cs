using GroundTransport.Api.Tests.Gateway;

namespace GroundTransport.Api.Tests.Hosting;

/// <summary>A mistake in the settings stops the start and names its key.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("gateway-settings-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory]
    [InlineData("Database__Provider", "Oracle", "GroundTransport:Database:Provider")]
    [InlineData("Database__Providr", "Sqlite", "Providr")]
    [InlineData("ConnectionStrings__Gateway", " ", "GroundTransport:ConnectionStrings:Gateway")]
    [InlineData("Database__Provider", "PostgreSql", "GroundTransport:ConnectionStrings:Gateway")]
    [InlineData("KeyRing__Certificates__0__File", "no-such.pem", "GroundTransport:KeyRing:Certificates:0:File")]
    [InlineData("Shutdown__Drain", "00:01:00", "GroundTransport:Shutdown:Drain")]
    [InlineData("Admin__BootstrapKey", "short", "GroundTransport:Admin:BootstrapKey")]
    [InlineData("Concur__PostBackUrl", "http://concur.example.com/", "GroundTransport:Concur:PostBackUrl")]
    [InlineData("Concur__GeolocationHosts__0", "https://emea.example.com", "GroundTransport:Concur:GeolocationHosts")]
    [InlineData("Concur__PostBackToken", "token\n", "GroundTransport:Concur:PostBackToken")]
    [InlineData("Concur__PostBackScheme", "Digest", "GroundTransport:Concur:PostBackScheme")]
    [InlineData("Telemetry__OtlpEndpoint", "localhost:4317", "GroundTransport:Telemetry:OtlpEndpoint")]
    [InlineData("Concur__Timeout", "an hour", "GroundTransport:Concur:Timeout")]
    [InlineData("Concur__RetryAfter", "00:00:00", "GroundTransport:Concur:RetryAfter")]
    public async Task Wrong_setting_stops_the_start_with_its_key(string key, string value, string named)
    {
        var settings = GatewayProcess.Development;
        settings["GroundTransport__" + key] = value;
        using var gateway = new GatewayProcess(directory, settings);

        Assert.Equal(1, await gateway.Exit());
        Assert.Contains("GroundTransport can't start.", gateway.Output, StringComparison.Ordinal);
        Assert.Contains(named, gateway.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_without_any_key_says_what_to_set()
    {
        using var gateway = new GatewayProcess(directory, new Dictionary<string, string>());

        Assert.Equal(1, await gateway.Exit());
        Assert.Contains("GroundTransport__Admin__BootstrapKey", gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_has_no_default_secret()
    {
        using var gateway = new GatewayProcess(directory, new Dictionary<string, string> { ["GroundTransport__Admin__BootstrapKey"] = "a-key-of-more-than-20-characters" });
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
}
