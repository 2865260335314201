using System.Net;
using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using Microsoft.Data.Sqlite;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Databases;

[DatabaseIndependent]
public sealed class BackupTests : IDisposable
{
    private readonly RunningGateway gateway;

    public BackupTests()
    {
        Assert.SkipWhen(GatewayDatabase.WhyNotSqlite is not null, GatewayDatabase.WhyNotSqlite ?? "");
        gateway = new RunningGateway().Start();
    }

    public void Dispose() => gateway.Dispose();

    [Fact]
    public async Task Backup_during_bookings_contains_everything_acknowledged_before_it()
    {
        var before = new[] { await Book(gateway), await Book(gateway) };
        var during = Enumerable.Range(0, 4).Select(_ => Book(gateway)).ToList();

        using var answer = await gateway.Dispatch(HttpMethod.Post, "/backups");
        await Task.WhenAll(during);

        var backup = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var file = (string)backup["file"]!;
        Assert.Equal(new FileInfo(file).Length, (long)backup["bytes"]!);
        Assert.Superset(before.ToHashSet(), Read(file, "SELECT id FROM reservations").ToHashSet());
        Assert.Equal(["ok"], Read(file, "PRAGMA integrity_check"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public async Task Gateway_starts_from_a_restored_backup_and_refuses_cursors_of_the_lost_database()
    {
        var id = await Book(gateway);
        using var events = await gateway.Dispatch(HttpMethod.Get, "/events?wait=10");
        var cursor = (string)JsonNode.Parse(await events.Content.ReadAsStringAsync())!["next"]!;
        using var answer = await gateway.Dispatch(HttpMethod.Post, "/backups");
        var file = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["file"]!;
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var restored = Path.Combine(Directory.CreateTempSubdirectory("restored-").FullName, "groundtransport.db");
        File.Copy(file, restored);

        await using var second = new RunningGateway().Set("ConnectionStrings:Gateway", $"Data Source={restored}").Start();

        Assert.Equal("RB", (await second.Concur(Detail(id)))["Status"]);
        using var old = await second.Dispatch(HttpMethod.Get, $"/events?after={cursor}");
        Assert.Equal(HttpStatusCode.Gone, old.StatusCode);
        await BookAndAccept(second);
    }

    [Fact]
    public async Task Second_backup_within_a_second_keeps_the_first()
    {
        using var first = await gateway.Dispatch(HttpMethod.Post, "/backups");
        using var second = await gateway.Dispatch(HttpMethod.Post, "/backups");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Conflict), (first.StatusCode, second.StatusCode));
    }

    [Fact]
    public async Task Backup_is_refused_to_a_key_restricted_to_vendors()
    {
        using var minted = await gateway.Dispatch(
            HttpMethod.Post, "/api-keys", """{ "name": "branch", "role": "admin", "vendorCodes": ["LML"] }""");
        var key = (string)JsonNode.Parse(await minted.Content.ReadAsStringAsync())!["key"]!;

        using var answer = await gateway.Dispatch(HttpMethod.Post, "/backups", key: key);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static List<string> Read(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetValue(0).ToString()!);
        return rows;
    }
}
