using System.Data.Common;
using System.Security.Cryptography;
using GroundTransport.Api.ConcurEndpoint;
using GroundTransport.Application.Administration.Demo;
using GroundTransport.Infrastructure.Catalog;
using GroundTransport.Infrastructure.Persistence.StartUp;

namespace GroundTransport.Api.Hosting;

/// <summary>What happens between reading the settings and the first request.</summary>
public static class StartUp
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Waits while others may still prepare a shared database: the node is alive, not ready, and logs the reason.
    /// </summary>
    /// <returns>False where the gateway can't start; the console shows the reason.</returns>
    public static async Task<bool> PrepareDatabase(this WebApplication app, Func<Task<NotReadyServer>> startNotReadyServer)
    {
        NotReadyServer? waiting = null;
        try
        {
            while (await app.TryPrepare(waiting?.Stopping ?? CancellationToken.None) is { } notReady)
            {
                if (!notReady.IsTemporary)
                {
                    await Console.Error.WriteLineAsync($"GroundTransport can't start. {notReady.Reason}");
                    return false;
                }
                waiting ??= await startNotReadyServer();
                waiting.Log(notReady.Reason);
                await Task.Delay(RetryInterval, waiting.Stopping);
            }
        }
        catch (OperationCanceledException) when (waiting?.Stopping.IsCancellationRequested == true)
        {
            return false;
        }
        finally
        {
            if (waiting is not null)
                await waiting.DisposeAsync();
        }
        try
        {
            await app.Services.GetRequiredService<CatalogMemory>().Refresh(CancellationToken.None);
        }
        catch (CryptographicException)
        {
            await Console.Error.WriteLineAsync("GroundTransport can't start. The database's secrets were encrypted with a key that its key ring lacks, or that no certificate in "
                + "GroundTransport:KeyRing:Certificates opens. Give the right certificates, restore the database whole from a backup, or go on without them as docs/operations.md says under 'When the key ring is lost'.");
            return false;
        }
        await app.Services.GetRequiredService<OccupancyMemory>().Refresh(CancellationToken.None);
        return true;
    }

    /// <summary>Brings the schema up to date, then exits: for databases that several nodes share.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> Migrate(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var migrator = scope.ServiceProvider.GetRequiredService<Migrator>();
        try
        {
            if (await migrator.Migrate(CancellationToken.None) is { } why)
            {
                await Console.Error.WriteLineAsync($"GroundTransport can't migrate. {why}");
                return 1;
            }
        }
        catch (Exception failure) when (failure is DbException || failure.InnerException is DbException)
        {
            await Console.Error.WriteLineAsync($"GroundTransport can't migrate. The database can't be used: {(failure.InnerException ?? failure).Message}");
            return 1;
        }
        Console.WriteLine("Schema is up to date.");
        return 0;
    }

    private static async Task<NotReady?> TryPrepare(this WebApplication app, CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DatabaseInitializer>().Prepare(ct);
    }

    /// <summary>In Development the console says what to try next, once the port is open.</summary>
    public static void PrintWhatToTry(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        // Bound to all addresses, as the image is: that is none to call.
        var url = (app.Urls.FirstOrDefault() ?? "http://localhost:5080").Replace("//[::]:", "//localhost:", StringComparison.Ordinal);
        Console.WriteLine($"""

            GroundTransport listens on {url} and sells the rides of the demo vendor {DemoData.Vendor.Code}. Try next:

              curl -s -u {DemoData.UserName}:{DemoData.Password} -H 'Content-Type: application/xml' --data-binary "$(sed "s/@PICKUP@/$(date -u -d '+2 days' +%Y-%m-%dT15:00:00)/" docs/examples/search.xml)" {url}{GroundTransportationEndpoint.Path}

            The whole first booking is in README.md. Dispatcher's list: curl -s -H 'Authorization: Bearer {DemoData.AdminKey}' {url}/api/v1/reservations

            """);
    });
}
