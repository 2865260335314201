namespace ConcurSimulator.Certification.Expectations;

/// <summary>A page of SAP Concur's documentation, by its title.</summary>
public sealed record Page(string Title)
{
    public static Page Overview { get; } = new("Direct Connect - Ground Transportation");

    public static Page Search { get; } = new("Post a transportation search");

    public static Page Sell { get; } = new("Post a reservation sell request");

    public static Page Detail { get; } = new("Post a reservation detail search");

    public static Page Update { get; } = new("Update reservation with supplier");

    public static Page Cancel { get; } = new("Cancel a reservation");

    public static Page PostBack { get; } = new("Update reservation with Travel");

    public static Page Connectors { get; } = new("Callouts and application connectors");

    public static Page HttpStatus { get; } = new("HTTP status codes");

    public static Page Partners { get; } = new("TMC partner guide");
}
