using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GroundTransport.TestKit.Gateways;

namespace GroundTransport.Api.Tests.Hosting;

/// <summary>TLS as OpenSSL's own client sees it.</summary>
[DatabaseIndependent]
public sealed class TlsTests : IDisposable
{
    /// <summary>Lets OpenSSL itself speak the old versions: else it, and not the gateway, would refuse them.</summary>
    private const string AnyVersion = """
        openssl_conf = default_conf
        [default_conf]
        ssl_conf = ssl_sect
        [ssl_sect]
        system_default = system_default_sect
        [system_default_sect]
        MinProtocol = TLSv1
        CipherString = ALL:@SECLEVEL=0
        """;

    private readonly string directory = Directory.CreateTempSubdirectory("gateway-tls-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Callers_come_by_TLS_1_2_or_later()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/openssl"), "SKIPPED: openssl isn't installed");
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        var (file, configuration) = (Path.Combine(directory, "tls.pfx"), Path.Combine(directory, "openssl.cnf"));
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(configuration, AnyVersion, TestContext.Current.CancellationToken);
        using var gateway = new GatewayProcess(directory, new Dictionary<string, string>(GatewayProcess.Development)
        {
            ["ASPNETCORE_URLS"] = "https://127.0.0.1:0",
            ["Kestrel__Certificates__Default__Path"] = file,
            ["OPENSSL_CONF"] = configuration,
        });
        var url = await gateway.Url();

        var served = new List<string>();
        foreach (var version in new[] { "-tls1", "-tls1_1", "-tls1_2", "-tls1_3" })
        {
            if (await Connects(url, version))
                served.Add(version);
        }

        Assert.Equal(["-tls1_2", "-tls1_3"], served);
    }

    private static async Task<bool> Connects(Uri url, string version)
    {
        using var client = Process.Start(new ProcessStartInfo(
            "openssl", ["s_client", "-connect", url.Authority, version, "-cipher", "ALL:@SECLEVEL=0"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        client.StandardInput.Close();
        var output = client.StandardOutput.ReadToEndAsync();
        await client.StandardError.ReadToEndAsync();
        await output;
        await client.WaitForExitAsync();
        return client.ExitCode == 0;
    }
}
