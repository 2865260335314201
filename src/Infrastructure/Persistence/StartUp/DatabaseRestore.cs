using System.Globalization;
using GroundTransport.Infrastructure.Persistence.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.StartUp;

/// <summary>Puts a backup in the place of the embedded database, while no gateway uses it. The replaced files are kept.</summary>
public sealed class DatabaseRestore(Dialect dialect, DatabaseSettings database, TimeProvider clock)
{
    /// <summary>SQLite's companions of a database file: left beside another one, they would be taken for its own.</summary>
    private static readonly string[] Companions = ["", "-wal", "-shm"];

    /// <param name="backup">The file to restore; it stays as it is.</param>
    /// <returns>Why it can't be restored, in a sentence; null after a success.</returns>
    public async Task<string?> Restore(string backup, CancellationToken ct)
    {
        if (dialect.FindFile(database.ConnectionString) is not { } original)
            return "Only the embedded SQLite database is restored here. Use your database's own tools (docs/operations.md).";
        var source = Path.GetFullPath(backup);
        if (!File.Exists(source))
            return $"There is no file '{source}'. Name a backup, such as 'data/backups/groundtransport-20260101T000000Z.db'.";
        if (source == original)
            return "This file is the database itself. Name a backup.";
        var copy = $"{original}.restoring";
        try
        {
            File.Copy(source, copy, overwrite: true);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            if (await FindMistake(copy, ct) is { } mistake)
                return $"'{source}' can't be restored: {mistake}";
            KeepReplaced(original);
            File.Move(copy, original);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"The backup can't be put in place: {failure.Message}";
        }
        finally
        {
            foreach (var companion in Companions)
                File.Delete(copy + companion);
        }
    }

    private void KeepReplaced(string original)
    {
        var suffix = clock.GetUtcNow().ToString(".'replaced'-yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        foreach (var companion in Companions.Where(companion => File.Exists(original + companion)))
            File.Move(original + companion, $"{original}{suffix}{companion}");
    }

    /// <summary>Checks the whole copy, and names its event feed anew: cursors of the lost database are refused.</summary>
    private async Task<string?> FindMistake(string copy, CancellationToken ct)
    {
        var options = new DbContextOptionsBuilder<SqliteGatewayDbContext>().UseSqlite($"Data Source={copy};Pooling=False").Options;
        await using var db = new SqliteGatewayDbContext(options);
        try
        {
            var damages = await db.Database.SqlQueryRaw<string>(dialect.SelectDamages!).ToListAsync(ct);
            if (damages is not ["ok"])
                return $"it is damaged ({damages[0]}).";
            if (!(await db.Database.GetAppliedMigrationsAsync(ct)).Any())
                return "it isn't a database of GroundTransport.";
            await db.EventFeeds.ExecuteUpdateAsync(set => set.SetProperty(feed => feed.Identity, ""), ct);
            return null;
        }
        catch (SqliteException failure)
        {
            return $"it isn't a database of GroundTransport, or it is damaged ({failure.Message.TrimEnd('.')}).";
        }
    }
}
