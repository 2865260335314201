using GroundTransport.Domain.Amounts;

namespace GroundTransport.Domain.Reservations;

/// <summary>How far a ride has come; Concur has no code for it, so it goes out in words.</summary>
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

/// <summary>How a closed ride ended.</summary>
public enum RideOutcome
{
    Completed,
    NoShow,
}

/// <summary>The fare that was charged in the end, by its parts.</summary>
public sealed record FinalFare(Money BasePrice, Money ServiceCharge, Money SurCharge, Money Tax)
{
    public Money Rate => BasePrice + ServiceCharge + SurCharge + Tax;
}

/// <summary>The supplier's side of a ride. Immutable; replaced whole.</summary>
public sealed record RideService
{
    public Progress Progress { get; init; }

    public string Driver { get; init; } = "";

    /// <summary>The very vehicle ("black Lincoln, plate L-204").</summary>
    public string Vehicle { get; init; } = "";

    /// <summary>Where the driver waits, for the traveller.</summary>
    public string PickupInstructions { get; init; } = "";

    /// <summary>The supplier's latest words to the traveller: a feedback or the reason of a refusal.</summary>
    public string Feedback { get; init; } = "";

    public FinalFare? FinalFare { get; init; }

    public RideOutcome? Outcome { get; init; }

    /// <summary>What the cancellation costs.</summary>
    public Money? CancellationFee { get; init; }
}
