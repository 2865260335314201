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

/// <summary>What a passenger pays beside the ride.</summary>
public enum ExtraKind
{
    Toll,
    Parking,
    Tip,
    Other,
}

/// <summary>One line of a final fare beside the ride itself.</summary>
/// <param name="Description">In a few words; empty: the kind says it.</param>
public sealed record ExtraCharge(ExtraKind Kind, Money Amount, string Description = "")
{
    public override string ToString() => Description.Length > 0 ? Description : Kind.ToString();
}

/// <summary>The fare that is finally charged, by its parts.</summary>
public sealed record FinalFare(Money BasePrice, Money ServiceCharge, Money SurCharge, Money Tax)
{
    /// <summary>Tolls, parking, a tip: part of the rate, each a line of its own on the receipt.</summary>
    public IReadOnlyList<ExtraCharge> Extras { get; init; } = [];

    /// <summary>With the extras, for which Concur's messages have no other place.</summary>
    public Money AllSurCharges => Extras.Aggregate(SurCharge, (sum, extra) => sum + extra.Amount);

    public Money Rate => BasePrice + ServiceCharge + AllSurCharges + Tax;

    // A record compares lists by reference.
    public bool Equals(FinalFare? other) =>
        other is not null && BasePrice == other.BasePrice && ServiceCharge == other.ServiceCharge && SurCharge == other.SurCharge
        && Tax == other.Tax && Extras.SequenceEqual(other.Extras);

    public override int GetHashCode() => HashCode.Combine(BasePrice, ServiceCharge, SurCharge, Tax, Extras.Count);
}

/// <summary>The driver who comes; empty: not known yet.</summary>
/// <param name="Number">The supplier's own number of the driver, for receipts; the traveller isn't shown it.</param>
public sealed record Driver(string Name = "", string Phone = "", string Number = "")
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
