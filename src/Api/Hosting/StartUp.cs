using System.Security.Cryptography;
using GroundTransport.Api.ConcurEndpoint;
using GroundTransport.Application.Administration;
using GroundTransport.Infrastructure.Catalog;
using GroundTransport.Infrastructure.Persistence;

namespace GroundTransport.Api.Hosting;

/// <summary>What happens between reading the settings and the first request.</summary>
public static class StartUp
{
    /// <returns>False where the gateway can't start; why stands on the console.</returns>
    public static async Task<bool> PrepareDatabase(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<FirstStart>().Prepare(app.Lifetime.ApplicationStopping) is { } missing)
        {
            await Console.Error.WriteLineAsync($"GroundTransport can't start. {missing}");
            return false;
        }
        try
        {
            await app.Services.GetRequiredService<CatalogMemory>().Refresh(app.Lifetime.ApplicationStopping);
        }
        catch (CryptographicException)
        {
            await Console.Error.WriteLineAsync("GroundTransport can't start. The database's secrets were encrypted with a key that its key ring lacks. "
                + "Restore the database whole from a backup, or go on without them as docs/operations.md says under 'When the key ring is lost'.");
            return false;
        }
        await app.Services.GetRequiredService<OccupancyMemory>().Refresh(app.Lifetime.ApplicationStopping);
        return true;
    }

    /// <summary>In Development the console says what to try next, once the port is open.</summary>
    public static void PrintWhatToTry(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var url = app.Urls.FirstOrDefault() ?? "http://localhost:5080";
        Console.WriteLine($"""

            GroundTransport listens on {url} and sells the rides of the demo vendor {Demo.Vendor.Code}. Try next:

              curl -s -u {Demo.UserName}:{Demo.Password} -H 'Content-Type: application/xml' --data-binary "$(sed "s/@PICKUP@/$(date -u -d '+2 days' +%Y-%m-%dT15:00:00)/" docs/examples/search.xml)" {url}{GroundTransportationEndpoint.Path}

            The whole first booking is in README.md. Dispatcher's list: curl -s -H 'Authorization: Bearer {Demo.AdminKey}' {url}/api/v1/reservations

            """);
    });
}
