using Microsoft.Data.Sqlite;

namespace GroundTransport.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Keeps a second process off the database file: the write gate and what is cached in memory hold for one process only.
/// Taken at start, held for the life of the process.
/// </summary>
/// <remarks>
/// The operating system ends the lock with the process, however it dies, so a file left behind blocks nobody.
/// The file is never deleted: whoever had opened it in that instant would hold a lock that no newcomer can see.
/// </remarks>
public sealed class SqliteDatabaseLock : IDisposable
{
    private readonly FileStream? held;

    private SqliteDatabaseLock(FileStream? held) => this.held = held;

    /// <summary>The lock file, or null where the database lives in memory and needs none.</summary>
    public string? LockFile => held?.Name;

    /// <summary>Takes the lock of the database that the connection string names; makes its directory if missing.</summary>
    /// <exception cref="SqliteDatabaseInUseException">Another process holds it.</exception>
    /// <exception cref="ArgumentException">The connection string names no plain file path.</exception>
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

    /// <summary>One database, one lock file, through whatever link it is named. SQLite itself follows links the same way.</summary>
    private static string RealPath(string dataSource)
    {
        if (string.IsNullOrWhiteSpace(dataSource) || dataSource.StartsWith('|')
            || dataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException(
                $"'Data Source={dataSource}' names no plain file path. Write 'Data Source=data/groundtransport.db' or the like.");

        var file = new FileInfo(dataSource);
        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    /// <summary>Told from a full disk or a read-only file system by ERROR_SHARING_VIOLATION or EWOULDBLOCK (Linux, macOS).</summary>
    private static bool IsHeldElsewhere(IOException failure) =>
        OperatingSystem.IsWindows() ? failure.HResult == unchecked((int)0x80070020)
        : OperatingSystem.IsMacOS() ? failure.HResult == 35
        : failure.HResult == 11;
}
