using System.Diagnostics;

namespace GroundTransport.Simulator.Tests.Certification;

/// <summary>The command as a build server calls it: its exit code says what happened.</summary>
public sealed class CertifyCommandTests(CertifiedGateway fixture) : IClassFixture<CertifiedGateway>
{
    private const string Credentials = "--user concur-demo --password concur-demo-password";

    [Theory]
    [InlineData("certify")]
    [InlineData($"certify ftp://localhost {Credentials}")]
    [InlineData($"certify http://127.0.0.1:9 {Credentials}")]
    [InlineData($"certify http://127.0.0.1:9 {Credentials} --profile missing.json")]
    [InlineData($"certify http://127.0.0.1:9 {Credentials} --admin http://127.0.0.1:9")]
    public async Task Endpoint_that_cannot_be_tested_is_2(string arguments)
    {
        var (exitCode, _, error) = await Run(arguments);

        Assert.Equal(2, exitCode);
        Assert.NotEqual("", error);
    }

    [Fact]
    public async Task Endpoint_that_passes_is_0()
    {
        var (exitCode, output, _) = await Run($"certify {Url} {Credentials} --only connection/test-connection");

        Assert.Equal(0, exitCode);
        Assert.Contains("certify: PASSED: 2 passed, 0 failed, 0 not tested", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_of_which_nothing_is_tested_is_1()
    {
        var (exitCode, output, _) = await Run($"certify {Url} {Credentials} --only sell/ride-is-sold");

        Assert.Equal(1, exitCode);
        Assert.Contains("not tested (1): The profile names no ride", output, StringComparison.Ordinal);
    }

    private string Url => fixture.Gateway.GetLeftPart(UriPartial.Authority);

    private static async Task<(int ExitCode, string Output, string Error)> Run(string arguments)
    {
        var start = new ProcessStartInfo("dotnet", $"{Path.Combine(AppContext.BaseDirectory, "ConcurSimulator.dll")} {arguments}")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
