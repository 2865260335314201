using System.Diagnostics;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.TestKit.Gateways;

namespace GroundTransport.Api.Tests.Databases;

/// <summary>A full disk: a file system of its own, filled and freed while the gateway runs.</summary>
[DatabaseIndependent]
public sealed class FullDiskTests : IDisposable
{
    private readonly string disk = Directory.CreateTempSubdirectory("gateway-disk-").FullName;
    private bool mounted;

    private string Ballast => Path.Combine(disk, "ballast");

    public void Dispose()
    {
        if (mounted)
            Run("umount", "-l", disk);
        Directory.Delete(disk, recursive: true);
    }

    [Fact]
    public async Task Full_disk_is_reported_loses_nothing_acknowledged_and_recovers_when_space_is_freed()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(),
            "SKIPPED: only root on Linux may mount a small file system");
        mounted = Run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk) == 0;
        Assert.SkipUnless(mounted, "SKIPPED: no file system can be mounted here");
        using var gateway = new GatewayProcess(disk, GatewayProcess.Development);
        var http = await gateway.Client();
        var acknowledged = new List<string> { (await GatewayClient.Book(http))["ReservationID"]! };

        Fill();
        var refusal = "";
        while (refusal.Length == 0)
        {
            Assert.True(acknowledged.Count < 500, "The disk never was full.");
            var reply = await GatewayClient.Book(http, 2 + (acknowledged.Count % 100));
            if (reply["Error/ErrorDescription"] is { } error)
                refusal = error;
            else
                acknowledged.Add(reply["ReservationID"]!);
        }

        Assert.Contains("no room to store this", refusal, StringComparison.Ordinal);
        await gateway.WaitForOutput("disk is full", 1);
        Assert.Equal("RB", (await GatewayClient.Send(http, Booking.Detail(acknowledged[^1])))["Status"]);
        File.Delete(Ballast);
        acknowledged.Add((await GatewayClient.Book(http, 120))["ReservationID"]!);
        gateway.Kill();
        await using var next = new RunningGateway().On(Path.Combine(disk, "data", "groundtransport.db")).AtPresent().Start();
        foreach (var id in acknowledged)
            Assert.Equal(("RB", id), ((await next.Concur(Booking.Detail(id)))["Status"], id));
    }

    private void Fill()
    {
        using var ballast = File.Create(Ballast);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                ballast.Write(block);
                ballast.Flush();
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static int Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
