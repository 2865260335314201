using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace GroundTransport.Infrastructure.Persistence.Sqlite;

/// <summary>Sets the pragmas on each connection that EF Core opens, instead of relying on the defaults of SQLite's build.</summary>
/// <remarks>
/// All pragmas but the journal mode belong to the connection, not to the file. The driver's pool keeps a connection's handle, and with
/// it the pragmas: they are set once a handle. A connection that was opened before EF Core received it gets none of them.
/// </remarks>
public sealed class SqlitePragmas : DbConnectionInterceptor
{
    /// <summary>
    /// <c>busy_timeout</c> comes first, so that it applies to the others. <c>synchronous=FULL</c>: in WAL mode the default of some
    /// builds can lose the last commits in a power failure, although Concur has received the replies.
    /// <c>temp_store=MEMORY</c>: the container's file system is read-only outside the data directory.
    /// </summary>
    private const string ConnectionPragmas =
        "PRAGMA busy_timeout=5000; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;";

    private readonly ConditionalWeakTable<sqlite3, object> handles = [];

    /// <inheritdoc />
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    /// <inheritdoc />
    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // SQLite's asynchronous calls are synchronous.
        Apply(connection);
        return Task.CompletedTask;
    }

    private void Apply(DbConnection connection)
    {
        var handle = ((SqliteConnection)connection).Handle!;
        if (handles.TryGetValue(handle, out _))
            return;
        Set(connection);
        handles.AddOrUpdate(handle, handle);
    }

    /// <summary>Sets them on an open connection.</summary>
    public static void Set(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = ConnectionPragmas;
        command.ExecuteNonQuery();

        // EF Core looks through a read-only connection whether the database exists; a restored backup isn't in WAL mode yet.
        if (new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly)
            return;
        // SQLite returns the resulting mode; it reports no error if the file system has no shared memory.
        command.CommandText = "PRAGMA journal_mode=WAL;";
        var mode = (string?)command.ExecuteScalar();
        if (mode is not ("wal" or "memory"))
            throw new InvalidOperationException(
                $"SQLite uses journal mode '{mode}' for '{connection.DataSource}', but WAL is required. "
                + "Move the database to a local file system.");
    }
}
