using Npgsql;

namespace GroundTransport.TestKit.Databases;

/// <summary>Creates databases on the shared server, each a copy of one that was migrated once.</summary>
/// <param name="migrate">Migrates the database of a connection string; it must leave no connection open.</param>
public sealed class PostgreSqlDatabases(Func<string, Task> migrate)
{
    private readonly Lazy<Task<string>> template = new(() => MakeTemplate(migrate));

    /// <summary>Creates a database and returns its connection string.</summary>
    public async Task<string> Create()
    {
        var name = $"facts_{Guid.NewGuid():N}";
        await Execute($"CREATE DATABASE {name} TEMPLATE {await template.Value}");
        return ConnectionTo(name);
    }

    public static async Task Drop(string connectionString)
    {
        await using (var connection = new NpgsqlConnection(connectionString))
            NpgsqlConnection.ClearPool(connection);
        await Execute($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");
    }

    private static async Task<string> MakeTemplate(Func<string, Task> migrate)
    {
        var name = $"template_{Guid.NewGuid():N}";
        await migrate(ConnectionTo(name) + ";Pooling=False");
        return name;
    }

    private static string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder(SharedPostgreSql.ConnectionString) { Database = database, MaxPoolSize = 20 }.ConnectionString;

    private static async Task Execute(string sql)
    {
        await using var server = NpgsqlDataSource.Create(ConnectionTo("postgres"));
        await using var command = server.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
