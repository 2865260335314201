using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.PostgreSql;
using GroundTransport.Infrastructure.Persistence.Sqlite;
using GroundTransport.Infrastructure.Persistence.SqlServer;
using GroundTransport.TestKit.Databases;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Npgsql;

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

    protected static string NewName() => $"facts_{Guid.NewGuid():N}";

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
        /// <summary>Migrated once, then copied.</summary>
        private readonly Lazy<Task<string>> template = new(MakeTemplate);

        public override DatabaseProvider Provider => DatabaseProvider.PostgreSql;

        protected override string? WhyNot => PostgreSqlCluster.Only.WhyNot;

        public override async Task Drop(DatabaseSettings database)
        {
            await using (var connection = new NpgsqlConnection(database.ConnectionString))
                NpgsqlConnection.ClearPool(connection);
            await Execute($"DROP DATABASE {new NpgsqlConnectionStringBuilder(database.ConnectionString).Database} WITH (FORCE)");
        }

        protected override async Task<string> Create()
        {
            var name = NewName();
            await Execute($"CREATE DATABASE {name} TEMPLATE {await template.Value}");
            return ConnectionTo(name);
        }

        private static async Task<string> MakeTemplate()
        {
            var name = $"template_{Guid.NewGuid():N}";
            await Migrate(new PostgreSqlGatewayDbContext(new DbContextOptionsBuilder<PostgreSqlGatewayDbContext>().UseNpgsql(ConnectionTo(name) + ";Pooling=False").Options));
            return name;
        }

        private static string ConnectionTo(string database) =>
            new NpgsqlConnectionStringBuilder(PostgreSqlCluster.Only.ConnectionString) { Database = database, MaxPoolSize = 20 }.ConnectionString;

        private static async Task Execute(string sql)
        {
            await using var server = NpgsqlDataSource.Create(ConnectionTo("postgres"));
            await using var command = server.CreateCommand(sql);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
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
            var connection = new SqlConnectionStringBuilder(server) { InitialCatalog = NewName() }.ConnectionString;
            await Migrate(Context(connection));
            return connection;
        }

        private static SqlServerGatewayDbContext Context(string connection) => new(new DbContextOptionsBuilder<SqlServerGatewayDbContext>().UseSqlServer(connection).Options);
    }
}
