using System.Globalization;
using GroundTransport.Application.Administration.Backups;
using GroundTransport.Domain;
using GroundTransport.Infrastructure.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Persistence.StartUp;

/// <inheritdoc cref="IBackups"/>
internal sealed class DatabaseBackups(
    GatewayDbContext db, Dialect dialect, DatabaseSettings database, TimeProvider clock, ILogger<DatabaseBackups> log) : IBackups
{
    private static readonly Refusal NotSupported =
        Refusal.Conflict("", "Only the embedded SQLite database is backed up here. Use your database's own tools (docs/operations.md).");

    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";
    private const string ScheduledPrefix = "scheduled-";

    public async Task<Outcome<Backup>> Make(BackupKind kind, CancellationToken ct)
    {
        if (dialect.Backup is not { } backUp || dialect.FindFile(database.ConnectionString) is not { } original)
            return NotSupported;
        // To open a database that doesn't exist would create it.
        if (!File.Exists(original))
            return Refusal.Conflict("", $"There is no database '{original}'.");
        var directory = BackupDirectory(original);
        var now = clock.GetUtcNow();
        var prefix = kind == BackupKind.Scheduled ? ScheduledPrefix : "groundtransport-";
        var file = Path.Combine(directory, $"{prefix}{now.ToString(TimeFormat, CultureInfo.InvariantCulture)}.db");
        CreatePrivateDirectory(directory);
        if (File.Exists(file))
            return Refusal.Conflict("", "Another backup was created in the same second. Try again in a second.");
        try
        {
            await db.Database.ExecuteSqlRawAsync(backUp, [file], ct);
            await ForgetFeed(file, ct);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        catch (Exception failure)
        {
            // An incomplete file must not be mistaken for a backup.
            File.Delete(file);
            if (!dialect.IsDiskFull(failure))
                throw;
            log.LogError("Backup failed: the disk is full");
            return Refusal.NoRoom;
        }
        var backup = new Backup(file, new FileInfo(file).Length, now);
        log.LogInformation("Backup created: {File}, {Bytes} bytes", backup.File, backup.Bytes);
        return backup;
    }

    public DateTimeOffset? LastScheduled() => Scheduled().Select(file => (DateTimeOffset?)file.At).LastOrDefault();

    public void DeleteOldest(int keep)
    {
        foreach (var (file, _) in Scheduled().SkipLast(keep))
        {
            File.Delete(file);
            log.LogInformation("Old backup deleted: {File}", file);
        }
    }

    private static string BackupDirectory(string original) => Path.Combine(Path.GetDirectoryName(original)!, "backups");

    /// <summary>The oldest first; by their names, because a copy or a restore changes the files' own times.</summary>
    private List<(string File, DateTimeOffset At)> Scheduled()
    {
        if (dialect.FindFile(database.ConnectionString) is not { } original || !Directory.Exists(BackupDirectory(original)))
            return [];
        var found = new List<(string File, DateTimeOffset At)>();
        foreach (var file in Directory.EnumerateFiles(BackupDirectory(original), $"{ScheduledPrefix}*.db"))
        {
            var written = Path.GetFileNameWithoutExtension(file)[ScheduledPrefix.Length..];
            if (DateTimeOffset.TryParseExact(
                written, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
                found.Add((file, at));
        }
        return [.. found.OrderBy(backup => backup.At)];
    }

    /// <summary>A database that is started from this copy names its event feed anew: cursors of the lost one are refused.</summary>
    private static async Task ForgetFeed(string file, CancellationToken ct)
    {
        var options = new DbContextOptionsBuilder<SqliteGatewayDbContext>().UseSqlite($"Data Source={file};Pooling=False").Options;
        await using var copy = new SqliteGatewayDbContext(options);
        await copy.EventFeeds.ExecuteUpdateAsync(set => set.SetProperty(feed => feed.Identity, ""), ct);
    }

    /// <summary>A backup contains names, addresses and hashes: only the gateway's user may read it.</summary>
    private static void CreatePrivateDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
