namespace GroundTransport.Domain.Pricing;

/// <summary>The price of a ride with one vehicle kind, between or within zones. Amounts are in the plan's currency.</summary>
public abstract record Rate
{
    /// <summary>Concur's RateID: at most 12 characters, unique in its plan.</summary>
    public required string Id { get; init; }

    public required string VehicleId { get; init; }

    /// <summary>The kind as Concur's RateTypeCode.</summary>
    public abstract RateType Type { get; }

    /// <summary>If several rates fit, the lowest precedence applies: flat, then estimated, then hourly, then on request.</summary>
    public abstract int Precedence { get; }
}

/// <summary>Concur's RateTypeCode.</summary>
public enum RateType
{
    Flat = 'F',
    Hourly = 'H',
    Estimated = 'E',
    NotAvailable = 'N',
}

/// <summary>A rate from one zone to another.</summary>
public abstract record ZoneToZoneRate : Rate
{
    public required string From { get; init; }

    public required string To { get; init; }

    /// <summary>The rate also applies in the other direction.</summary>
    public bool BothWays { get; init; }

    public bool Connects(string from, string to) =>
        (From == from && To == to) || (BothWays && From == to && To == from);
}

/// <summary>One price for the ride.</summary>
public sealed record FlatRate : ZoneToZoneRate
{
    public required decimal Price { get; init; }

    /// <summary>The duration of the ride.</summary>
    public required int Minutes { get; init; }

    public override RateType Type => RateType.Flat;

    public override int Precedence => 0;
}

/// <summary>A base price plus a price per unit of distance, with a minimum; the distance is fixed per pair of zones.</summary>
public sealed record EstimatedRate : ZoneToZoneRate
{
    public decimal Base { get; init; }

    public decimal? PerMile { get; init; }

    public decimal? Miles { get; init; }

    public decimal? PerKm { get; init; }

    public decimal? Km { get; init; }

    /// <summary>The minimum price of the ride.</summary>
    public decimal Minimum { get; init; }

    /// <summary>The duration of the ride.</summary>
    public required int Minutes { get; init; }

    public override RateType Type => RateType.Estimated;

    public override int Precedence => 1;
}

/// <summary>A price per hour, for rides that begin in a zone.</summary>
public sealed record HourlyRate : Rate
{
    public required string Zone { get; init; }

    public required decimal PerHour { get; init; }

    public decimal MinimumHours { get; init; } = 1;

    /// <summary>Time is charged in steps of this many minutes, rounded up.</summary>
    public int IncrementMinutes { get; init; } = 60;

    public override RateType Type => RateType.Hourly;

    public override int Precedence => 2;
}

/// <summary>A ride that is priced on request by telephone: shown, never sold.</summary>
public sealed record OnRequestRate : ZoneToZoneRate
{
    /// <summary>The refusal of a Sell.</summary>
    public static Refusal CannotBeBooked { get; } = Refusal.Unavailable(
        Field.RateType, $"{Field.RateType} is N: this ride is priced on request and can't be booked here. Call the supplier.");

    public required string Text { get; init; }

    public override RateType Type => RateType.NotAvailable;

    public override int Precedence => 3;
}
