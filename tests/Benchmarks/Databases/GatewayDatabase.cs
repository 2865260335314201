using System.Data.Common;

namespace GroundTransport.Benchmarks.Databases;

/// <summary>One database that a gateway uses, or that is filled and measured without one.</summary>
/// <param name="Provider">As <c>GroundTransport:Database:Provider</c> names it.</param>
public sealed record GatewayDatabase(string Provider, string ConnectionString, DbProviderFactory Factory)
{
    public bool IsSqlite => Provider == SqliteFiles.Provider;

    public async Task<DbConnection> Open(CancellationToken ct)
    {
        var connection = Factory.CreateConnection()!;
        connection.ConnectionString = ConnectionString;
        await connection.OpenAsync(ct);
        // As in the product: each commit is on the disk before the reply is sent.
        if (IsSqlite)
            await connection.Execute("PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY",
                ct);
        return connection;
    }
}

/// <summary>Creates databases: files, or on a throw-away server.</summary>
public interface IDatabases
{
    Task<GatewayDatabase> Create(string name, CancellationToken ct);

    /// <summary>A copy; no process may be writing to the original.</summary>
    Task<GatewayDatabase> Copy(GatewayDatabase from, string name, CancellationToken ct);
}

/// <summary>Runs SQL statements.</summary>
public static class Statements
{
    public static async Task<int> Execute(
        this DbConnection connection, string sql, CancellationToken ct, params (string Name, object? Value)[] values)
    {
        await using var command = connection.Command(sql, values);
        command.CommandTimeout = 0;
        return await command.ExecuteNonQueryAsync(ct);
    }

    public static DbCommand Command(this DbConnection connection, string sql, params IEnumerable<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@{name}", value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
