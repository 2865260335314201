using System.Text;
using GroundTransport.Application.Outbox;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.ConcurWire.Codes;
using GroundTransport.Infrastructure.ConcurWire.Replies;
using GroundTransport.Infrastructure.ConcurWire.Xml;

namespace GroundTransport.Infrastructure.ConcurWire.PostBacks;

/// <summary>Writes CC_LimoPostBackRequest: the content of a successful reply, with any of the ten statuses.</summary>
public sealed class PostBackEncoder : IPostBackEncoder
{
    private static ReadOnlySpan<byte> Root => "CC_LimoPostBackRequest"u8;

    public (string Status, string Payload) Encode(Reservation reservation, TimesAre timesAre)
    {
        var status = StatusCodes.OfUpdateAndPostBack(reservation.Status);
        var writer = WireWriter.Start();
        writer.Open(Root);
        writer.NoError();
        writer.Details(ReservationDetails.Of(reservation, status, timesAre));
        writer.Close(Root);
        return (status, Encoding.UTF8.GetString(writer.Finish()));
    }
}
