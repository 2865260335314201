using GroundTransport.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.PostgreSql;

/// <summary>A connection of the pool is used again as it is: to reset it costs more than many a statement.</summary>
public sealed class PooledConnectionTests() : FixtureTestBase<TestDatabase>(() => TestDatabase.Create(DatabaseUnderTest.PostgreSql))
{
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "17s")]
    [InlineData(";No Reset On Close=false", "0")]
    public async Task Connection_is_reset_only_if_the_connection_string_says_so(string settings, string expected)
    {
        var process = Fixture.Process(Fixture.Database with
        {
            ConnectionString = Fixture.Database.ConnectionString + ";Maximum Pool Size=1" + settings,
        });
        await Use(process, db => db.Database.ExecuteSqlRawAsync("SET idle_in_transaction_session_timeout = '17s'", cancellation));

        Assert.Equal(expected, await Use(process, db => db.Database
            .SqlQuery<string>($"SELECT current_setting('idle_in_transaction_session_timeout') AS \"Value\"").SingleAsync(cancellation)));
    }

    private static async Task<T> Use<T>(ServiceProvider process, Func<GatewayDbContext, Task<T>> use)
    {
        await using var scope = process.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<GatewayDbContext>());
    }
}
