namespace ConcurSimulator.Travellers;

/// <summary>Where a ride starts or ends.</summary>
/// <param name="Type">Concur's LocationType: 100 address, 200 airport, 300 train station, 400 as directed.</param>
/// <param name="Code">The code of an airport or a station.</param>
/// <param name="Carrier">The carrier of the traveller's flight or train; empty if not given.</param>
/// <param name="Number">The number of the traveller's flight or train.</param>
/// <param name="State">The state of an address, by its code or its name.</param>
public sealed record Location(
    string Type, string Street = "", string PostalCode = "", string Code = "", string Name = "", string Carrier = "", string Number = "",
    string State = "")
{
    public static Location AsDirected { get; } = new("400");

    public static Location Airport(string code) => new("200", Code: code);

    public static Location Station(string code, string name) => new("300", Code: code, Name: name);

    public static Location Address(string street, string postalCode, string state) => new("100", street, postalCode, State: state);

    public bool IsAddress => Type == "100";

    public bool IsAirport => Type == "200";

    public bool IsStation => Type == "300";
}
