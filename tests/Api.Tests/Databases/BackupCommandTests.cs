using System.Globalization;
using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.TestKit.Gateways;
using Microsoft.Data.Sqlite;

namespace GroundTransport.Api.Tests.Databases;

/// <summary>The commands <c>backup</c> and <c>restore</c>, and backups on a schedule.</summary>
[DatabaseIndependent]
public sealed class BackupCommandTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("backup-commands-").FullName;

    private string Data => Path.Combine(directory, "data");

    private string Database => Path.Combine(Data, "groundtransport.db");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Backup_of_a_running_gateway_is_restored_when_it_has_stopped()
    {
        var gateway = new RunningGateway().On(Database).Start();
        var id = await Booking.Book(gateway);
        var (code, output) = await Run("backup");
        Assert.Equal(0, code);
        var file = output.Split('\n').Single(line => line.StartsWith('/'));
        await Booking.Book(gateway);
        var (whileRunning, refused) = await Run("restore", file);
        Assert.Equal(1, whileRunning);
        Assert.Contains("in use by another process", refused, StringComparison.Ordinal);
        await gateway.Release(Database);

        var (restored, told) = await Run("restore", file);

        Assert.True(restored == 0, told);
        Assert.Single(Directory.GetFiles(Data, "groundtransport.db.replaced-*Z"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Database));
        await using var again = new RunningGateway().On(Database).Start();
        Assert.Equal("RB", (await again.Concur(Booking.Detail(id)))["Status"]);
        using var reservations = await again.Dispatch(HttpMethod.Get, "/reservations");
        Assert.Single(JsonNode.Parse(await reservations.Content.ReadAsStringAsync())!["items"]!.AsArray());
    }

    [Fact]
    public async Task Restore_refuses_what_is_no_backup_and_leaves_the_database_as_it_is()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Database, "the database");
        var text = Path.Combine(directory, "text.db");
        await File.WriteAllTextAsync(text, new string('x', 5000));
        var other = Path.Combine(directory, "other.db");
        await using (var connection = new SqliteConnection($"Data Source={other};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE t (x)";
            await command.ExecuteNonQueryAsync();
        }

        foreach (var (file, told) in new[] { ("missing.db", "There is no file"), (text, "is damaged"),
            (other, "isn't a database of GroundTransport"), (Database, "is the database itself") })
        {
            var (code, output) = await Run("restore", file);
            Assert.Equal(1, code);
            Assert.Contains(told, output, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        }

        Assert.Equal("the database", await File.ReadAllTextAsync(Database));
        Assert.Equal(["groundtransport.db", "groundtransport.db.lock"], Directory.GetFiles(Data).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Backup_without_a_database_is_refused_and_creates_none()
    {
        var (code, output) = await Run("backup");

        Assert.Equal(1, code);
        Assert.Contains("There is no database", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task Scheduled_backup_is_made_when_it_is_due_and_the_oldest_beyond_the_number_is_deleted()
    {
        var backups = Directory.CreateDirectory(Path.Combine(Data, "backups")).FullName;
        string[] old = ["scheduled-20250101T000000Z.db", "scheduled-20250102T000000Z.db", "groundtransport-20250101T000000Z.db"];
        foreach (var name in old)
            await File.WriteAllTextAsync(Path.Combine(backups, name), "");
        await using var gateway = new RunningGateway().On(Database).AtPresent()
            .Set("Backups:Every", "1.00:00:00").Set("Backups:Keep", "2").Start();

        await gateway.Log.Find(line => line.Contains("Old backup deleted", StringComparison.Ordinal));

        var left = Directory.GetFiles(backups).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["groundtransport-20250101T000000Z.db", "scheduled-20250102T000000Z.db"], left.Take(2));
        var made = $"scheduled-{DateTime.UtcNow.ToString("yyyyMM", CultureInfo.InvariantCulture)}";
        Assert.StartsWith(made, Assert.Single(left.Skip(2)), StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output)> Run(params string[] arguments)
    {
        using var process = new GatewayProcess(directory, GatewayProcess.Development, arguments);
        return (await process.Exit(), process.Output);
    }
}
