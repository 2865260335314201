namespace GroundTransport.Domain.Reservations;

/// <summary>Concur's ten reservation statuses, by their codes.</summary>
public enum ReservationStatus
{
    /// <summary>Booking pending: the supplier decides.</summary>
    RB,

    /// <summary>Booking accepted.</summary>
    RA,

    /// <summary>Booking declined. Ended.</summary>
    RD,

    /// <summary>Change pending: the supplier decides. The ride before it stays in force.</summary>
    CB,

    /// <summary>Change accepted.</summary>
    CA,

    /// <summary>Change declined: the ride before it stays in force.</summary>
    CD,

    /// <summary>Cancellation pending: the supplier decides.</summary>
    XB,

    /// <summary>Cancelled. Ended.</summary>
    XA,

    /// <summary>Cancellation declined: the ride stays in force.</summary>
    XD,

    /// <summary>Closed after the ride. Ended.</summary>
    RC,
}

/// <summary>Groups of statuses.</summary>
public static class ReservationStatusExtensions
{
    extension(ReservationStatus status)
    {
        /// <summary>A request is pending with the supplier.</summary>
        public bool NeedsDecision => status is ReservationStatus.RB or ReservationStatus.CB or ReservationStatus.XB;

        /// <summary>No more changes are possible, except to the final fare of a closed ride.</summary>
        public bool HasEnded => status is ReservationStatus.RD or ReservationStatus.XA or ReservationStatus.RC;

        /// <summary>The ride is confirmed and nothing is pending.</summary>
        public bool IsConfirmed => status is ReservationStatus.RA or ReservationStatus.CA or ReservationStatus.CD or ReservationStatus.XD;
    }
}
