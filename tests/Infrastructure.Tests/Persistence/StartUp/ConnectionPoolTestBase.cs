using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.StartUp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.StartUp;

/// <summary>A pool of one connection, which is in use. For databases behind a network: SQLite has no limit.</summary>
public abstract class ConnectionPoolTestBase(DatabaseUnderTest on) : FixtureTestBase<TestDatabase>(() => TestDatabase.Create(on))
{
    [Fact]
    public async Task Node_waits_while_every_connection_is_in_use()
    {
        await using var process = Fixture.Process(Fixture.Database with { ConnectionString = on.WithOneConnection(Fixture.Database) });
        await using var scope = process.CreateAsyncScope();
        await using var other = process.CreateAsyncScope();
        await other.ServiceProvider.GetRequiredService<GatewayDbContext>().Database.OpenConnectionAsync();
        var start = scope.ServiceProvider.GetRequiredService<DatabaseInitializer>();

        var notReady = await start.Prepare(CancellationToken.None);

        Assert.True(notReady!.IsTemporary);
        Assert.StartsWith("The database can't be used: ", notReady.Reason, StringComparison.Ordinal);
        Assert.Contains("pool", notReady.Reason, StringComparison.Ordinal);
    }
}
