using System.Diagnostics.CodeAnalysis;

namespace GroundTransport.Infrastructure.Persistence.Sqlite;

/// <summary>Another process uses the database file: the gateway can't start. The message says what to do.</summary>
[SuppressMessage("Design", "CA1032", Justification = "The message needs the database.")]
public sealed class SqliteDatabaseInUseException(string database, Exception? inner = null) : Exception(
    $"The SQLite database '{database}' is in use by another process, which holds '{database}.lock'. "
    + "Stop that process, or set another file in GroundTransport:ConnectionStrings:Gateway. "
    + "To run several nodes, use PostgreSQL or SQL Server (GroundTransport:Database:Provider).",
    inner)
{
    /// <summary>Full path of the database file.</summary>
    public string Database { get; } = database;
}
