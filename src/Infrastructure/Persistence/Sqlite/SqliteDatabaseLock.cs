using Microsoft.Data.Sqlite;

namespace GroundTransport.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Prevents a second process from using the database file: write gate and caches work within one process only. The lock is taken
/// at start and held until the process ends.
/// </summary>
/// <remarks>
/// The operating system releases the lock when the process ends in any way, so a file that is left behind locks nothing.
/// The file is never deleted: a process that had just opened it would hold a lock that the next process can't see.
/// </remarks>
public sealed class SqliteDatabaseLock : IDisposable
{
    private readonly FileStream? held;

    private SqliteDatabaseLock(FileStream? held) => this.held = held;

    /// <summary>The lock file; null for a database in memory, which needs none.</summary>
    public string? LockFile => held?.Name;

    /// <summary>Takes the lock of the connection string's database; creates its directory if it is missing.</summary>
    /// <exception cref="SqliteDatabaseInUseException">Another process holds it.</exception>
    /// <exception cref="ArgumentException">The connection string contains no plain file path.</exception>
    public static SqliteDatabaseLock Acquire(string connectionString)
    {
        var connection = new SqliteConnectionStringBuilder(connectionString);
        if (connection.Mode == SqliteOpenMode.Memory || connection.DataSource == ":memory:")
            return new SqliteDatabaseLock(null);

        var database = RealPath(connection.DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(database)!);
        try
        {
            return new SqliteDatabaseLock(
                new FileStream(database + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException failure) when (IsHeldElsewhere(failure))
        {
            throw new SqliteDatabaseInUseException(database, failure);
        }
    }

    /// <inheritdoc />
    public void Dispose() => held?.Dispose();

    /// <summary>Follows links, as SQLite does: a database has one lock file, whatever path leads to it.</summary>
    private static string RealPath(string dataSource)
    {
        if (string.IsNullOrWhiteSpace(dataSource) || dataSource.StartsWith('|')
            || dataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException(
                $"'Data Source={dataSource}' isn't a plain file path. Use a form such as 'Data Source=data/groundtransport.db'.");

        var file = new FileInfo(dataSource);
        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    /// <summary>
    /// ERROR_SHARING_VIOLATION, or EWOULDBLOCK on macOS and Linux; not a full disk or a read-only file system.
    /// </summary>
    private static bool IsHeldElsewhere(IOException failure) =>
        OperatingSystem.IsWindows() ? failure.HResult == unchecked((int)0x80070020)
        : OperatingSystem.IsMacOS() ? failure.HResult == 35
        : failure.HResult == 11;
}
