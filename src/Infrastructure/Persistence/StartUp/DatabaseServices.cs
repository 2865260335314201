using GroundTransport.Infrastructure.Persistence.PostgreSql;
using GroundTransport.Infrastructure.Persistence.Sqlite;
using GroundTransport.Infrastructure.Persistence.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GroundTransport.Infrastructure.Persistence.StartUp;

/// <summary>Registers the database that the settings name: one context, one dialect.</summary>
internal static class DatabaseServices
{
    private const int Retries = 3;

    /// <summary>A server that stops ends its sessions with these, and is back soon.</summary>
    private static readonly string[] ServerStops = [PostgresErrorCodes.AdminShutdown, PostgresErrorCodes.CrashShutdown];

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);

    public static IServiceCollection AddGatewayDatabase(this IServiceCollection services, DatabaseSettings database) => database.Provider switch
    {
        DatabaseProvider.PostgreSql => services.Add<PostgreSqlGatewayDbContext, PostgreSqlDialect>(
            options => options.UseNpgsql(database.ConnectionString, npgsql => npgsql.EnableRetryOnFailure(Retries, LongestDelay, ServerStops))),
        DatabaseProvider.SqlServer => services.Add<SqlServerGatewayDbContext, SqlServerDialect>(
            options => options.UseSqlServer(database.ConnectionString, server => server.EnableRetryOnFailure(Retries, LongestDelay, null))),
        _ => services.AddSingleton<SqliteWriteGate>().Add<SqliteGatewayDbContext, SqliteDialect>(
            options => options.UseSqlite(database.ConnectionString).AddInterceptors(new SqlitePragmas())),
    };

    private static IServiceCollection Add<TContext, TDialect>(this IServiceCollection services, Action<DbContextOptionsBuilder> configure)
        where TContext : GatewayDbContext
        where TDialect : Dialect => services
        .AddDbContextPool<TContext>(configure)
        .AddScoped<GatewayDbContext>(provider => provider.GetRequiredService<TContext>())
        .AddSingleton<Dialect, TDialect>();
}
