using GroundTransport.Infrastructure.Persistence;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.SqlServer;

/// <summary>Which of the driver's failures a write survives.</summary>
public sealed class RetryStrategyTests : IAsyncDisposable
{
    private readonly FakeSqlServer server = new();
    private readonly ServiceProvider services;
    private int attempts;

    public RetryStrategyTests() => services = server.Connect();

    public ValueTask DisposeAsync() => services.DisposeAsync();

    [Theory]
    [InlineData(0, 20)]
    [InlineData(596, 21)]
    [InlineData(922, 14)]
    [InlineData(976, 14)]
    [InlineData(983, 14)]
    [InlineData(6005, 14)]
    [InlineData(17142, 14)]
    [InlineData(1205, 13)]
    [InlineData(40613, 17)]
    public async Task Write_is_repeated_after_a_failure_that_passes(int number, byte ofClass)
    {
        server.BreakAt("DELETE", SqlFailure.Of(number, ofClass));

        Assert.Equal("done", await Write());

        Assert.Equal(2, attempts);
    }

    [Theory]
    [InlineData(-2, 11)]
    [InlineData(8152, 16)]
    [InlineData(0, 11)]
    public async Task Write_isnt_repeated_after_another_failure(int number, byte ofClass)
    {
        server.BreakAt("DELETE", SqlFailure.Of(number, ofClass));

        Assert.Equal(number, (await Assert.ThrowsAsync<SqlException>(Write)).Number);

        Assert.Equal(1, attempts);
        Assert.DoesNotContain(server.Statements, text => text.Contains("[commits]", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(-2, 11)]
    public async Task Commit_that_succeeded_is_found_after(int number, byte ofClass)
    {
        (server.FailureAtCommit, server.FindsRows, server.Exists) = (SqlFailure.Of(number, ofClass), true, true);

        Assert.Equal("done", await Write());

        Assert.Equal(1, attempts);
        Assert.Contains(server.Statements, IsSearchForTheCommit);
    }

    [Fact]
    public async Task Commit_that_timed_out_and_isnt_found_isnt_repeated()
    {
        (server.FailureAtCommit, server.FindsRows) = (SqlFailure.Timeout, true);

        Assert.Equal(-2, (await Assert.ThrowsAsync<SqlException>(Write)).Number);

        Assert.Equal(1, attempts);
        Assert.Single(server.Statements, IsSearchForTheCommit);
    }

    [Theory]
    [InlineData("Server=db", PoolBlockingPeriod.NeverBlock)]
    [InlineData("Server=db;Pool Blocking Period=AlwaysBlock", PoolBlockingPeriod.AlwaysBlock)]
    [InlineData("Server=db;PoolBlockingPeriod=Auto", PoolBlockingPeriod.Auto)]
    public async Task Pool_doesnt_refuse_connections_unless_it_is_told_to(string given, PoolBlockingPeriod used)
    {
        var registered = new ServiceCollection().AddLogging();
        registered.AddInfrastructure(new DatabaseSettings(DatabaseProvider.SqlServer, given, MigrateOnStart: false));
        await using var gateway = registered.BuildServiceProvider();
        await using var scope = gateway.CreateAsyncScope();

        var connection = scope.ServiceProvider.GetRequiredService<GatewayDbContext>().Database.GetConnectionString();

        Assert.Equal(used, new SqlConnectionStringBuilder(connection).PoolBlockingPeriod);
        Assert.Equal("db", new SqlConnectionStringBuilder(connection).DataSource);
    }

    private static bool IsSearchForTheCommit(string text) =>
        text.StartsWith("SELECT", StringComparison.Ordinal) && text.Contains("[commits]", StringComparison.Ordinal);

    private Task<string> Write() => services.GetRequiredService<DatabaseWrites>().ExecuteOnce(async (scope, token) =>
    {
        attempts++;
        await scope.GetRequiredService<GatewayDbContext>().Fleet.ExecuteDeleteAsync(token);
        return ("done", true);
    }, TestContext.Current.CancellationToken);
}
