using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.PostgreSql;
using GroundTransport.Infrastructure.Persistence.Sqlite;
using GroundTransport.Infrastructure.Persistence.SqlServer;
using GroundTransport.TestKit.Databases;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Persistence.Tests.Databases;

/// <summary>Where the facts run: each gives migrated databases of their own, or says why it can't.</summary>
public abstract class DatabaseUnderTest
{
    public static DatabaseUnderTest Sqlite { get; } = new SqliteUnderTest();

    public static DatabaseUnderTest PostgreSql { get; } = new PostgreSqlUnderTest();

    public static DatabaseUnderTest SqlServer { get; } = new SqlServerUnderTest();

    public abstract DatabaseProvider Provider { get; }

    /// <summary>Null where it is there.</summary>
    protected abstract string? WhyNot { get; }

    /// <summary>The settings of a new, migrated database; skips the test where there can't be one.</summary>
    public async Task<DatabaseSettings> New()
    {
        Assert.SkipWhen(WhyNot is not null, WhyNot ?? "");
        return new DatabaseSettings(Provider, await Create(), MigrateOnStart: true);
    }

    public abstract Task Drop(DatabaseSettings database);

    protected abstract Task<string> Create();

    protected static async Task Migrate(GatewayDbContext context)
    {
        await using (context)
            await context.Database.MigrateAsync(TestContext.Current.CancellationToken);
    }

    private sealed class SqliteUnderTest : DatabaseUnderTest
    {
        public override DatabaseProvider Provider => DatabaseProvider.Sqlite;

        protected override string? WhyNot => null;

        public override Task Drop(DatabaseSettings database)
        {
            Directory.Delete(Path.GetDirectoryName(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(database.ConnectionString).DataSource)!, recursive: true);
            return Task.CompletedTask;
        }

        protected override async Task<string> Create()
        {
            var connection = $"Data Source={Directory.CreateTempSubdirectory("facts-").FullName}/facts.db;Pooling=False";
            await Migrate(new SqliteGatewayDbContext(new DbContextOptionsBuilder<SqliteGatewayDbContext>().UseSqlite(connection).Options));
            return connection;
        }
    }

    private sealed class PostgreSqlUnderTest : DatabaseUnderTest
    {
        private readonly PostgreSqlDatabases databases = new(
            connection => Migrate(new PostgreSqlGatewayDbContext(new DbContextOptionsBuilder<PostgreSqlGatewayDbContext>().UseNpgsql(connection).Options)));

        public override DatabaseProvider Provider => DatabaseProvider.PostgreSql;

        protected override string? WhyNot => PostgreSqlCluster.Only.WhyNot;

        public override Task Drop(DatabaseSettings database) => PostgreSqlDatabases.Drop(database.ConnectionString);

        protected override Task<string> Create() => databases.Create();
    }

    private sealed class SqlServerUnderTest : DatabaseUnderTest
    {
        private const string Variable = "GROUNDTRANSPORT_TEST_SQLSERVER";
        private static readonly string? server = Environment.GetEnvironmentVariable(Variable);

        public override DatabaseProvider Provider => DatabaseProvider.SqlServer;

        protected override string? WhyNot => string.IsNullOrEmpty(server) ? $"SKIPPED: {Variable} names no SQL Server (a connection string of somebody who may create databases)" : null;

        public override async Task Drop(DatabaseSettings database)
        {
            await using var context = Context(database.ConnectionString);
            await context.Database.EnsureDeletedAsync(TestContext.Current.CancellationToken);
        }

        protected override async Task<string> Create()
        {
            var connection = new SqlConnectionStringBuilder(server) { InitialCatalog = $"facts_{Guid.NewGuid():N}" }.ConnectionString;
            await Migrate(Context(connection));
            return connection;
        }

        private static SqlServerGatewayDbContext Context(string connection) => new(new DbContextOptionsBuilder<SqlServerGatewayDbContext>().UseSqlServer(connection).Options);
    }
}
