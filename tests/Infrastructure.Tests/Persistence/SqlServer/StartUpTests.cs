using GroundTransport.Infrastructure.Persistence.SqlServer;
using GroundTransport.Infrastructure.Persistence.StartUp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.SqlServer;

/// <summary>What a node and <c>migrate</c> say of a database that they can't use.</summary>
public sealed class StartUpTests : IAsyncDisposable
{
    private readonly FakeSqlServer server = new();
    private readonly ServiceProvider services;

    public StartUpTests() => services = server.Connect();

    public ValueTask DisposeAsync() => services.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Database_without_row_versioning_isnt_used_until_it_is_on(bool migrates)
    {
        server.FindsRows = true;
        await using var scope = services.CreateAsyncScope();
        var start = scope.ServiceProvider.GetRequiredService<DatabaseInitializer>();

        var notReady = await (migrates ? start.Migrate(CancellationToken.None) : start.Prepare(CancellationToken.None));

        Assert.True(notReady!.IsTemporary);
        Assert.Equal("ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE", notReady.ToRun);
        Assert.EndsWith(notReady.ToRun!, notReady.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Statements, text => text.Contains("CREATE TABLE", StringComparison.Ordinal)
            || text.Contains("[signing_keys]", StringComparison.Ordinal));
        TSql.Parse(notReady.ToRun!);
    }

    [Fact]
    public void Reason_is_the_drivers_message_not_the_sockets()
    {
        var dialect = new SqlServerDialect();
        var unreachable = SqlFailure.Of(0, 20, "A network-related error occurred.", new System.ComponentModel.Win32Exception(0));

        Assert.Equal("The database can't be used: A network-related error occurred.", NotReady.Because(unreachable, dialect)!.Reason);
        Assert.Equal(NotReady.Because(unreachable, dialect), NotReady.Because(new DbUpdateException("x", unreachable), dialect));
        Assert.Null(NotReady.Because(new InvalidOperationException("a defect"), dialect));
    }

    [Theory]
    [InlineData(1105)]
    [InlineData(1101)]
    [InlineData(9002)]
    [InlineData(40544)]
    public void Full_disk_is_recognised(int number) => Assert.True(new SqlServerDialect().IsDiskFull(SqlFailure.Of(number, 17)));

    [Theory]
    [InlineData(1801, true)]
    [InlineData(-2, true)]
    [InlineData(262, false)]
    public void Creation_that_failed_may_have_created_the_database(int number, bool may) =>
        Assert.Equal(may, new SqlServerDialect().MayHaveCreatedDatabase(SqlFailure.Of(number, 14)));
}
