using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GroundTransport.Infrastructure.Persistence.Sqlite;

/// <summary>Sets on each connection that EF Core opens what SQLite would otherwise leave to its build's defaults.</summary>
/// <remarks>
/// All but the journal mode belong to the connection, not to the file. A connection that was open before EF Core
/// received it doesn't come by here.
/// </remarks>
public sealed class SqlitePragmas : DbConnectionInterceptor
{
    /// <summary>
    /// <c>busy_timeout</c> first, so that what follows waits its turn. <c>synchronous=FULL</c>: in WAL mode the default
    /// of some builds may lose the last commits with the power, after Concur has had its reply.
    /// <c>temp_store=MEMORY</c>: the container's file system is read-only outside the data directory.
    /// </summary>
    private const string ForTheConnection =
        "PRAGMA busy_timeout=5000; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;";

    /// <inheritdoc />
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    /// <inheritdoc />
    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // SQLite's asynchronous calls block all the same.
        Apply(connection);
        return Task.CompletedTask;
    }

    private static void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = ForTheConnection;
        command.ExecuteNonQuery();

        // SQLite answers the mode that it took, without an error where the file system has no shared memory.
        command.CommandText = "PRAGMA journal_mode=WAL;";
        var mode = (string?)command.ExecuteScalar();
        if (mode is not ("wal" or "memory"))
            throw new InvalidOperationException(
                $"SQLite keeps journal mode '{mode}' for '{connection.DataSource}' where WAL is needed. "
                + "Put the database on a local file system.");
    }
}
