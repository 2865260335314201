using GroundTransport.Benchmarks.Running;
using Microsoft.Data.Sqlite;

namespace GroundTransport.Benchmarks.Databases;

/// <summary>SQLite files in the run's directory.</summary>
public sealed class SqliteFiles(Workspace workspace) : IDatabases
{
    public const string Provider = "Sqlite";

    public Task<GatewayDatabase> Create(string name, CancellationToken ct) =>
        Task.FromResult(new GatewayDatabase(
            Provider, $"Data Source={Path.Combine(workspace.Make(name), "gateway.db")}", SqliteFactory.Instance));

    public async Task<GatewayDatabase> Copy(GatewayDatabase from, string name, CancellationToken ct)
    {
        var copy = await Create(name, ct);
        await using var connection = await from.Open(ct);
        await connection.Execute("VACUUM INTO @file", ct, ("file", new SqliteConnectionStringBuilder(copy.ConnectionString).DataSource));
        return copy;
    }
}
