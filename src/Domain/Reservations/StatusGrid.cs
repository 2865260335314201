using static GroundTransport.Domain.Reservations.ReservationStatus;
using Can = GroundTransport.Domain.Reservations.SupplierAction;

namespace GroundTransport.Domain.Reservations;

/// <summary>What the supplier can do with a reservation.</summary>
public enum SupplierAction
{
    Accept,
    Decline,
    Cancel,

    /// <summary>Driver, vehicle, pickup instructions, final fare, the supplier's own number.</summary>
    Amend,

    /// <summary>The final fare and nothing else.</summary>
    AmendFinalFare,

    /// <summary>Report the progress of the ride.</summary>
    Progress,

    /// <summary>Only after the pickup time.</summary>
    Close,
}

/// <summary>
/// The supplier's actions by status. The guards of <see cref="Reservation.Decide"/>, <see cref="Reservation.ActionsAt"/> and the
/// list of allowed actions in a refusal read this table.
/// </summary>
public static class StatusGrid
{
    private static readonly Can[] Confirmed = [Can.Amend, Can.Progress, Can.Cancel, Can.Close];

    private static readonly Dictionary<ReservationStatus, Can[]> Grid = new()
    {
        [RB] = [Can.Accept, Can.Decline, Can.Cancel],
        [RA] = Confirmed,
        [RD] = [],
        [CB] = [Can.Accept, Can.Decline, Can.Cancel, Can.Amend, Can.Progress],
        [CA] = Confirmed,
        [CD] = Confirmed,
        [XB] = [Can.Accept, Can.Decline, Can.Amend, Can.Progress],
        [XA] = [],
        [XD] = Confirmed,
        [RC] = [Can.AmendFinalFare],
    };

    /// <summary>The actions that a status allows; amending includes the final fare.</summary>
    public static IReadOnlyList<SupplierAction> AllowedIn(ReservationStatus status) => Grid[status];
}
