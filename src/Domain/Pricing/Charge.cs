using System.Diagnostics.CodeAnalysis;

namespace GroundTransport.Domain.Pricing;

/// <summary>A charge on top of the base price, included in Rate or reported beside it.</summary>
public abstract record Charge;

/// <summary>A charge that is a percentage of the base price, or a fixed amount.</summary>
public abstract record PercentOrAmount : Charge
{
    public decimal? Percent { get; init; }

    public decimal? Amount { get; init; }
}

/// <summary>The service charge; several are added up.</summary>
public sealed record ServiceCharge : PercentOrAmount;

/// <summary>A surcharge, always or at certain times only, in the pickup zone's time zone.</summary>
public sealed record Surcharge : PercentOrAmount
{
    /// <summary>The description that Concur shows beside the amount ("fuel").</summary>
    public required string Description { get; init; }

    /// <summary>A daily window, which may span midnight.</summary>
    public DailyWindow? Window { get; init; }

    public IReadOnlyList<DayOfWeek> Weekdays { get; init; } = [];

    public IReadOnlyList<DateOnly> Dates { get; init; } = [];

    public bool AppliesAt(DateTime localPickup) =>
        (Window is null || Window.Contains(TimeOnly.FromDateTime(localPickup)))
        && (Weekdays.Count == 0 || Weekdays.Contains(localPickup.DayOfWeek))
        && (Dates.Count == 0 || Dates.Contains(DateOnly.FromDateTime(localPickup)));
}

/// <summary>From one time of day (inclusive) to another (exclusive), across midnight if <c>To</c> isn't later.</summary>
public sealed record DailyWindow(TimeOnly From, TimeOnly To)
{
    public bool Contains(TimeOnly time) => From < To ? time >= From && time < To : time >= From || time < To;
}

/// <summary>A fee for a pickup in certain zones; reported beside Rate.</summary>
public sealed record PickupCharge(decimal Amount, IReadOnlyList<string> Zones) : Charge;

/// <summary>A fee for a drop-off in certain zones; reported beside Rate.</summary>
public sealed record DropoffCharge(decimal Amount, IReadOnlyList<string> Zones) : Charge;

/// <summary>The price of an additional stop; reported beside Rate.</summary>
public sealed record ExtraStop(decimal Amount) : Charge;

/// <summary>The price of an additional hour; reported beside Rate.</summary>
public sealed record ExtraTime(decimal PerHour) : Charge;

/// <summary>A tax on the named parts of the fare.</summary>
public sealed record Tax(decimal Percent, IReadOnlyList<FarePart> On) : Charge;

/// <summary>The parts of a fare that a tax may apply to.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The fare's own terms.")]
public enum FarePart
{
    Base,
    ServiceCharge,
    Surcharge,
}
