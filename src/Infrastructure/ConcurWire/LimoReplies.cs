using GroundTransport.Application.Booking;
using GroundTransport.Application.Search;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.ConcurWire.Codec;
using GroundTransport.Infrastructure.ConcurWire.Messages;

namespace GroundTransport.Infrastructure.ConcurWire;

/// <summary>
/// Writes what Concur is answered, valid against docs/schemas: UTF-8 without a declaration. The bytes are the caller's
/// own; their length is the Content-Length.
/// </summary>
public static class LimoReplies
{
    /// <param name="elapsedMs">Whole milliseconds that the search took.</param>
    public static ReadOnlyMemory<byte> Search(SearchRides request, Outcome<IReadOnlyList<QuotedRide>> outcome, long elapsedMs) =>
        SearchReply.Write(request, outcome, elapsedMs);

    /// <summary>A refusal echoes what the request gave.</summary>
    public static ReadOnlyMemory<byte> Sell(SellRide request, Outcome<Reservation> outcome) =>
        Write(LimoMessage.Sell, outcome, request.Call.Connect.TimesAre, LimoDetails.Echo, request);

    /// <summary>A refusal holds nothing but its Error block: whose reservation it is, nobody knows.</summary>
    public static ReadOnlyMemory<byte> Detail(ReadReservation request, Outcome<Reservation> outcome) =>
        Write(LimoMessage.Detail, outcome, request.Call.Connect.TimesAre, _ => LimoDetails.Nothing, request);

    /// <inheritdoc cref="Sell"/>
    public static ReadOnlyMemory<byte> Update(UpdateRide request, Outcome<Reservation> outcome) =>
        Write(LimoMessage.Update, outcome, request.Call.Connect.TimesAre, LimoDetails.Echo, request);

    /// <inheritdoc cref="Detail"/>
    public static ReadOnlyMemory<byte> Cancel(CancelRide request, Outcome<Reservation> outcome) =>
        Write(LimoMessage.Cancel, outcome, request.Call.Connect.TimesAre, _ => LimoDetails.Nothing, request);

    /// <summary>A status as a message's replies say it.</summary>
    /// <param name="message">Sell, ReservationDetail, Update or Cancel.</param>
    public static string StatusIn(string message, ReservationStatus status) => LimoMessage.OfRequest($"CC_Limo{message}Request")?.Status(status) ?? "";

    /// <summary>The reply that belongs to a request's root, with nothing but the Error block (bad credentials); a bare Error where the root is none of the five.</summary>
    /// <param name="requestRoot">As <see cref="LimoRequests.RootOf"/> tells it.</param>
    public static ReadOnlyMemory<byte> Refused(string? requestRoot, Refusal refusal)
    {
        if (LimoMessage.OfRequest(requestRoot) is not { } message)
            return BareError(refusal);
        return message == LimoMessage.Search
            ? SearchReply.Write(null, refusal, 0)
            : Write<object?>(message, refusal, default, _ => LimoDetails.Nothing, null);
    }

    /// <summary>The Error block alone: ErrorCode 400 for credentials, 900 for our own failure, else 300.</summary>
    public static ReadOnlyMemory<byte> BareError(Refusal refusal)
    {
        var writer = WireWriter.Start();
        writer.Error(ErrorCodes.OfNoMessage(refusal.Kind), refusal);
        return writer.Take();
    }

    private static byte[] Write<TRequest>(
        LimoMessage message, Outcome<Reservation> outcome, TimesAre timesAre, Func<TRequest, LimoDetails> echo, TRequest request)
    {
        var writer = WireWriter.Start();
        writer.Open(message.ReplyRoot);
        if (outcome.Refusal is { } refusal)
        {
            writer.Error(message.ErrorCode(refusal.Kind), refusal);
            writer.Details(echo(request));
        }
        else
        {
            writer.NoError();
            writer.Details(LimoDetails.Of(outcome.Value, message.Status(outcome.Value.Status), timesAre));
        }
        writer.Close(message.ReplyRoot);
        return writer.Take();
    }
}
