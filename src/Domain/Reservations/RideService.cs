using GroundTransport.Domain.Amounts;

namespace GroundTransport.Domain.Reservations;

/// <summary>The progress of a ride. Concur has no code for it, so replies carry it as text.</summary>
public enum Progress
{
    None,
    Assigned,
    OnTheWay,
    Arrived,
    OnBoard,
    Completed,
    NoShow,
}

/// <summary>The outcome of a closed ride.</summary>
public enum RideOutcome
{
    Completed,
    NoShow,
}

/// <summary>The fare that is finally charged, by its parts.</summary>
public sealed record FinalFare(Money BasePrice, Money ServiceCharge, Money SurCharge, Money Tax)
{
    public Money Rate => BasePrice + ServiceCharge + SurCharge + Tax;
}

/// <summary>The supplier's side of a ride. Immutable: a change replaces it as a whole.</summary>
public sealed record RideService
{
    public Progress Progress { get; init; }

    public string Driver { get; init; } = "";

    /// <summary>The vehicle that comes, such as "black Lincoln, plate L-204".</summary>
    public string Vehicle { get; init; } = "";

    /// <summary>Where the traveller finds the driver.</summary>
    public string PickupInstructions { get; init; } = "";

    /// <summary>The supplier's latest message to the traveller: feedback, or the reason of a decline.</summary>
    public string Feedback { get; init; } = "";

    public FinalFare? FinalFare { get; init; }

    public RideOutcome? Outcome { get; init; }

    /// <summary>The cancellation fee.</summary>
    public Money? CancellationFee { get; init; }
}
