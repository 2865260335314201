using GroundTransport.Infrastructure.Persistence.PostgreSql;
using GroundTransport.Infrastructure.Persistence.Sqlite;
using GroundTransport.Infrastructure.Persistence.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GroundTransport.Infrastructure.Persistence.StartUp;

/// <summary>Registers context and dialect of the configured database.</summary>
internal static class DatabaseServices
{
    private const int MaxRetries = 3;

    /// <summary>Of a connection to PostgreSQL; the gateway has fewer that it runs often.</summary>
    private const int PreparedStatements = 100;

    /// <summary>
    /// Worth a retry: the server is being restarted, or the next release has added a column to the table of a prepared statement, which
    /// the driver then prepares anew.
    /// </summary>
    private static readonly string[] PassingErrors =
        [PostgresErrorCodes.AdminShutdown, PostgresErrorCodes.CrashShutdown, PostgresErrorCodes.FeatureNotSupported];

    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(2);

    public static IServiceCollection AddDatabase(this IServiceCollection services, DatabaseSettings database) => database.Provider switch
    {
        DatabaseProvider.PostgreSql => services.AddPostgreSql(PostgreSqlConnection(database.ConnectionString)),
        DatabaseProvider.SqlServer => services.AddSqlServer(SqlServerConnection(database.ConnectionString)),
        DatabaseProvider.Sqlite => services.AddSqlite(database.ConnectionString),
        _ => throw new ArgumentOutOfRangeException(nameof(database), database.Provider, "Unknown database"),
    };

    private static IServiceCollection AddPostgreSql(this IServiceCollection services, string connection) => services
        .Add<PostgreSqlGatewayDbContext, PostgreSqlDialect>(
            "postgresql",
            options => options.UseNpgsql(
                connection, npgsql => npgsql.EnableRetryOnFailure(MaxRetries, MaxRetryDelay, PassingErrors)))
        .AddSingleton(new PlainDriver("postgresql", () => new NpgsqlConnection(connection)));

    private static IServiceCollection AddSqlServer(this IServiceCollection services, string connection) => services
        .Add<SqlServerGatewayDbContext, SqlServerDialect>(
            "microsoft.sql_server",
            options => options.UseSqlServer(
                connection,
                server => server.ExecutionStrategy(dependencies => new SqlServerRetryStrategy(dependencies, MaxRetries, MaxRetryDelay))));

    private static IServiceCollection AddSqlite(this IServiceCollection services, string connection) => services
        .Add<SqliteGatewayDbContext, SqliteDialect>(
            "sqlite", options => options.UseSqlite(connection).AddInterceptors(new SqlitePragmas()))
        .AddSingleton(new PlainDriver("sqlite", () => new SqliteConnection(connection)))
        .AddSingleton<SqliteWriteGate>()
        .AddSingleton<SqliteGroupCommit>();

    /// <summary>
    /// A connection keeps the statements that it runs again and again prepared: parsing and planning one costs the server more than
    /// running it. It isn't reset when it is used again, which costs several statements: nothing here leaves a setting, a temporary table
    /// or a lock behind (the migrator releases its own). The connection string can turn off both, the first for a pooler that can't keep
    /// statements.
    /// </summary>
    private static string PostgreSqlConnection(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        if (!connection.ShouldSerialize("Max Auto Prepare"))
            connection.MaxAutoPrepare = PreparedStatements;
        if (!connection.ShouldSerialize("No Reset On Close"))
            connection.NoResetOnClose = true;
        return connection.ConnectionString;
    }

    /// <summary>
    /// After a failed login the driver would refuse every connection for five seconds and longer, without trying, even if the server
    /// is back.
    /// </summary>
    private static string SqlServerConnection(string connectionString)
    {
        const string Keyword = "Pool Blocking Period";
        var connection = new SqlConnectionStringBuilder(connectionString);
        if (!connection.ShouldSerialize(Keyword))
            connection.PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock;
        return connection.ConnectionString;
    }

    private static IServiceCollection Add<TContext, TDialect>(
        this IServiceCollection services, string system, Action<DbContextOptionsBuilder> configure)
        where TContext : GatewayDbContext
        where TDialect : Dialect => services
        .AddDbContextPool<TContext>(options =>
        {
            configure(options);
            options.AddInterceptors(new DatabaseSpans(system), new CommitSpans(system));
        })
        .AddScoped<GatewayDbContext>(provider => provider.GetRequiredService<TContext>())
        .AddSingleton<Dialect, TDialect>();
}
