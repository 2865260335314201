using System.Globalization;
using System.Text;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.PostgreSql;
using GroundTransport.Infrastructure.Persistence.Sqlite;
using GroundTransport.Infrastructure.Persistence.SqlServer;
using GroundTransport.TestKit.Databases;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace GroundTransport.Api.Tests.Gateway;

/// <summary>
/// A new database for a gateway under test: a SQLite file, or what the environment variable GROUNDTRANSPORT_TESTS_ON says, a
/// database of the throw-away PostgreSQL server (PostgreSql) or of the SQL Server that another variable names (SqlServer).
/// </summary>
public abstract class GatewayDatabase : IDisposable
{
    private const string Variable = "GROUNDTRANSPORT_TESTS_ON";

    /// <summary>The reason to skip a test that needs SQLite; null if it can run.</summary>
    public static string? WhyNotSqlite => Provider == DatabaseProvider.Sqlite ? null : $"SKIPPED: SQLite's alone; {Variable} is {Provider}";

    private static DatabaseProvider Provider => Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" or nameof(DatabaseProvider.Sqlite) => DatabaseProvider.Sqlite,
        nameof(DatabaseProvider.PostgreSql) => IfRunning(DatabaseProvider.PostgreSql, SharedPostgreSql.SkipReason),
        nameof(DatabaseProvider.SqlServer) => IfRunning(DatabaseProvider.SqlServer, SharedSqlServer.SkipReason),
        var other => throw new InvalidOperationException($"{Variable} is '{other}'. Use Sqlite, PostgreSql or SqlServer."),
    };

    /// <summary>Settings of the section GroundTransport.</summary>
    public abstract IReadOnlyDictionary<string, string> Settings { get; }

    public static GatewayDatabase New() => Provider switch
    {
        DatabaseProvider.PostgreSql => new OnPostgreSql(),
        DatabaseProvider.SqlServer => new OnSqlServer(),
        _ => new OnSqlite(),
    };

    /// <summary>Creates and migrates a database of SQLite, as the command <c>migrate</c> does.</summary>
    public static async Task MigrateSqlite(string connection)
    {
        await using var context = new SqliteGatewayDbContext(
            new DbContextOptionsBuilder<SqliteGatewayDbContext>().UseSqlite(connection).Options);
        await context.Database.MigrateAsync();
    }

    /// <summary>Creates and migrates a database of PostgreSQL, as the command <c>migrate</c> does.</summary>
    public static async Task MigratePostgreSql(string connection)
    {
        await using var context = new PostgreSqlGatewayDbContext(
            new DbContextOptionsBuilder<PostgreSqlGatewayDbContext>().UseNpgsql(connection).Options);
        await context.Database.MigrateAsync();
    }

    /// <summary>Everything that is stored, as text to search for secrets.</summary>
    public abstract string Stored();

    public abstract void Dispose();

    private static DatabaseProvider IfRunning(DatabaseProvider provider, string? whyNot) =>
        whyNot is null ? provider : throw new InvalidOperationException(whyNot);

    private sealed class OnSqlite : GatewayDatabase
    {
        private static readonly SqliteDatabases databases = new(MigrateSqlite);
        private readonly string directory = Directory.CreateTempSubdirectory("gateway-").FullName;
        private readonly string connectionString;

        public OnSqlite() =>
            connectionString = Task.Run(() => databases.Create($"{directory}/gateway.db")).GetAwaiter().GetResult();

        public override IReadOnlyDictionary<string, string> Settings =>
            new Dictionary<string, string> { ["ConnectionStrings:Gateway"] = connectionString };

        public override string Stored()
        {
            // While a connection is open, SQLite doesn't delete the log that the last one would leave behind.
            using var open = new SqliteConnection(connectionString);
            open.Open();
            using var command = new SqliteCommand("SELECT count(*) FROM sqlite_master", open);
            command.ExecuteScalar();
            var stored = new StringBuilder();
            foreach (var file in Directory.GetFiles(directory, "gateway.db*")
                .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using var reader = new StreamReader(stream, Encoding.Latin1);
                stored.AppendLine(reader.ReadToEnd());
            }
            return stored.ToString();
        }

        public override void Dispose()
        {
            if (Directory.Exists(directory))
                Directory.Delete(directory, recursive: true);
        }
    }

    private sealed class OnPostgreSql : GatewayDatabase
    {
        private static readonly PostgreSqlDatabases databases = new(MigratePostgreSql);
        private readonly string connectionString = Task.Run(databases.Create).GetAwaiter().GetResult();
        private bool isDropped;

        public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["Database:Provider"] = "PostgreSql",
            ["ConnectionStrings:Gateway"] = connectionString,
        };

        public override string Stored()
        {
            using var server = NpgsqlDataSource.Create(connectionString);
            using var tables = server.CreateCommand("SELECT string_agg(format('SELECT %L || row_to_json(t)::text FROM %I AS t', "
                + "tablename, tablename), ' UNION ALL ') FROM pg_tables WHERE schemaname = 'public'");
            using var rows = server.CreateCommand((string)tables.ExecuteScalar()!);
            using var reader = rows.ExecuteReader();
            var stored = new StringBuilder();
            while (reader.Read())
                stored.AppendLine(reader.GetString(0));
            return stored.ToString();
        }

        public override void Dispose()
        {
            // WebApplicationFactory calls Dispose twice.
            if (!isDropped)
                Task.Run(() => PostgreSqlDatabases.Drop(connectionString)).GetAwaiter().GetResult();
            isDropped = true;
        }
    }

    private sealed class OnSqlServer : GatewayDatabase
    {
        private readonly string connectionString = SharedSqlServer.ConnectionTo($"gateway_{Guid.NewGuid():N}");
        private bool isDropped;

        public OnSqlServer() => Task.Run(async () =>
        {
            await using var context = Context();
            await context.Database.MigrateAsync();
        }).GetAwaiter().GetResult();

        public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["Database:Provider"] = nameof(DatabaseProvider.SqlServer),
            ["ConnectionStrings:Gateway"] = connectionString,
        };

        public override string Stored()
        {
            using var connection = new SqlConnection(connectionString);
            connection.Open();
            var stored = new StringBuilder();
            using var context = Context();
            foreach (var table in context.Model.GetEntityTypes().Select(entity => entity.GetTableName()))
            {
                using var select = new SqlCommand($"SELECT * FROM [{table}]", connection);
                using var reader = select.ExecuteReader();
                while (reader.Read())
                {
                    foreach (var column in Enumerable.Range(0, reader.FieldCount))
                        stored.Append(Text(reader.GetValue(column))).Append(' ');
                    stored.AppendLine();
                }
            }
            return stored.ToString();
        }

        public override void Dispose()
        {
            // WebApplicationFactory calls Dispose twice.
            if (!isDropped)
            {
                using var context = Context();
                context.Database.EnsureDeleted();
            }
            isDropped = true;
        }

        private static string Text(object value) =>
            value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)!;

        private SqlServerGatewayDbContext Context() =>
            new(new DbContextOptionsBuilder<SqlServerGatewayDbContext>().UseSqlServer(connectionString).Options);
    }
}
