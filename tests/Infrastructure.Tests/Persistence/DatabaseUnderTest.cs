using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.PostgreSql;
using GroundTransport.Infrastructure.Persistence.Sqlite;
using GroundTransport.Infrastructure.Persistence.SqlServer;
using GroundTransport.Infrastructure.Tests.Persistence.SqlServer;
using GroundTransport.TestKit.Databases;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace GroundTransport.Infrastructure.Tests.Persistence;

/// <summary>The databases that the tests run on: each creates migrated databases, or has the reason why it can't.</summary>
public abstract class DatabaseUnderTest
{
    public static DatabaseUnderTest Sqlite { get; } = new SqliteUnderTest();

    public static DatabaseUnderTest PostgreSql { get; } = new PostgreSqlUnderTest();

    public static DatabaseUnderTest SqlServer { get; } = new SqlServerUnderTest();

    public abstract DatabaseProvider Provider { get; }

    /// <summary>The reason to skip the tests; null if the database is available.</summary>
    public abstract string? SkipReason { get; }

    /// <summary>Creates a migrated database and returns its settings; skips the test if it can't.</summary>
    public async Task<DatabaseSettings> New()
    {
        Assert.SkipWhen(SkipReason is not null, SkipReason ?? "");
        return new DatabaseSettings(Provider, await Create(), MigrateOnStart: true);
    }

    public abstract Task Drop(DatabaseSettings database);

    /// <summary>A query of one column, "Value": each column and each index of the database, as text.</summary>
    public abstract string Schema { get; }

    /// <summary>The exception that its driver throws when the connection breaks.</summary>
    public virtual Exception Broken() => new TimeoutException("the connection broke");

    /// <summary>The connection string with a pool of one connection, for which nobody waits longer than a second.</summary>
    public virtual string WithOneConnection(DatabaseSettings database) => throw new NotSupportedException();

    protected abstract Task<string> Create();

    protected static async Task Migrate(GatewayDbContext context)
    {
        await using (context)
            await context.Database.MigrateAsync(TestContext.Current.CancellationToken);
    }

    private sealed class SqliteUnderTest : DatabaseUnderTest
    {
        private readonly SqliteDatabases databases = new(
            connection => Migrate(new SqliteGatewayDbContext(
                new DbContextOptionsBuilder<SqliteGatewayDbContext>().UseSqlite(connection).Options)));

        public override DatabaseProvider Provider => DatabaseProvider.Sqlite;

        public override string Schema => """
            SELECT 'column ' || t.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk AS "Value"
            FROM sqlite_master AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table'
            UNION ALL
            SELECT 'index ' || name || ' ' || sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
            """;

        public override string? SkipReason => null;

        public override Task Drop(DatabaseSettings database)
        {
            Directory.Delete(Path.GetDirectoryName(
                new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(database.ConnectionString).DataSource)!, recursive: true);
            return Task.CompletedTask;
        }

        protected override Task<string> Create() =>
            databases.Create($"{Directory.CreateTempSubdirectory("facts-").FullName}/facts.db");
    }

    private sealed class PostgreSqlUnderTest : DatabaseUnderTest
    {
        private readonly PostgreSqlDatabases databases = new(
            connection => Migrate(new PostgreSqlGatewayDbContext(
                new DbContextOptionsBuilder<PostgreSqlGatewayDbContext>().UseNpgsql(connection).Options)));

        public override DatabaseProvider Provider => DatabaseProvider.PostgreSql;

        public override string Schema => """
            SELECT format('column %s.%s %s %s %s %s %s', table_name, column_name, data_type, character_maximum_length,
                is_nullable, collation_name, is_identity) AS "Value"
            FROM information_schema.columns WHERE table_schema = 'public'
            UNION ALL
            SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
            """;

        public override string? SkipReason => SharedPostgreSql.SkipReason;

        public override Exception Broken() => new NpgsqlException("the connection broke", new IOException());

        public override string WithOneConnection(DatabaseSettings database) =>
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = 1, Timeout = 1 }.ConnectionString;

        public override Task Drop(DatabaseSettings database) => PostgreSqlDatabases.Drop(database.ConnectionString);

        protected override Task<string> Create() => databases.Create();
    }

    private sealed class SqlServerUnderTest : DatabaseUnderTest
    {
        public override DatabaseProvider Provider => DatabaseProvider.SqlServer;

        public override string Schema => """
            SELECT CONCAT('column ', TABLE_NAME, '.', COLUMN_NAME, ' ', DATA_TYPE, ' ', CHARACTER_MAXIMUM_LENGTH,
                ' ', IS_NULLABLE, ' ', COLLATION_NAME) AS "Value"
            FROM INFORMATION_SCHEMA.COLUMNS
            UNION ALL
            SELECT CONCAT('index ', i.name, ' ', i.is_unique, ' ', c.index_column_id, ' ', COL_NAME(c.object_id, c.column_id))
            FROM sys.indexes AS i JOIN sys.index_columns AS c ON c.object_id = i.object_id AND c.index_id = i.index_id
            JOIN sys.tables AS t ON t.object_id = i.object_id
            """;

        public override string? SkipReason => SharedSqlServer.SkipReason;

        public override Exception Broken() => SqlFailure.BrokenConnection;

        public override string WithOneConnection(DatabaseSettings database) =>
            new SqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = 1, ConnectTimeout = 1 }.ConnectionString;

        public override async Task Drop(DatabaseSettings database)
        {
            await using var context = Context(database.ConnectionString);
            await context.Database.EnsureDeletedAsync(TestContext.Current.CancellationToken);
        }

        protected override async Task<string> Create()
        {
            var connection = SharedSqlServer.ConnectionTo($"facts_{Guid.NewGuid():N}");
            await Migrate(Context(connection));
            return connection;
        }

        private static SqlServerGatewayDbContext Context(string connection) =>
            new(new DbContextOptionsBuilder<SqlServerGatewayDbContext>().UseSqlServer(connection).Options);
    }
}
