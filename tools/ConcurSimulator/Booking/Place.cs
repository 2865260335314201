namespace ConcurSimulator.Booking;

/// <summary>Where a ride begins or ends.</summary>
/// <param name="Kind">100 address, 200 airport, 300 train station, 400 as directed.</param>
/// <param name="Code">Of an airport or a station.</param>
/// <param name="Carrier">Whose flight or train, where the traveller tells.</param>
public sealed record Place(string Kind, string Street = "", string PostalCode = "", string Code = "", string Name = "", string Carrier = "", string Number = "")
{
    public static Place AsDirected { get; } = new("400");

    public static Place Airport(string code) => new("200", Code: code);

    public static Place Station(string code, string name) => new("300", Code: code, Name: name);

    public static Place Address(string street, string postalCode) => new("100", street, postalCode);

    public bool IsAddress => Kind == "100";

    public bool IsAirport => Kind == "200";

    public bool IsStation => Kind == "300";
}
