using GroundTransport.Benchmarks.Running;
using GroundTransport.TestKit.Databases;
using Npgsql;

namespace GroundTransport.Benchmarks.Databases;

/// <summary>A throw-away PostgreSQL server of the installed release with the default settings.</summary>
public sealed class PostgreSqlServer : IDatabases, IDisposable
{
    public const string Provider = "PostgreSql";

    private readonly PostgreSqlCluster cluster = PostgreSqlCluster.IsInstalled
        ? PostgreSqlCluster.Start(["--no-instructions"])
        : throw new BenchmarkException("PostgreSQL isn't installed. On Debian: apt-get install postgresql");

    public Task<GatewayDatabase> Create(string name, CancellationToken ct) => Make(name, $"CREATE DATABASE \"{name}\"", ct);

    public Task<GatewayDatabase> Copy(GatewayDatabase from, string name, CancellationToken ct)
    {
        NpgsqlConnection.ClearAllPools();
        return Make(name, $"CREATE DATABASE \"{name}\" TEMPLATE \"{new NpgsqlConnectionStringBuilder(from.ConnectionString).Database}\"",
            ct);
    }

    public void Dispose() => cluster.Dispose();

    private async Task<GatewayDatabase> Make(string name, string sql, CancellationToken ct)
    {
        await using var connection = await On("postgres").Open(ct);
        await connection.Execute(sql, ct);
        return On(name);
    }

    private GatewayDatabase On(string name) =>
        new(Provider, $"{cluster.ConnectionString};Database={name};Maximum Pool Size=30", NpgsqlFactory.Instance);
}
