using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.TestKit.Gateways;
using Microsoft.Data.Sqlite;

namespace GroundTransport.Api.Tests.Hosting;

/// <summary>The recovery that docs/operations.md describes.</summary>
[DatabaseIndependent]
public sealed class LostKeyRingTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("key-ring-").FullName;

    private string Database => Path.Combine(directory, "data", "groundtransport.db");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Gateway_without_its_key_ring_names_the_handbook_and_starts_once_the_secrets_are_deleted()
    {
        await StoreApp();
        Sql("DELETE FROM key_ring");
        using (var stopped = new GatewayProcess(directory, GatewayProcess.Development))
        {
            Assert.Equal(1, await stopped.Exit());
            Assert.Contains("When the key ring is lost", stopped.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("Unhandled exception", stopped.Output, StringComparison.Ordinal);
        }

        Sql("DELETE FROM signing_keys");
        await using var gateway = new RunningGateway().On(Database).Start();

        Assert.Equal("needsClient", (string?)(await App(gateway, HttpMethod.Get))["state"]);
    }

    [Fact]
    public async Task Certificate_that_is_added_later_encrypts_the_key_ring_that_is_there()
    {
        await StoreApp();
        Assert.NotEqual(0, PlainKeys());

        var file = Path.Combine(directory, "ring.pem");
        using (var rsa = RSA.Create(2048))
        {
            var request = new CertificateRequest("CN=groundtransport", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
            await File.WriteAllTextAsync(file, certificate.ExportCertificatePem() + "\n" + rsa.ExportPkcs8PrivateKeyPem());
        }
        var gateway = new RunningGateway().On(Database).Set("KeyRing:Certificates:0:File", file).Start();
        Assert.Equal(0, PlainKeys());
        Assert.NotEqual("needsClient", (string?)(await App(gateway, HttpMethod.Get))["state"]);
        Assert.Contains(gateway.Log.Lines, line => line.Contains("are encrypted now", StringComparison.Ordinal));
        await gateway.Release(Database);

        using var withoutCertificate = new GatewayProcess(directory, GatewayProcess.Development);
        Assert.Equal(1, await withoutCertificate.Exit());
    }

    private long PlainKeys()
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM key_ring WHERE xml LIKE '%masterKey%'";
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Stores a secret that the key ring protects.</summary>
    private async Task StoreApp()
    {
        var gateway = new RunningGateway().On(Database).Start();
        await App(gateway, HttpMethod.Put,
            """{ "clientId": "client-1", "clientSecret": "secret-1", "geolocation": "https://us.api.concursolutions.com" }""");
        await gateway.Release(Database);
    }

    private static async Task<JsonNode> App(RunningGateway gateway, HttpMethod method, string? json = null)
    {
        using var answer = await gateway.Dispatch(method, "/direct-connects/demo/concur-app", json);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
