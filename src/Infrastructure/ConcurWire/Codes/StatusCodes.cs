using GroundTransport.Domain.Reservations;
using static GroundTransport.Domain.Reservations.ReservationStatus;

namespace GroundTransport.Infrastructure.ConcurWire.Codes;

/// <summary>
/// The Status of each reservation status, by message. Total: a status that Concur doesn't list for a message becomes the
/// nearest that it lists.
/// </summary>
internal static class StatusCodes
{
    /// <summary>A repeated Sell may find a reservation that has moved on: it is accepted.</summary>
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
