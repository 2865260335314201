using ConcurSimulator.PostBacks;
using ConcurSimulator.Receipts;
using ConcurSimulator.Tokens;

namespace ConcurSimulator.Serving;

/// <summary>How the simulated Concur behaves.</summary>
public sealed record ServeSettings
{
    public required Uri Url { get; init; }

    public FaultScript Faults { get; init; } = FaultScript.Parse("", 0);

    public ReceiptServiceSettings Receipts { get; init; } = new();

    public TokenSettings Tokens { get; init; } = new();

    public PostBackCredentials Credentials { get; init; } = new(StaticToken: null, User: null, Password: null);

    /// <summary>The geolocation in token responses; null for the address that was called.</summary>
    public Uri? Geolocation { get; init; }

    /// <summary>The user belongs to another data center: token calls get error code 16.</summary>
    public bool GeolocationMoved { get; init; }

    /// <summary>The file that deliveries are appended to, as JSON lines; null for none.</summary>
    public string? RecordFile { get; init; }
}
