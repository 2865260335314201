using System.Globalization;

namespace GroundTransport.Benchmarks.Databases;

/// <summary>Fills the feed with sequenced events of reservations that have ten each.</summary>
public static class Events
{
    public const int PerReservation = 10;

    /// <summary>The event type of one in a thousand.</summary>
    public const string RareType = "reservation.closed";

    private const long FirstReservation = 100_000_000_000;

    /// <summary>In batches, so that no transaction writes millions of rows.</summary>
    private const int AtOnce = 100_000;

    /// <param name="like">A reservation with an event.</param>
    public static async Task Fill(GatewayDatabase database, long like, int count, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        if (database.IsSqlite)
            await connection.Execute("PRAGMA synchronous=OFF", ct);
        var row = await RowCopy.Read(connection, "events", like, ct);
        // Those that the gateway wrote itself would be in the way of positions without gaps.
        await connection.Execute("DELETE FROM events", ct);
        for (var from = 1; from <= count; from += AtOnce)
        {
            await row.InsertMany(connection, from, Math.Min(AtOnce, count - from + 1), ct,
                ("number", "i"), ("position", "i"), ("data", "'{}'"), ("id", "'evt_' || i"),
                ("type", $"CASE WHEN i % 1000 = 0 THEN '{RareType}' ELSE '{row["type"]}' END"),
                ("reservation_id", string.Create(CultureInfo.InvariantCulture, $"{FirstReservation} + i / {PerReservation}")));
        }
        await connection.Execute("UPDATE event_feed SET last_position = @count", ct, ("count", count));
        await connection.Execute("ANALYZE", ct);
    }

    /// <summary>The reservation of an event.</summary>
    public static string ReservationAt(long position) =>
        (FirstReservation + position / PerReservation).ToString(CultureInfo.InvariantCulture);
}
