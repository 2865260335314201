using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using GroundTransport.Benchmarks.Databases;

namespace GroundTransport.Benchmarks.Servers;

/// <summary>
/// A sale written by hand: the product's statements (request key, fleet lock, count, inserts) in one
/// transaction through the plain driver. Every sale repeats one of the product's with other numbers. Missing: the mark
/// by which the product, on a database that nodes share, finds a commit whose acknowledgement was lost.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as its process.")]
public sealed class HandWrittenSell(
    GatewayDatabase database, RowCopy reservation, RowCopy history, RowCopy happened, RowCopy hold, IReadOnlyList<RowCopy> words,
    IReadOnlyList<string> vendors)
{
    /// <summary>SQLite has one writer: the others wait here without a thread.</summary>
    private readonly SemaphoreSlim gate = new(database.IsSqlite ? 1 : 1000);

    public static async Task<HandWrittenSell> Like(GatewayDatabase database, long sold, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return new HandWrittenSell(database, await RowCopy.Read(connection, "reservations", sold, ct),
            await RowCopy.Read(connection, "reservation_history", sold, ct),
            (await RowCopy.Read(connection, "events", sold, ct)).Without("number"),
            await RowCopy.Read(connection, "holds", sold, ct), await RowCopy.ReadAll(connection, "reservation_words", sold, ct),
            await Vendors(connection, ct));
    }

    public Task Sell(CancellationToken ct) => InTransaction(async (connection, id) =>
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var taken = await connection.Execute(
            """
            INSERT INTO request_keys (scope, request_key, content, reservation_id, expires_at, made)
            VALUES (@scope, @key, @content, @id, @expires, '')
            ON CONFLICT (scope, request_key) DO UPDATE
            SET content = excluded.content, reservation_id = excluded.reservation_id, expires_at = excluded.expires_at, made = excluded.made
            WHERE request_keys.expires_at <= @now
            """, ct, ("scope", "quote:benchmark"), ("key", id.ToString("x16", CultureInfo.InvariantCulture)),
                ("content", new string('0', 64)),
            ("id", id), ("expires", now + 30L * 24 * 3600 * 1000), ("now", now));
        if (taken != 1)
            throw new InvalidOperationException("A request key was taken");
        (string, object?)[] vehicle = [("vendor", VendorOf(id)), ("vehicle", hold["vehicle_id"])];
        await connection.Execute("UPDATE fleet SET locks = locks + 1 WHERE vendor_code = @vendor AND vehicle_id = @vehicle", ct, vehicle);
        // Another time for each, as real sales have.
        var from = (long)hold["taken_from"] + id % 43_200 * 300_000;
        var to = from + ((long)hold["taken_to"] - (long)hold["taken_from"]);
        await using (var count = connection.Command(
            "SELECT taken_from, taken_to FROM holds WHERE vendor_code = @vendor AND vehicle_id = @vehicle AND taken_from < @to AND "
                + "taken_to > @from",
            [.. vehicle, ("from", from), ("to", to)]))
        await using (var overlapping = await count.ExecuteReaderAsync(ct))
        {
            while (await overlapping.ReadAsync(ct))
            {
            }
        }
        await Insert(connection, id, from, to, ct);
    }, ct);

    /// <summary>The inserts alone.</summary>
    public Task Insert(CancellationToken ct) =>
        InTransaction((connection, id) => Insert(connection, id, (long)hold["taken_from"], (long)hold["taken_to"], ct), ct);

    private async Task Insert(DbConnection connection, long id, long from, long to, CancellationToken ct)
    {
        var rows = new[]
        {
            history.Insert(("reservation_id", id)),
            hold.Insert(("reservation_id", id), ("vendor_code", VendorOf(id)), ("taken_from", from), ("taken_to", to)),
            reservation.Insert(("id", id)),
            happened.Insert(
                ("reservation_id", id), ("id", "evt_" + id.ToString("x32", CultureInfo.InvariantCulture)), ("position", DBNull.Value)),
            RowCopy.InsertAll(words, ("reservation_id", id)),
        };
        await using var command = connection.Command(string.Join(";\n", rows.Select(row => row.Sql)), rows.SelectMany(row => row.Values));
        await command.ExecuteNonQueryAsync(ct);
    }

    private string VendorOf(long id) => vendors[(int)(id % vendors.Count)];

    private static async Task<IReadOnlyList<string>> Vendors(DbConnection connection, CancellationToken ct)
    {
        await using var command = connection.Command("SELECT code FROM vendors");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var codes = new List<string>();
        while (await reader.ReadAsync(ct))
            codes.Add(reader.GetString(0));
        return codes;
    }

    private async Task InTransaction(Func<DbConnection, long, Task> write, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            await using var connection = await database.Open(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await write(connection, Random.Shared.NextInt64(200_000_000_000, 999_999_999_999));
            await transaction.CommitAsync(ct);
        }
        finally
        {
            gate.Release();
        }
    }
}
