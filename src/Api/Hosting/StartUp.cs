using System.Security.Cryptography;
using GroundTransport.Api.ConcurEndpoint;
using GroundTransport.Application.Administration.Backups;
using GroundTransport.Application.Administration.Demo;
using GroundTransport.Infrastructure.Catalog;
using GroundTransport.Infrastructure.Persistence.StartUp;

namespace GroundTransport.Api.Hosting;

/// <summary>The steps between reading the settings and the first request.</summary>
public static class StartUp
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Waits while another node may still be preparing a shared database: this one is live, not ready, and logs the reason.
    /// </summary>
    /// <returns>False if the gateway can't start; the console shows the reason.</returns>
    public static async Task<bool> PrepareDatabase(this WebApplication app, Func<Task<NotReadyServer>> startNotReadyServer)
    {
        NotReadyServer? waiting = null;
        try
        {
            while (await app.TryPrepare(waiting?.Stopping ?? CancellationToken.None) is { } notReady)
            {
                if (!notReady.IsTemporary)
                {
                    await System.Console.Error.WriteLineAsync($"GroundTransport can't start. {notReady.Reason}");
                    return false;
                }
                waiting ??= await startNotReadyServer();
                waiting.Show(notReady);
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
            await app.Services.GetRequiredService<CatalogCache>().Refresh(CancellationToken.None);
        }
        catch (CryptographicException)
        {
            await System.Console.Error.WriteLineAsync(
                "GroundTransport can't start. The database's secrets can't be decrypted: their key is missing from the key ring, or no "
                + "certificate in GroundTransport:KeyRing:Certificates decrypts it. Set the right certificates, restore the whole database "
                + "from a backup, or follow 'When the key ring is lost' in docs/operations.md.");
            return false;
        }
        await app.Services.GetRequiredService<OccupancyCache>().Refresh(CancellationToken.None);
        return true;
    }

    /// <summary>Builds every route once: otherwise the first request waits until what routes consist of is compiled.</summary>
    public static void BuildRoutes(this IEndpointRouteBuilder app)
    {
        foreach (var source in app.DataSources)
            _ = source.Endpoints;
    }

    /// <summary>
    /// Runs until the process is told to stop. If the start fails, for example because a port is in use, what already works in the
    /// background ends before the host is disposed of: without its services it would log errors that hide the reason.
    /// </summary>
    public static async Task RunUntilStopped(this WebApplication app)
    {
        await using (app)
        {
            try
            {
                await app.StartAsync();
            }
            catch
            {
                // The host's own StopAsync waits for Quartz, which waits until the host has started.
                await Task.WhenAll(app.Services.GetServices<IHostedService>().OfType<BackgroundService>()
                    .Select(service => service.StopAsync(CancellationToken.None)));
                throw;
            }
            await app.WaitForShutdownAsync();
        }
    }

    /// <summary>Applies the missing migrations: the command <c>migrate</c>, for databases that several nodes share.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> Migrate(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<DatabaseInitializer>().Migrate(CancellationToken.None) is { } notReady)
        {
            await System.Console.Error.WriteLineAsync($"GroundTransport can't migrate. {notReady.Reason}");
            return 1;
        }
        System.Console.WriteLine("Schema is up to date.");
        return 0;
    }

    /// <summary>Copies the SQLite database, also while a gateway uses it: the command <c>backup</c>.</summary>
    public static async Task<int> BackUp(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<IBackups>().Make(BackupKind.OnDemand, CancellationToken.None);
        return await made.Match(
            async backup =>
            {
                await System.Console.Out.WriteLineAsync(backup.File);
                return 0;
            },
            async refusal =>
            {
                await System.Console.Error.WriteLineAsync($"GroundTransport can't back up. {refusal.Message}");
                return 1;
            });
    }

    /// <summary>Puts a backup in the place of the SQLite database: the command <c>restore</c>.</summary>
    public static async Task<int> Restore(this WebApplication app, string file)
    {
        await using var scope = app.Services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<DatabaseRestore>().Restore(file, CancellationToken.None) is { } mistake)
        {
            await System.Console.Error.WriteLineAsync($"GroundTransport can't restore. {mistake}");
            return 1;
        }
        await System.Console.Out.WriteLineAsync("The backup is in place; the replaced database is beside it, with '.replaced' in its name. "
            + "Start the gateway, then compare with Concur: docs/operations.md, 'Back up and restore'.");
        return 0;
    }

    /// <summary>Gives the event feed a new identity; returns the exit code.</summary>
    public static async Task<int> ResetEventFeed(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseInitializer>().ResetEventFeed(CancellationToken.None);
        System.Console.WriteLine("The event feed has a new identity: readers learn by 410 that they have to read the reservations again.");
        return 0;
    }

    /// <summary>Makes the demo's published secrets invalid; returns the exit code.</summary>
    public static async Task<int> RevokeDemoSecrets(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var revoked = await scope.ServiceProvider.GetRequiredService<DatabaseInitializer>().RevokePublishedSecrets(CancellationToken.None);
        System.Console.WriteLine(revoked.Count == 0
            ? "The database contains no published secret."
            : $"Revoked: {string.Join(", ", revoked)}. Direct connects keep their reservations; rotate their secrets to use them.");
        return 0;
    }

    private static async Task<NotReady?> TryPrepare(this WebApplication app, CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DatabaseInitializer>().Prepare(ct);
    }

    /// <summary>In Development the console shows the first commands to try, once the port is open.</summary>
    public static void PrintQuickStart(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        // In a container the gateway is bound to [::], which isn't an address to call.
        var url = (app.Urls.FirstOrDefault() ?? "http://localhost:5080").Replace("//[::]:", "//localhost:", StringComparison.Ordinal);
        System.Console.WriteLine($"""

            GroundTransport is listening on {url} and sells the rides of the demo vendor {DemoData.Vendor.Code}. Search for a ride:

              curl -s -u {DemoData.UserName}:{DemoData.Password} -H 'Content-Type: application/xml' \
                --data-binary "$(sed "s/@PICKUP@/$(date -u -d '+2 days' +%Y-%m-%dT15:00:00)/" docs/examples/search.xml)" \
                {url}{GroundTransportationEndpoint.Path}

            List the reservations:

              curl -s -H 'Authorization: Bearer {DemoData.AdminKey}' {url}/api/v1/reservations

            Open the console in a browser and sign in with {DemoData.AdminKey}:

              {url}/

            README.md contains a complete booking.

            """);
    });
}
