using System.Data.Common;
using System.Security.Cryptography;
using GroundTransport.Api.ConcurEndpoint;
using GroundTransport.Application.Administration;
using GroundTransport.Infrastructure.Catalog;
using GroundTransport.Infrastructure.Persistence;

namespace GroundTransport.Api.Hosting;

/// <summary>What happens between reading the settings and the first request.</summary>
public static class StartUp
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Waits where others may yet prepare a database that nodes share: alive, not ready, and telling why.
    /// </summary>
    /// <returns>False where the gateway can't start; why stands on the console.</returns>
    public static async Task<bool> PrepareDatabase(this WebApplication app, Func<Task<WaitingRoom>> openWaitingRoom)
    {
        WaitingRoom? room = null;
        try
        {
            while (await app.TryPrepare(room?.Leaving ?? CancellationToken.None) is { } notReady)
            {
                if (!notReady.MayPass)
                {
                    await Console.Error.WriteLineAsync($"GroundTransport can't start. {notReady.Why}");
                    return false;
                }
                room ??= await openWaitingRoom();
                room.Tell(notReady.Why);
                await Task.Delay(LookAgain, room.Leaving);
            }
        }
        catch (OperationCanceledException) when (room?.Leaving.IsCancellationRequested == true)
        {
            return false;
        }
        finally
        {
            if (room is not null)
                await room.DisposeAsync();
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

    /// <summary>Brings the database's schema up to this release's, and ends: for databases that nodes share.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> Migrate(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<FirstStart>();
        try
        {
            if (await database.MigrateIfOlder(CancellationToken.None) is { } why)
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
        Console.WriteLine("The database is this release's.");
        return 0;
    }

    private static async Task<NotReady?> TryPrepare(this WebApplication app, CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<FirstStart>().Prepare(ct);
    }

    /// <summary>In Development the console says what to try next, once the port is open.</summary>
    public static void PrintWhatToTry(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        // Bound to all addresses, as the image is: that is none to call.
        var url = (app.Urls.FirstOrDefault() ?? "http://localhost:5080").Replace("//[::]:", "//localhost:", StringComparison.Ordinal);
        Console.WriteLine($"""

            GroundTransport listens on {url} and sells the rides of the demo vendor {Demo.Vendor.Code}. Try next:

              curl -s -u {Demo.UserName}:{Demo.Password} -H 'Content-Type: application/xml' --data-binary "$(sed "s/@PICKUP@/$(date -u -d '+2 days' +%Y-%m-%dT15:00:00)/" docs/examples/search.xml)" {url}{GroundTransportationEndpoint.Path}

            The whole first booking is in README.md. Dispatcher's list: curl -s -H 'Authorization: Bearer {Demo.AdminKey}' {url}/api/v1/reservations

            """);
    });
}
