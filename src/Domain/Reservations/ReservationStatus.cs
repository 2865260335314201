namespace GroundTransport.Domain.Reservations;

/// <summary>Concur's ten statuses, by the codes that everybody in this field knows.</summary>
public enum ReservationStatus
{
    /// <summary>Booked, waits for the supplier's decision.</summary>
    RB,

    /// <summary>Booking accepted.</summary>
    RA,

    /// <summary>Booking declined. Ended.</summary>
    RD,

    /// <summary>A change waits for the supplier's decision; the ride in force stands beside it.</summary>
    CB,

    /// <summary>Change accepted.</summary>
    CA,

    /// <summary>Change declined: the ride in force stands.</summary>
    CD,

    /// <summary>A cancellation waits for the supplier's decision.</summary>
    XB,

    /// <summary>Cancelled. Ended.</summary>
    XA,

    /// <summary>Cancellation declined: the ride stands.</summary>
    XD,

    /// <summary>Closed after the ride. Ended.</summary>
    RC,
}

/// <summary>What each status means for a decision.</summary>
public static class ReservationStatusExtensions
{
    extension(ReservationStatus status)
    {
        /// <summary>Waits for the supplier.</summary>
        public bool NeedsDecision => status is ReservationStatus.RB or ReservationStatus.CB or ReservationStatus.XB;

        /// <summary>Nothing more can happen, but for the final fare of a closed ride.</summary>
        public bool HasEnded => status is ReservationStatus.RD or ReservationStatus.XA or ReservationStatus.RC;

        /// <summary>The supplier has promised the ride and nothing is pending.</summary>
        public bool Stands => status is ReservationStatus.RA or ReservationStatus.CA or ReservationStatus.CD or ReservationStatus.XD;
    }
}
