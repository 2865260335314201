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

/// <summary>The driver who comes; empty: not known yet.</summary>
public sealed record Driver(string Name = "", string Phone = "")
{
    /// <summary>In one line, as the traveller reads it: "J. Doe, 703 555 0142".</summary>
    public override string ToString() => string.Join(", ", new[] { Name, Phone }.Where(part => part.Length > 0));
}

/// <summary>The vehicle that comes; empty: not known yet. <see cref="BookedVehicle"/> is the kind that was booked.</summary>
public sealed record AssignedVehicle(string Plate = "", string Make = "", string Model = "", string Colour = "")
{
    /// <summary>In one line, as the traveller reads it: "black Lincoln Navigator, plate L-204".</summary>
    public override string ToString()
    {
        var look = string.Join(' ', new[] { Colour, Make, Model }.Where(part => part.Length > 0));
        return string.Join(", ", new[] { look, Plate.Length > 0 ? $"plate {Plate}" : "" }.Where(part => part.Length > 0));
    }
}

/// <summary>The supplier's side of a ride. Immutable: a change replaces it as a whole.</summary>
public sealed record RideService
{
    public Progress Progress { get; init; }

    public Driver Driver { get; init; } = new();

    public AssignedVehicle Vehicle { get; init; } = new();

    /// <summary>The supplier's own number of the ride. Concur isn't told.</summary>
    public string ExternalReference { get; init; } = "";

    /// <summary>Where the traveller finds the driver.</summary>
    public string PickupInstructions { get; init; } = "";

    /// <summary>The supplier's latest message to the traveller: feedback, or the reason of a decline.</summary>
    public string Feedback { get; init; } = "";

    public FinalFare? FinalFare { get; init; }

    public RideOutcome? Outcome { get; init; }

    /// <summary>The cancellation fee.</summary>
    public Money? CancellationFee { get; init; }
}
