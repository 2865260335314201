using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using GroundTransport.TestKit.Gateways;
using Microsoft.Data.Sqlite;

namespace GroundTransport.Api.Tests.Hosting;

/// <summary>The recovery that docs/operations.md describes.</summary>
[DatabaseIndependent]
public sealed class LostKeyRingTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("key-ring-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Gateway_without_its_key_ring_names_the_handbook_and_starts_once_the_secrets_are_deleted()
    {
        using (var first = new GatewayProcess(directory, GatewayProcess.Development))
        {
            using var http = await first.Client();
            await App(http, HttpMethod.Put, """{ "clientId": "client-1", "clientSecret": "secret-1", "geolocation": "https://us.api.concursolutions.com" }""");
            first.Kill();
        }
        Sql("DELETE FROM key_ring");
        using (var stopped = new GatewayProcess(directory, GatewayProcess.Development))
        {
            Assert.Equal(1, await stopped.Exit());
            Assert.Contains("When the key ring is lost", stopped.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("Unhandled exception", stopped.Output, StringComparison.Ordinal);
        }

        Sql("DELETE FROM signing_keys");
        using var gateway = new GatewayProcess(directory, GatewayProcess.Development);
        using var again = await gateway.Client();

        Assert.Equal("needsClient", (string?)(await App(again, HttpMethod.Get))["state"]);
    }

    [Fact]
    public async Task Certificate_that_is_added_later_encrypts_the_key_ring_that_is_there()
    {
        using (var first = new GatewayProcess(directory, GatewayProcess.Development))
        {
            using var http = await first.Client();
            await App(http, HttpMethod.Put, """{ "clientId": "client-1", "clientSecret": "secret-1", "geolocation": "https://us.api.concursolutions.com" }""");
            first.Kill();
        }
        Assert.NotEqual(0, PlainKeys());

        var file = Path.Combine(directory, "ring.pem");
        using (var rsa = RSA.Create(2048))
        {
            var request = new CertificateRequest("CN=groundtransport", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
            await File.WriteAllTextAsync(file, certificate.ExportCertificatePem() + "\n" + rsa.ExportPkcs8PrivateKeyPem());
        }
        var protection = new Dictionary<string, string>(GatewayProcess.Development)
        {
            ["GroundTransport__KeyRing__Certificates__0__File"] = file,
        };
        using (var gateway = new GatewayProcess(directory, protection))
        {
            using var http = await gateway.Client();

            Assert.Equal(0, PlainKeys());
            Assert.NotEqual("needsClient", (string?)(await App(http, HttpMethod.Get))["state"]);
            Assert.Contains("are encrypted now", gateway.Output, StringComparison.Ordinal);
            gateway.Kill();
        }
        using var withoutCertificate = new GatewayProcess(directory, GatewayProcess.Development);
        Assert.Equal(1, await withoutCertificate.Exit());
    }

    private long PlainKeys()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "data", "groundtransport.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM key_ring WHERE xml LIKE '%masterKey%'";
        return (long)command.ExecuteScalar()!;
    }

    private static async Task<JsonNode> App(HttpClient http, HttpMethod method, string? json = null)
    {
        using var request = new HttpRequestMessage(method, "/api/v1/direct-connects/demo/concur-app");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "demo-admin-key");
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "data", "groundtransport.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
