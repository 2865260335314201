using GroundTransport.Application.Booking;
using GroundTransport.Application.Callers;
using GroundTransport.Application.WireLog;
using GroundTransport.Domain;
using GroundTransport.Infrastructure.ConcurWire.Codes;
using GroundTransport.Infrastructure.ConcurWire.Replies;
using GroundTransport.Infrastructure.ConcurWire.Requests;
using GroundTransport.Infrastructure.ConcurWire.Xml;

namespace GroundTransport.Infrastructure.ConcurWire;

/// <summary>
/// The messages that Concur sends, one descriptor each. Requests are read leniently (any order, any namespace, unknown
/// elements ignored) and never throw, whatever the bytes; replies are written strictly.
/// </summary>
/// <remarks>
/// A further message touches three places: its command and handler (one file, as src/Application/Booking/CancelRide.cs),
/// its name in <see cref="ExchangeKind"/>, and its descriptor here with its entry in <see cref="All"/>. The name gives the
/// roots; the endpoint, the wire log, the notification ledger and the reply to wrong credentials follow from the
/// descriptor. Its schemas (docs/schemas) and tests come on top.
/// </remarks>
public static class ConcurMessages
{
    public static SearchMessage Search { get; } = new();

    public static ReservationMessage<SellRide> Sell { get; } = new(
        ExchangeKind.Sell,
        read: SellRequest.Read,
        echo: ReservationDetails.Echo,
        errorCode: ErrorCodes.OfSellAndUpdate,
        status: StatusCodes.OfSell,
        reservationId: _ => null);

    /// <summary>Its refusal contains the Error block alone: for an unknown reservation there is nothing to show.</summary>
    public static ReservationMessage<ReadReservation> Detail { get; } = new(
        ExchangeKind.ReservationDetail,
        read: (root, fields, call) => new ReadReservation(call, fields.ReservationId(root)),
        echo: _ => ReservationDetails.Nothing,
        errorCode: ErrorCodes.OfDetail,
        status: StatusCodes.OfDetail,
        reservationId: detail => detail.ReservationId);

    public static ReservationMessage<UpdateRide> Update { get; } = new(
        ExchangeKind.Update,
        read: UpdateRequest.Read,
        echo: ReservationDetails.Echo,
        errorCode: ErrorCodes.OfSellAndUpdate,
        status: StatusCodes.OfUpdateAndPostBack,
        reservationId: update => update.ReservationId);

    /// <summary>Its refusal contains the reservation if there is one; only what nobody knows is empty.</summary>
    public static ReservationMessage<CancelRide> Cancel { get; } = new(
        ExchangeKind.Cancel,
        read: (root, fields, call) => new CancelRide(call, fields.ReservationId(root)),
        echo: _ => ReservationDetails.Nothing,
        errorCode: ErrorCodes.OfCancel,
        status: StatusCodes.OfCancel,
        reservationId: cancel => cancel.ReservationId,
        known: cancel => new ReadReservation(cancel.Call, cancel.ReservationId));

    private static ConcurMessage[] All { get; } = [Search, Sell, Detail, Update, Cancel];

    /// <param name="body">At most 256 KB: the caller checks that.</param>
    public static ReceivedRequest Read(ReadOnlyMemory<byte> body, ConcurCall call)
    {
        if (WireReader.Read(body, out var reason) is not { } root)
            return new MalformedRequest(reason);
        return Find(root.Name)?.Read(root, call)
            ?? new MalformedRequest($"Unknown root element. Send one of {string.Join(", ", All.Select(message => message.RequestRoot))}.");
    }

    /// <summary>The message that a request's root names, reading no further than the root; null where it is none of them.</summary>
    public static ConcurMessage? Find(ReadOnlyMemory<byte> beginning) => Find(WireReader.RootOf(beginning));

    /// <summary>The reply to a request of which only the root was read; a bare Error block where that is none of the messages.</summary>
    public static ReadOnlyMemory<byte> Refuse(ReadOnlyMemory<byte> beginning, Refusal refusal) =>
        Find(beginning)?.Refuse(refusal) ?? BareError(refusal);

    /// <summary>
    /// The Error block alone, for what isn't one of the messages: ErrorCode 400 for credentials, 900 for our own failure,
    /// else 300.
    /// </summary>
    public static ReadOnlyMemory<byte> BareError(Refusal refusal)
    {
        var writer = WireWriter.Start();
        writer.Error(ErrorCodes.OfNoMessage(refusal.Kind), refusal);
        return writer.Finish();
    }

    private static ConcurMessage? Find(string? root) => Array.Find(All, message => message.RequestRoot == root);
}
