
namespace GroundTransport.Application.Dispatch.ReadModels;

/// <summary>The kind of a place.</summary>
public enum StopKind
{
    Address,
    Airport,
    Station,
    AsDirected,
}

/// <summary>A place; the fields of other kinds are empty.</summary>
public sealed class StopModel
{
    /// <summary>The kind of place.</summary>
    public StopKind Kind { get; set; }

    /// <summary>The place in a few words.</summary>
    public string Name { get; set; } = "";

    /// <summary>The street of an address.</summary>
    public string Street { get; set; } = "";

    /// <summary>The city of an address or a station.</summary>
    public string City { get; set; } = "";

    /// <summary>The state of an address or a station.</summary>
    public string State { get; set; } = "";

    /// <summary>The country of an address: ISO 3166-1 alpha-2.</summary>
    public string Country { get; set; } = "";

    /// <summary>The postal code of an address.</summary>
    public string PostalCode { get; set; } = "";

    /// <summary>The code of an airport (IATA) or a station.</summary>
    public string Code { get; set; } = "";

    /// <summary>Carrier and number of the flight or train.</summary>
    public string Connection { get; set; } = "";

    /// <summary>The time of the flight or train, in local time of the airport or station (no offset); null: not known.</summary>
    public string? ConnectionAt { get; set; }

    /// <summary>Notes for the driver.</summary>
    public string Notes { get; set; } = "";
}
