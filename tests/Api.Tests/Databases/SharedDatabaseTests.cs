using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.TestKit.Databases;
using GroundTransport.TestKit.Gateways;
using GroundTransport.TestKit.Servers;
using Npgsql;

namespace GroundTransport.Api.Tests.Databases;

/// <summary>Nodes as processes on one PostgreSQL database: what they wait for and what they share.</summary>
[DatabaseIndependent]
public sealed class SharedDatabaseTests : IDisposable
{
    private const string Prefix = "GroundTransport__";

    private readonly string directory = Directory.CreateTempSubdirectory("gateway-shared-").FullName;
    private readonly string connection;

    public SharedDatabaseTests()
    {
        Assert.SkipWhen(SharedPostgreSql.SkipReason is not null, SharedPostgreSql.SkipReason ?? "");
        connection = new NpgsqlConnectionStringBuilder(
            SharedPostgreSql.ConnectionString)
        { Database = $"gateway_{Guid.NewGuid():N}", Pooling = false }.ConnectionString;
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Node_without_the_schema_is_live_but_not_ready_until_the_migration()
    {
        using var node = Node(new Dictionary<string, string> { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{LoopbackPort.Free()}" });
        var waiting = await node.Client();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (
            (await waiting.GetAsync("/health/live")).StatusCode,
            (await waiting.GetAsync("/health/ready")).StatusCode,
            (await waiting.PostAsync("/concur/groundtransportation", null)).StatusCode));
        Assert.Equal(("Healthy", "Unhealthy"), (await Status(waiting, "/health/live"), await Status(waiting, "/health/ready")));
        Assert.Contains("lacks this release", node.Output, StringComparison.Ordinal);

        using var migration = Node("migrate");
        Assert.True(await migration.Exit() == 0, migration.Output);
        await node.WaitForOutput("Search for a ride:", 1);
        Assert.Equal("RB", (await GatewayClient.Book(waiting))["Status"]);
    }

    [Fact]
    public async Task Node_of_an_older_release_than_its_database_isnt_ready_and_logs_the_reason()
    {
        await Migrate();
        await Execute("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_FromTheFuture', '10.0.0')");
        using var node = Node();
        var http = await node.Client();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync("/health/ready")).StatusCode);
        Assert.Contains("29990101000000_FromTheFuture", node.Output, StringComparison.Ordinal);
        using var migration = Node("migrate");
        Assert.Equal(1, await migration.Exit());
        Assert.Contains("later release", migration.Output, StringComparison.Ordinal);
        node.Terminate();
        Assert.Equal(1, await node.Exit());
    }

    [Fact]
    public async Task Node_without_its_database_server_waits_for_it()
    {
        using var node = new GatewayProcess(directory, new Dictionary<string, string>(Settings)
        {
            ["GroundTransport__ConnectionStrings__Gateway"] =
                "Host=127.0.0.1;Port=9;Database=none;Username=nobody;Password=do-not-log-me;Timeout=1",
        });
        var http = await node.Client();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync("/health/ready")).StatusCode);
        Assert.Contains("can\\u0027t be used", node.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("do-not-log-me", node.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_share_quotes_and_an_encrypted_key_ring_and_refuse_backups()
    {
        await Migrate();
        var certificate = Certificate("ring.pem");
        using var one = Node(certificate);
        var search = await GatewayClient.Send(await one.Client(), GatewayClient.Search());
        await using var other = NodeHere(certificate);

        var sold = await GatewayClient.Send(other.Start().Http, GatewayClient.Sell(search));

        Assert.Equal("RB", sold["Status"]);
        using var backup = new HttpRequestMessage(
            HttpMethod.Post, "/api/v1/backups")
        { Headers = { Authorization = new("Bearer", "demo-admin-key") } };
        Assert.Equal(HttpStatusCode.Conflict, (await (await one.Client()).SendAsync(backup)).StatusCode);
        var ring = await Read("SELECT string_agg(xml, '') FROM key_ring");
        Assert.Contains("EncryptedData", ring, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", ring, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Node_starts_only_with_a_certificate_that_decrypts_the_key_ring()
    {
        await Migrate();
        var former = Certificate("former.pem");
        await using (var node = NodeHere(former))
            node.Start();
        var present = Certificate("present.pem");

        using var without = Node(present);
        Assert.Equal(1, await without.Exit());
        Assert.Contains("GroundTransport:KeyRing:Certificates", without.Output, StringComparison.Ordinal);

        present["GroundTransport__KeyRing__Certificates__1__File"] = former["GroundTransport__KeyRing__Certificates__0__File"];
        await using var both = NodeHere(present);
        Assert.Equal("RB", (await GatewayClient.Book(both.Start().Http))["Status"]);
    }

    private Dictionary<string, string> Settings => new(GatewayProcess.Development)
    {
        ["GroundTransport__Database__Provider"] = "PostgreSql",
        ["GroundTransport__ConnectionStrings__Gateway"] = connection,
    };

    private GatewayProcess Node(params string[] arguments) => new(directory, Settings, arguments);

    private GatewayProcess Node(Dictionary<string, string> more) => new(directory, Settings.Concat(more).ToDictionary());

    /// <summary>A node in the process of the tests.</summary>
    private RunningGateway NodeHere(Dictionary<string, string> more)
    {
        var node = new RunningGateway().AtPresent();
        foreach (var (key, value) in Settings.Concat(more).Where(setting => setting.Key.StartsWith(Prefix, StringComparison.Ordinal)))
            node.Set(key[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal), value);
        return node;
    }

    private Task Migrate() => GatewayDatabase.MigratePostgreSql(connection);

    private Dictionary<string, string> Certificate(string name)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=groundtransport", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        var file = Path.Combine(directory, name);
        File.WriteAllText(file, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        return new() { ["GroundTransport__KeyRing__Certificates__0__File"] = file };
    }

    private async Task Execute(string sql)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string> Read(string sql)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        await using var command = database.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<string?> Status(HttpClient http, string path) =>
        (await (await http.GetAsync(path)).Content.ReadFromJsonAsync<HealthResponse>())?.Status;
}
