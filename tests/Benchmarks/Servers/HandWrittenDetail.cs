using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using GroundTransport.Application.Booking;
using GroundTransport.Application.Callers;
using GroundTransport.Benchmarks.Databases;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;
using GroundTransport.Infrastructure.ConcurWire;
using GroundTransport.Infrastructure.Persistence;

namespace GroundTransport.Benchmarks.Servers;

/// <summary>
/// A ReservationDetail written by hand: one prepared SELECT by the plain driver on a connection that stays open, and the product's own
/// reader and writer of messages. Missing: credentials, the correlation id, metrics and the notification ledger.
/// </summary>
public sealed class HandWrittenDetail(GatewayDatabase database)
{
    private static readonly ConcurCall Call = new(
        new DirectConnect { Id = "", Name = "", UserName = "", PasswordHash = [], TokenHash = [], VendorCodes = [] }, "");

    private readonly ConcurrentBag<DbCommand> idle = [];

    public async Task<ReadOnlyMemory<byte>> Answer(byte[] body, CancellationToken ct)
    {
        var detail = ((ReceivedRequest<ReadReservation>)ConcurMessages.Read(body, Call)).Command;
        var select = idle.TryTake(out var prepared) ? prepared : await Prepare(ct);
        select.Parameters[0].Value = detail.ReservationId!.Value;
        Reservation reservation;
        await using (var row = await select.ExecuteReaderAsync(CommandBehavior.SingleRow, ct))
        {
            if (!await row.ReadAsync(ct))
                throw new InvalidOperationException($"No reservation {detail.ReservationId}");
            reservation = Sold(row);
        }
        idle.Add(select);
        return ConcurMessages.Detail.Reply(detail, Call.Connect.TimesAre, reservation);
    }

    /// <summary>The reservations of the measure are sold, and wait for the supplier: nothing else has to be set.</summary>
    private static Reservation Sold(DbDataReader row)
    {
        var ride = StoredJson.Read<Ride>(row.GetString(6));
        _ = (row.GetString(2), row.GetInt32(3), row.GetString(4), row.GetString(5), StoredJson.Read<RideService>(row.GetString(7)));
        return Reservation.Sell(
            row.GetInt64(0), row.GetString(1), ride, acceptAtOnce: false, "", DateTimeOffset.UnixEpoch).Reservation;
    }

    private async Task<DbCommand> Prepare(CancellationToken ct)
    {
        var select = (await database.Open(ct)).Command(
            """
            SELECT id, direct_connect_id, status, version, confirmation_number, cancellation_number, ride, service, pending_change
            FROM reservations WHERE id = @id
            """, ("id", 0L));
        await select.PrepareAsync(ct);
        return select;
    }
}
