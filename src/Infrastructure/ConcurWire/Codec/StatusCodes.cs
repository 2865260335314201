using GroundTransport.Domain.Reservations;
using static GroundTransport.Domain.Reservations.ReservationStatus;

namespace GroundTransport.Infrastructure.ConcurWire.Codec;

/// <summary>A status as each message's own table lists it: what a message can't say becomes the nearest that it can.</summary>
internal static class StatusCodes
{
    /// <summary>A repeated Sell finds a reservation that went on: it stands accepted.</summary>
    public static string OfSell(ReservationStatus status) => status switch { RB => "RB", RD => "RD", _ => "RA" };

    public static string OfDetail(ReservationStatus status) => status switch
    {
        RB or CB => "RB",
        RD => "RD",
        XB => "XB",
        XA => "XA",
        XD => "XD",
        _ => "RA",
    };

    public static string OfCancel(ReservationStatus status) => status switch { XB => "XB", XA => "XA", XD => "XD", _ => "" };

    public static string OfUpdateAndPostBack(ReservationStatus status) => status.ToString();
}
