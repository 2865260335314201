using System.Text;
using GroundTransport.Infrastructure.Persistence.PostgreSql;
using GroundTransport.TestKit.Databases;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace GroundTransport.Api.Tests.Gateway;

/// <summary>
/// A new database for a gateway under test: a SQLite file, or, if the environment variable
/// GROUNDTRANSPORT_TESTS_ON is PostgreSql, a database of the throw-away server.
/// </summary>
public abstract class GatewayDatabase : IDisposable
{
    private const string Variable = "GROUNDTRANSPORT_TESTS_ON";

    /// <summary>The reason to skip a test that needs SQLite; null if it can run.</summary>
    public static string? WhyNotSqlite => IsPostgreSql ? $"SKIPPED: SQLite's alone; {Variable} is PostgreSql" : null;

    private static bool IsPostgreSql => Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" or "Sqlite" => false,
        "PostgreSql" => SharedPostgreSql.SkipReason is { } whyNot ? throw new InvalidOperationException(whyNot) : true,
        var other => throw new InvalidOperationException($"{Variable} is '{other}'. Use Sqlite or PostgreSql."),
    };

    /// <summary>Settings of the section GroundTransport.</summary>
    public abstract IReadOnlyDictionary<string, string> Settings { get; }

    public static GatewayDatabase New() => IsPostgreSql ? new OnPostgreSql() : new OnSqlite();

    /// <summary>Everything that is stored, as text to search for secrets.</summary>
    public abstract string Stored();

    public abstract void Dispose();

    private sealed class OnSqlite : GatewayDatabase
    {
        private readonly string directory = Directory.CreateTempSubdirectory("gateway-").FullName;

        public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["ConnectionStrings:Gateway"] = $"Data Source={directory}/gateway.db;Pooling=False",
        };

        public override string Stored()
        {
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
        private static readonly PostgreSqlDatabases databases = new(Migrate);
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

        private static async Task Migrate(string connection)
        {
            await using var context = new PostgreSqlGatewayDbContext(
                new DbContextOptionsBuilder<PostgreSqlGatewayDbContext>().UseNpgsql(connection).Options);
            await context.Database.MigrateAsync();
        }
    }
}
