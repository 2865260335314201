namespace GroundTransport.Domain.Journeys;

/// <summary>Where a ride begins or ends: an address, an airport, a station, or wherever the passenger directs.</summary>
public abstract record Stop
{
    /// <summary>Notes for the driver ("ring the doorbell"); empty: none.</summary>
    public string Notes { get; init; } = "";

    /// <summary>The place in a few words, for messages and logs ("DCA airport", "Alexandria 22314").</summary>
    public abstract string Name { get; }

    /// <summary>Whether this is the same place as one that may be described in fewer words.</summary>
    internal bool IsAt(Stop known) => (this, known) switch
    {
        (AddressStop mine, AddressStop other) => Covers(other.Street, mine.Street) && Covers(other.City, mine.City)
            && Covers(other.State, mine.State) && Covers(other.Country, mine.Country) && Covers(other.PostalCode, mine.PostalCode),
        (AirportStop mine, AirportStop other) => mine.Code == other.Code,
        (StationStop mine, StationStop other) => Covers(other.Code, mine.Code) && Covers(other.StationName, mine.StationName)
            && Covers(other.City, mine.City) && Covers(other.State, mine.State),
        _ => this is AsDirected && known is AsDirected,
    };

    private static bool Covers(string known, string mine) =>
        known.Length == 0 || string.Equals(known.Trim(), mine.Trim(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>A street address. Country is ISO 3166-1 alpha-2; state at most ten characters.</summary>
public sealed record AddressStop(string Street, string City, string State, string Country, string PostalCode) : Stop
{
    public override string Name => PostalCode.Length > 0 ? $"{City} {PostalCode}".TrimStart() : City.Length > 0 ? City : Street;
}

/// <summary>An airport by its IATA code, and the flight if it is known.</summary>
public sealed record AirportStop(string Code, Flight? Flight = null) : Stop
{
    public override string Name => $"{Code} airport";
}

/// <summary>A railway station, and the train if it is known.</summary>
public sealed record StationStop(string Code, string StationName, string City, string State, Train? Train = null) : Stop
{
    public override string Name => StationName.Length > 0 ? StationName : $"{Code} station";
}

/// <summary>No fixed destination: the passenger directs the driver. Only for drop-offs.</summary>
public sealed record AsDirected : Stop
{
    public override string Name => "as directed";
}

/// <summary>The flight that the passenger arrives by or departs on; its time is the airport's local time and is never converted.</summary>
public sealed record Flight(string Carrier, string Number, DateTime? At);

/// <summary>The train that the passenger arrives by or departs on; its time is the station's local time and is never converted.</summary>
public sealed record Train(string Carrier, string CarrierName, string Number, DateTime? At);
