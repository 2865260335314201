using System.Globalization;

namespace GroundTransport.Benchmarks.Databases;

/// <summary>
/// Fills a database with reservations like the one that the gateway sold in it: of twenty one is still to come and holds a
/// vehicle, the others are over. Concur has been notified of all, so that no notification is due.
/// </summary>
public static class Reservations
{
    private const long FirstId = 100_000_000_000, LastId = 999_000_000_000;
    private const int OneToComeAmong = 20;

    /// <summary>In batches, so that no transaction writes millions of rows.</summary>
    private const int AtOnce = 50_000;

    /// <summary>So many are found by one word, however many there are: what is looked for by name is found by the whole name.</summary>
    private const int FoundByWord = 10;

    /// <summary>A word that some of so many reservations are found by.</summary>
    public static string WordOf(string word, int number, int count) => Text($"{word}{FirstWord + number % (count / FoundByWord)}");

    private const int FirstWord = 100_000;

    /// <param name="waiting">So many wait for a decision as the first one does, their pickups 260 seconds apart.</param>
    /// <param name="behind">
    /// Concur wasn't notified of about so many, too long ago for a PostBack to be queued; at most one in a hundred.
    /// </param>
    public static async Task Fill(
        GatewayDatabase database, long like, int count, CancellationToken ct, int waiting = 0, int behind = 0)
    {
        await using var connection = await database.Open(ct);
        if (database.IsSqlite)
            await connection.Execute("PRAGMA synchronous=OFF", ct);
        var reservation = await RowCopy.Read(connection, "reservations", like, ct);
        var history = await RowCopy.Read(connection, "reservation_history", like, ct);
        var lastNotified = await RowCopy.Read(connection, "last_notified", like, ct);
        var hold = await RowCopy.Read(connection, "holds", like, ct);
        var words = await RowCopy.ReadAll(connection, "reservation_words", like, ct);
        var id = Text($"({FirstId} + i * {Step(count)})");
        var bookedAt = reservation["pickup_at"];
        var soon = Text($"{bookedAt} + i * 300000 % 12960000000");
        var longAgo = Text($"{bookedAt} - 259200000 - i * 300000 % 94608000000");
        var next = Text($"{bookedAt} + i * 260000");
        var pickup = Text($"(CASE WHEN i <= {waiting} THEN {next} WHEN i % {OneToComeAmong} = 0 THEN {soon} ELSE {longAgo} END)");
        var decideBefore = reservation["decide_before_at"] is long deadline
            ? Text($"CASE WHEN i <= {waiting} THEN {deadline} ELSE NULL END")
            : "NULL";
        var isBehind = behind == 0 ? "FALSE" : Text($"i > {waiting} AND i % {count / behind} = 1");
        for (var from = 1; from <= count; from += AtOnce)
        {
            var rows = Math.Min(AtOnce, count - from + 1);
            await reservation.InsertMany(connection, from, rows, ct,
                ("id", id), ("pickup_at", pickup), ("ends_at", $"{pickup} + 900000"), ("sold_at", $"{pickup} - 604800000"),
                    ("changed_at", $"{pickup} - 600000000"), ("decide_before_at", decideBefore),
                ("status", Text($"CASE WHEN i <= {waiting} THEN 'RB' WHEN i % {OneToComeAmong} = 0 THEN 'RA' ELSE 'RC' END")),
                ("confirmation_number", "'C' || i"));
            foreach (var word in words)
            {
                await word.InsertMany(connection, from, rows, ct,
                    ("reservation_id", id), ("word", Text($"'{word["word"]}' || ({FirstWord} + i % {count / FoundByWord})")));
            }
            await history.InsertMany(connection, from, rows, ct,
                ("reservation_id", id), ("unnotified_since", Text($"CASE WHEN {isBehind} THEN {history["at"]} ELSE NULL END")));
            await lastNotified.InsertMany(connection, from, rows, ct,
                ("reservation_id", id), ("seq", Text($"{lastNotified["seq"]} - CASE WHEN {isBehind} THEN 1 ELSE 0 END")));
        }
        await hold.InsertMany(connection, 1, count / OneToComeAmong, ct,
            ("reservation_id", Text($"({FirstId} + i * {OneToComeAmong} * {Step(count)})")),
            ("taken_from", $"{reservation["pickup_at"]} + i * 300000 % 12960000000"),
                ("taken_to", $"{reservation["pickup_at"]} + i * 300000 % 12960000000 + 2100000"));
        await connection.Execute("ANALYZE", ct);
    }

    /// <summary>Some of them, spread over all.</summary>
    public static IReadOnlyList<string> Some(int count, int wanted) =>
        [.. Enumerable.Range(0, wanted).Select(number => Text($"{FirstId + (1 + (long)number * 7919 % count) * Step(count)}"))];

    /// <summary>The ids are as far apart as random ones.</summary>
    private static long Step(int count) => (LastId - FirstId) / (count + 1);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Fills the outbox with messages that fell due one after the other: the first <paramref name="waiting"/> still are, the others were
    /// delivered.
    /// </summary>
    public static async Task FillOutbox(GatewayDatabase database, long like, int count, int waiting, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        if (database.IsSqlite)
            await connection.Execute("PRAGMA synchronous=OFF", ct);
        var row = await RowCopy.Read(connection, "post_backs", like, ct);
        for (var from = 1; from <= count; from += AtOnce)
        {
            await row.InsertMany(connection, from, Math.Min(AtOnce, count - from + 1), ct,
                ("id", "i + 1000000"), ("reservation_id", Text($"({FirstId} + i)")),
                    ("state", Text($"CASE WHEN i <= {waiting} THEN 'Pending' ELSE 'Delivered' END")),
                    ("due_at", Text($"{row["due_at"]} - {count} + i")));
        }
        await connection.Execute("ANALYZE", ct);
    }
}
