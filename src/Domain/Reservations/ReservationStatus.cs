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

/// <summary>A reservation's status in words, one for each of Concur's codes; the events of a reservation have the same words.</summary>
public enum ReservationState
{
    /// <summary>RB: a booking waits for the supplier's decision.</summary>
    Requested,

    /// <summary>RA: the booking is accepted.</summary>
    Accepted,

    /// <summary>RD: the booking was declined. Ended.</summary>
    Declined,

    /// <summary>CB: a change waits for the supplier's decision; the ride before it stays in force.</summary>
    ChangeRequested,

    /// <summary>CA: the change is accepted.</summary>
    ChangeAccepted,

    /// <summary>CD: the change was declined; the ride before it stays in force.</summary>
    ChangeDeclined,

    /// <summary>XB: a cancellation waits for the supplier's decision.</summary>
    CancellationRequested,

    /// <summary>XA: cancelled. Ended.</summary>
    Cancelled,

    /// <summary>XD: the cancellation was declined; the ride stays in force.</summary>
    CancellationDeclined,

    /// <summary>RC: closed after the ride. Ended.</summary>
    Closed,
}

/// <summary>Groups of statuses.</summary>
public static class ReservationStatusExtensions
{
    extension(ReservationStatus status)
    {
        /// <summary>The status in words.</summary>
        public ReservationState State => status switch
        {
            ReservationStatus.RB => ReservationState.Requested,
            ReservationStatus.RA => ReservationState.Accepted,
            ReservationStatus.RD => ReservationState.Declined,
            ReservationStatus.CB => ReservationState.ChangeRequested,
            ReservationStatus.CA => ReservationState.ChangeAccepted,
            ReservationStatus.CD => ReservationState.ChangeDeclined,
            ReservationStatus.XB => ReservationState.CancellationRequested,
            ReservationStatus.XA => ReservationState.Cancelled,
            ReservationStatus.XD => ReservationState.CancellationDeclined,
            ReservationStatus.RC => ReservationState.Closed,
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Unknown status"),
        };

        /// <summary>A request is pending with the supplier.</summary>
        public bool NeedsDecision => status is ReservationStatus.RB or ReservationStatus.CB or ReservationStatus.XB;

        /// <summary>No more changes are possible, except to the final fare of a closed ride.</summary>
        public bool HasEnded => status is ReservationStatus.RD or ReservationStatus.XA or ReservationStatus.RC;

        /// <summary>The ride is confirmed and nothing is pending.</summary>
        public bool IsConfirmed => status is ReservationStatus.RA or ReservationStatus.CA or ReservationStatus.CD or ReservationStatus.XD;
    }
}
