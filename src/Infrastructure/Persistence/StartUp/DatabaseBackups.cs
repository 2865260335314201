using System.Globalization;
using GroundTransport.Application.Administration.Backups;
using GroundTransport.Domain;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Persistence.StartUp;

/// <inheritdoc cref="IBackups"/>
/// <remarks>VACUUM INTO reads one snapshot: bookings go on beside it, and the copy needs no journal.</remarks>
internal sealed class DatabaseBackups(GatewayDbContext db, Dialect dialect, DatabaseSettings database, TimeProvider clock, ILogger<DatabaseBackups> log) : IBackups
{
    private static readonly Refusal OwnTools = Refusal.Conflict("", "Only the embedded SQLite is backed up here. Use the database's own tools (docs/operations.md).");

    public async Task<Outcome<Backup>> Make(CancellationToken ct)
    {
        if (dialect.IsShared)
            return OwnTools;
        var now = clock.GetUtcNow();
        var directory = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource))!, "backups");
        var file = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"groundtransport-{now:yyyyMMdd'T'HHmmss'Z'}.db"));
        MakePrivate(directory);
        if (File.Exists(file))
            return Refusal.Conflict("", "A backup was made this second. Wait a moment.");
        try
        {
            await db.Database.ExecuteSqlAsync($"VACUUM INTO {file}", ct);
        }
        catch (Exception failure)
        {
            // Half a copy would pass for a whole one.
            File.Delete(file);
            if (!dialect.IsFull(failure))
                throw;
            log.LogError("No backup was made: the disk is full");
            return Refusal.NoRoom;
        }
        var backup = new Backup(file, new FileInfo(file).Length, now);
        log.LogInformation("Backup {File}: {Bytes} bytes", backup.File, backup.Bytes);
        return backup;
    }

    /// <summary>It holds names, addresses and hashes: nobody else's to read.</summary>
    private static void MakePrivate(string directory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
