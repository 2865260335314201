namespace GroundTransport.Domain.Journeys;

/// <summary>Where a ride begins or ends: an address, an airport, a station, or wherever the passenger directs.</summary>
public abstract record Stop
{
    /// <summary>What the driver should know of the place ("ring the doorbell"); empty where nothing was said.</summary>
    public string Notes { get; init; } = "";

    /// <summary>The place in a few words, for a message or a log of ours ("DCA airport", "Alexandria 22314").</summary>
    public abstract string Name { get; }
}

/// <summary>A street address. Country is ISO 3166-1 alpha-2; state at most ten characters.</summary>
public sealed record AddressStop(string Street, string City, string State, string Country, string PostalCode) : Stop
{
    public override string Name => PostalCode.Length > 0 ? $"{City} {PostalCode}".TrimStart() : City.Length > 0 ? City : Street;
}

/// <summary>An airport by its IATA code, and the flight where it is known.</summary>
public sealed record AirportStop(string Code, Flight? Flight = null) : Stop
{
    public override string Name => $"{Code} airport";
}

/// <summary>A railway station, and the train where it is known.</summary>
public sealed record StationStop(string Code, string StationName, string City, string State, Train? Train = null) : Stop
{
    public override string Name => StationName.Length > 0 ? StationName : $"{Code} station";
}

/// <summary>No fixed end: the passenger directs the driver. A drop-off only.</summary>
public sealed record AsDirected : Stop
{
    public override string Name => "as directed";
}

/// <summary>The flight that is met or caught; its time is the airport's local time and is never converted.</summary>
public sealed record Flight(string Carrier, string Number, DateTime? At);

/// <summary>The train that is met or caught; its time is the station's local time and is never converted.</summary>
public sealed record Train(string Carrier, string CarrierName, string Number, DateTime? At);
