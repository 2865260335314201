using ConcurSimulator.PostBacks;
using ConcurSimulator.Tokens;

namespace ConcurSimulator.Serving;

/// <summary>How Concur is played to the gateway.</summary>
public sealed record ServeSettings
{
    public required Uri Url { get; init; }

    public FaultScript Faults { get; init; } = FaultScript.Parse("", 0);

    public TokenSettings Tokens { get; init; } = new();

    public PostBackCredentials Credentials { get; init; } = new(StaticToken: null, User: null, Password: null);

    /// <summary>What token answers name as the user's home; null: the address that was called.</summary>
    public Uri? Geolocation { get; init; }

    /// <summary>The user lives elsewhere: error code 16.</summary>
    public bool GeolocationMoved { get; init; }

    /// <summary>Where to append what was heard, as JSON lines.</summary>
    public string? Keep { get; init; }
}
