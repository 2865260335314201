using System.Text;
using GroundTransport.Application.Outbox;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.ConcurWire.Codec;
using GroundTransport.Infrastructure.ConcurWire.Messages;

namespace GroundTransport.Infrastructure.ConcurWire;

/// <summary>Writes CC_LimoPostBackRequest: a success reply's content, with any of the ten statuses.</summary>
public sealed class PostBackEncoder : IPostBackEncoder
{
    public (string Status, string Payload) Encode(Reservation reservation, TimesAre timesAre)
    {
        var status = StatusCodes.OfUpdateAndPostBack(reservation.Status);
        var writer = WireWriter.Start();
        writer.Open("CC_LimoPostBackRequest"u8);
        writer.NoError();
        writer.Details(LimoDetails.Of(reservation, status, timesAre));
        writer.Close("CC_LimoPostBackRequest"u8);
        return (status, Encoding.UTF8.GetString(writer.Take()));
    }
}
